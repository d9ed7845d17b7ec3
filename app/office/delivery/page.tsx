import { officeLanguage } from "#app/_server/session.ts";
import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { recordHandover, recordUndelivered } from "#app/office/cases/[id]/applicant/actions.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeOutbox } from "#lib/i18n/areas/office-outbox.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { handWays, obstacles } from "#lib/outbox/notice.ts";
import { shownLetters, toDeliver } from "#lib/outbox/to-deliver.ts";
import { type Actor, may } from "#lib/staff/actor.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;
const address = "/office/delivery";

/** Letters to print, post, hand over or read out: what no channel delivers by itself. */
export default async function DeliveryPage({ searchParams }: { searchParams: Search }) {
  return officeView("delivery.record", address, (actor) => delivery(actor, searchParams));
}

async function delivery(actor: Actor, searchParams: Search) {
  const [locale, query, { n, rows }, city] = [await officeLanguage(), await searchParams, await toDeliver(actor), await officeCity()];
  const t = translator(officeOutbox, locale), o = translator(office, locale);
  const done = single(query.done) ?? "", today = cityDay(new Date(), city.timeZone);
  const form = { words: formWords(locale), done, signInAddress: `/office/sign-in?to=${encodeURIComponent(address)}` };
  return (
    <Shell actor={actor} locale={locale} address={address} here="delivery" title={t("letters")}>
      <div className={style.page}>
        <h1>{t("letters")}{n > 0 ? `: ${n}` : ""}</h1>
        {done ? <p role="status" className={style.notice}>{o("saved")}</p> : null}
        {n === 0 ? <p>{t("letters.none")}</p> : <p className={style.quiet}>{t("letters.about")}</p>}
        <ul className={style.people}>
          {rows.map((row) => {
            const carried = [{ kind: "hidden", name: "id", value: String(row.appeal) }, { kind: "hidden", name: "seen", value: `${row.version}.${row.seq}` }, { kind: "hidden", name: "notice", value: String(row.id) }, { kind: "hidden", name: "from", value: "letters" }] as const;
            return (
            <li key={row.id} className={style.person}>
              <p>
                <a href={`/office/cases/${row.appeal}`}><strong>{row.number}</strong></a> · {t(`kind.${row.kind}` as "kind.answer")}
                <span className={style.quiet}> · {t("since", { at: formatDay(locale, row.createdAt, city.timeZone) })}{row.way ? ` · ${t("wanted", { way: t(`way.${row.way}` as "way.post") })}` : ""}{row.state === "waiting" ? "" : ` · ${t("state.dead")}`}</span>
              </p>
              {may(actor, "applicant.look") ? <p><a href={`/office/cases/${row.appeal}/notices/${row.id}/letter.pdf`} target="_blank">{t("print")}</a></p> : null}
              <Form {...form} action={recordHandover} folded="closed" label={`${t("record")}: ${row.number}`} submits={[{ label: t("record.submit"), quiet: true }]} fields={[
                ...carried,
                { kind: "select", name: "way", label: t("record.way"), value: handWays.find((way) => way === row.way) ?? "post", options: handWays.map((way) => ({ value: way, label: t(`way.${way}`) })) },
                { kind: "date", name: "day", label: t("record.day"), required: true, value: today },
              ]} />
              <Form {...form} action={recordUndelivered} folded="closed" label={`${t("obstacle.record")}: ${row.number}`} submits={[{ label: t("record.submit"), quiet: true }]}
                fields={[...carried, { kind: "select", name: "obstacle", label: t("obstacle"), options: obstacles.map((one) => ({ value: one, label: t(`obstacle.${one}`) })) }]} />
            </li>
            );
          })}
        </ul>
        {n > rows.length ? <p className={style.quiet}>{t("heap.more", { n, shown: shownLetters })}</p> : null}
      </div>
    </Shell>
  );
}
