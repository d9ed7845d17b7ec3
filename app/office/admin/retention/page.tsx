import { officeLanguage } from "#app/_server/session.ts";
import { setRetention } from "#app/office/admin/retention/actions.ts";
import { single } from "#app/office/_parts/address.ts";
import formStyle from "#app/office/_parts/form.module.css";
import { Form } from "#app/office/_parts/form.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { Refusal } from "#lib/errors.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeRetention } from "#lib/i18n/areas/office-retention.ts";
import { formatMoment, formatNumber, formatPeriod } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { retentionHistory } from "#lib/retention/history.ts";
import { forecast, longestMonths, readSchedule, type Schedule, shortestMonths } from "#lib/retention/schedule.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;
const address = "/office/admin/retention";
const keys = ["appealMonths", "signalMonths"] as const;

/** How long personal data are kept: what is in force, what another period would erase, what was erased. */
export default async function RetentionPage({ searchParams }: { searchParams: Search }) {
  return officeView("retention.manage", address, (actor) => retention(actor, searchParams));
}

/** The schedule the administrator asks about; null where the address has none. @throws Refusal for what is no number of months */
function askedSchedule(query: Awaited<Search>): Schedule | null {
  if (keys.every((key) => single(query[key]) === undefined)) return null;
  const of = (key: (typeof keys)[number]) => {
    const months = Number(single(query[key]));
    if (!Number.isInteger(months) || months < shortestMonths || months > longestMonths) throw new Refusal("monthsRange", { shortest: shortestMonths, longest: longestMonths }, key);
    return months;
  };
  return { appealMonths: of("appealMonths"), signalMonths: of("signalMonths") };
}

async function retention(actor: Actor, searchParams: Search) {
  const [locale, query, schedule, history, city] = [await officeLanguage(), await searchParams, await readSchedule(), await retentionHistory(actor), await officeCity()];
  const t = translator(officeRetention, locale), o = translator(office, locale);
  let asked: Schedule | null = null, refusal: Refusal | null = null;
  try {
    asked = askedSchedule(query);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusal = error;
  }
  const shown = asked && await forecast(actor, asked);
  const done = single(query.done) ?? "";
  const value = (key: (typeof keys)[number]) => single(query[key]) ?? String(schedule?.[key] ?? { appealMonths: 60, signalMonths: 24 }[key]);
  return (
    <Shell actor={actor} locale={locale} address={address} here="retention" title={t("title")}>
      <div className={style.page}>
        <h1>{t("title")}</h1>
        {done ? <p role="status" className={style.notice}>{o("saved")}</p> : null}
        <p>{t("about")}</p>
        <p className={style.notice}><strong>{schedule ? t("on", { appeal: schedule.appealMonths, signal: schedule.signalMonths }) : t("off")}</strong></p>
        <form action={address} className={formStyle.form}>
          <div className={formStyle.fields}>
            {keys.map((key) => (
              <div key={key} className={formStyle.field}>
                <label htmlFor={key}>{t(key)}</label>
                {refusal?.field === key ? <strong id={`${key}-error`} role="alert" className={formStyle.wrong}>{refusal.say(locale)}</strong> : null}
                <input id={key} name={key} inputMode="numeric" defaultValue={value(key)} aria-invalid={refusal?.field === key || undefined} aria-describedby={refusal?.field === key ? `${key}-error` : undefined} />
              </div>
            ))}
          </div>
          <div className={formStyle.submits}><button type="submit" className={asked ? formStyle.quiet : formStyle.primary}>{t("try")}</button></div>
        </form>
        {asked && shown ? (
          <section>
            <h2>{t("preview")}</h2>
            <p><strong>{shown.atOnce > 0 ? t("atOnce", { cases: shown.atOnce }) : t("atOnce.none")}</strong></p>
            {shown.coming.length > 0 ? (
              <table>
                <caption>{t("coming")}</caption>
                <thead><tr><th scope="col">{t("month")}</th><th scope="col" className={style.number}>{t("cases")}</th></tr></thead>
                <tbody>{shown.coming.map((one) => <tr key={one.month}><th scope="row">{formatPeriod(locale, one.month)}</th><td className={style.number}>{formatNumber(locale, one.cases)}</td></tr>)}</tbody>
              </table>
            ) : <p>{t("coming.none")}</p>}
            <Form action={setRetention} label={t("set")} words={formWords(locale)} done={done} signInAddress={`/office/sign-in?to=${encodeURIComponent(address)}`}
              fields={[...keys.map((key) => ({ kind: "hidden", name: key, value: String(asked[key]) }) as const), { kind: "hidden", name: "confirmed", value: String(shown.atOnce) }]}
              submits={[{ label: shown.atOnce > 0 ? t("set.erase", { cases: shown.atOnce }) : t("set") }]} />
          </section>
        ) : null}
        <section>
          <h2>{t("history")}</h2>
          {history.length === 0 ? <p>{t("history.none")}</p> : (
            <ul>{history.map((one) => (
              <li key={one.seq}>{formatMoment(locale, one.at, city.timeZone)}, {one.by ?? t("system")}: {one.schedule ? t("changed", { appeal: one.schedule.appealMonths, signal: one.schedule.signalMonths }) : t("erased", one.erased)}</li>
            ))}</ul>
          )}
        </section>
      </div>
    </Shell>
  );
}
