import type { Site } from "#app/_server/site.ts";
import { Entry } from "../new/entry.tsx";
import styles from "../new/new.module.css";
import { formatDay, formatMoment, formatWeekday } from "#lib/i18n/format.ts";
import { reception } from "#lib/i18n/areas/reception.ts";
import { write } from "#lib/i18n/areas/write.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Offer } from "#lib/resident/book.ts";

export const visitFields = ["slot", "name", "phone", "topic"] as const;
export type VisitField = (typeof visitFields)[number];

/** The form as it stands; `faults`: what is wrong with a field; `said`: with none of them. */
export type Filled = { offers: Offer[]; token: string; typed: Record<VisitField, string>; faults: Partial<Record<VisitField, string>>; said: string[] };

/** The times that can be booked, by day, and who comes about what. A time says its day, too: that alone is seen once it is chosen. */
export function Booking({ site: { locale, city }, filled: { offers, token, typed, faults, said } }: { site: Site; filled: Filled }) {
  const t = translator(reception, locale), w = translator(write, locale);
  const cityDay = new Intl.DateTimeFormat("en-CA", { timeZone: city.timeZone });
  const byDay = Map.groupBy(offers, (offer) => cityDay.format(offer.startsAt));
  const wrong = visitFields.filter((field) => faults[field]);
  const opening = <header className={styles.opening}><h1 tabIndex={-1}>{t("title")}</h1><p className={styles.lead}>{t("lead")}</p></header>;
  if (offers.length === 0 && said.length + wrong.length === 0) return <>{opening}<p className={styles.warning}>{t("none")} <a href={`/${locale}/new`}>{t("none.write")}</a></p></>;
  const entry = (name: VisitField) => ({ id: `visit-${name}`, name, label: t(name), value: typed[name], fault: faults[name] });
  return (
    <>
      {opening}
      {said.length + wrong.length > 0 && (
        <div role="alert" tabIndex={-1} className={styles.refusal}>
          <p>{t("errors")}</p>
          <ul>{said.map((one) => <li key={one}>{one}</li>)}{wrong.map((field) => <li key={field}><a href={`#visit-${field}`}>{t(field)}</a>: {faults[field]}</li>)}</ul>
        </div>
      )}
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="token" value={token} />
      <p className={styles.trap} aria-hidden="true"><label>{w("trapLabel")} <input name="homepage" tabIndex={-1} autoComplete="off" /></label></p>
      <Entry {...entry("slot")} hint={t("slot.hint")}>{(it) => (
        <select {...it}>
          <option value="">{t("choose")}</option>
          {[...byDay].map(([day, its]) => (
            <optgroup key={day} label={`${formatWeekday(locale, day)}, ${formatDay(locale, day)}`}>
              {its.map(({ slot, startsAt, host, place }) => <option key={slot} value={slot}>{t("line", { time: formatMoment(locale, startsAt, city.timeZone), host, place })}</option>)}
            </optgroup>
          ))}
        </select>
      )}</Entry>
      <Entry {...entry("name")}>{(it) => <input {...it} maxLength={200} autoComplete="name" />}</Entry>
      <Entry {...entry("phone")} hint={t("phone.hint")}>{(it) => <input {...it} type="tel" maxLength={40} autoComplete="tel" />}</Entry>
      <Entry {...entry("topic")} hint={t("topic.hint")}>{(it) => <textarea {...it} rows={4} />}</Entry>
      <p className={styles.quiet}>{t("privacy")} <a href={`/${locale}/privacy#visit`}>{w("privacy.more")}</a></p>
      <p className={styles.buttons}><button type="submit" name="go" value="send">{t("send")}</button></p>
    </>
  );
}
