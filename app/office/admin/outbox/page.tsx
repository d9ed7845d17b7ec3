import { officeLanguage } from "#app/_server/session.ts";
import { sendTestMessage } from "#app/office/admin/outbox/actions.ts";
import { MessageLine } from "#app/office/admin/outbox/message-line.tsx";
import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeOutbox } from "#lib/i18n/areas/office-outbox.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { outboxState, shownRows } from "#lib/outbox/manage.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;
const address = "/office/admin/outbox";

/** How the outbox runs: what is in doubt, dead, failing and waiting. Never what it says, nor to whom. */
export default async function OutboxPage({ searchParams }: { searchParams: Search }) {
  return officeView("outbox.manage", address, (actor) => outbox(actor, searchParams));
}

async function outbox(actor: Actor, searchParams: Search) {
  const [locale, query, { heaps, notReady }, city] = [await officeLanguage(), await searchParams, await outboxState(actor), await officeCity()];
  const t = translator(officeOutbox, locale), o = translator(office, locale);
  const done = single(query.done) ?? "";
  const form = { words: formWords(locale), done, signInAddress: `/office/sign-in?to=${encodeURIComponent(address)}` };
  return (
    <Shell actor={actor} locale={locale} address={address} here="outbox" title={t("outbox")}>
      <div className={style.page}>
        <h1>{t("outbox")}</h1>
        {done ? <p role="status" className={style.notice}>{o("saved")}</p> : null}
        {notReady.includes("email") ? <p className={style.alarm}>{t("outbox.notReady")}</p> : null}
        <p className={style.quiet}>{t("outbox.about")}</p>
        {heaps.map(({ heap, n, rows }) => (
          <section key={heap} aria-labelledby={`heap-${heap}`}>
            <h2 id={`heap-${heap}`}>{t(`heap.${heap}`)}: {n}</h2>
            {heap === "in_doubt" && n > 0 ? <p className={style.quiet}>{t("heap.in_doubt.about")}</p> : null}
            {n === 0 ? <p className={style.quiet}>{t("heap.empty")}</p> : (
              <ul className={style.people}>{rows.map((row) => <MessageLine key={row.id} row={row} locale={locale} moment={(at) => formatMoment(locale, at, city.timeZone)} form={form} />)}</ul>
            )}
            {n > rows.length ? <p className={style.quiet}>{t("heap.more", { n, shown: shownRows })}</p> : null}
          </section>
        ))}
        <section aria-labelledby="test">
          <h2 id="test">{t("test")}</h2>
          <Form {...form} action={sendTestMessage} label={t("test")} submits={[{ label: t("test.submit") }]} fields={[{ kind: "text", name: "address", label: t("test.address"), required: true }]} />
        </section>
      </div>
    </Shell>
  );
}
