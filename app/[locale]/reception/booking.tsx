import type { Site } from "#app/_server/site.ts";
import styles from "../new/new.module.css";
import { formatDay, formatWeekday } from "#lib/i18n/format.ts";
import { reception } from "#lib/i18n/areas/reception.ts";
import { write } from "#lib/i18n/areas/write.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Offer } from "#lib/resident/book.ts";

/** The form as it stands; `said`: what is wrong with it. */
export type Filled = { offers: Offer[]; token: string; typed: Record<"slot" | "name" | "phone" | "topic", string>; said: string[] };

/** A moment's day and time by the city's clock: 2026-11-27, 08:20. */
export function cityMoment(at: Date, timeZone: string): { day: string; time: string } {
  const [day, time] = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at).split(" ");
  return { day: day!, time: time! };
}

/** The times that can be booked, by day, and who comes about what. */
export function Booking({ site: { locale, city }, filled: { offers, token, typed, said } }: { site: Site; filled: Filled }) {
  const t = translator(reception, locale), w = translator(write, locale);
  const byDay = Map.groupBy(offers, (offer) => cityMoment(offer.startsAt, city.timeZone).day);
  const opening = <header className={styles.opening}><h1>{t("title")}</h1><p className={styles.lead}>{t("lead")}</p></header>;
  if (offers.length === 0 && said.length === 0) return <>{opening}<p className={styles.warning}>{t("none")} <a href={`/${locale}/new`}>{t("none.write")}</a></p></>;
  return (
    <>
      {opening}
      {said.length > 0 && <div role="alert" className={styles.refusal}><p>{t("errors")}</p><ul>{said.map((one) => <li key={one}>{one}</li>)}</ul></div>}
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="token" value={token} />
      <p className={styles.trap} aria-hidden="true"><label>{w("trapLabel")} <input name="homepage" tabIndex={-1} autoComplete="off" /></label></p>
      <div className={styles.entry}>
        <label htmlFor="visit-slot">{t("slots")}</label>
        <select id="visit-slot" name="slot" defaultValue={typed.slot}>
          <option value="">{t("choose")}</option>
          {[...byDay].map(([day, its]) => (
            <optgroup key={day} label={`${formatWeekday(locale, day)}, ${formatDay(locale, day)}`}>
              {its.map(({ slot, startsAt, host, place }) => <option key={slot} value={slot}>{t("line", { time: cityMoment(startsAt, city.timeZone).time, host, place })}</option>)}
            </optgroup>
          ))}
        </select>
      </div>
      <div className={styles.entry}><label htmlFor="visit-name">{t("name")}</label><input id="visit-name" name="name" defaultValue={typed.name} maxLength={200} autoComplete="name" /></div>
      <div className={styles.entry}>
        <label htmlFor="visit-phone">{t("phone")}</label><small id="visit-phone-hint">{t("phone.hint")}</small>
        <input id="visit-phone" name="phone" type="tel" defaultValue={typed.phone} maxLength={40} autoComplete="tel" aria-describedby="visit-phone-hint" />
      </div>
      <div className={styles.entry}>
        <label htmlFor="visit-topic">{t("topic")}</label><small id="visit-topic-hint">{t("topic.hint")}</small>
        <textarea id="visit-topic" name="topic" rows={4} defaultValue={typed.topic} maxLength={5000} aria-describedby="visit-topic-hint" />
      </div>
      <p className={styles.buttons}><button type="submit" name="go" value="send">{t("send")}</button></p>
    </>
  );
}
