import type { Site } from "#app/_server/site.ts";
import styles from "../new/new.module.css";
import { formatMoment } from "#lib/i18n/format.ts";
import { reception } from "#lib/i18n/areas/reception.ts";
import { write } from "#lib/i18n/areas/write.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Offer } from "#lib/resident/book.ts";
import type { Receipt } from "#lib/resident/talon.ts";

/** When and where, the number and the code of a reception that was booked. */
export function Booked({ site: { locale, city }, offer, receipt, again }: { site: Site; offer: Offer | null; receipt: Receipt; again: boolean }) {
  const t = translator(reception, locale), w = translator(write, locale);
  const facts = [
    ...(offer ? [[t("done.when"), formatMoment(locale, offer.startsAt, city.timeZone)], [t("done.where"), offer.place], [t("done.host"), offer.host]] : []), [w("talon.number"), receipt.number],
  ];
  return (
    <article className={styles.talon}>
      <header className={styles.opening}><h1>{t("done.title")}</h1>{again && <p>{w("talon.again")}</p>}</header>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
        <div><dt>{w("talon.code")}</dt><dd className={styles.code}>{receipt.code}</dd></div>
      </dl>
      <p className={styles.warning}>{w("talon.keep")}</p>
      <p>{t("done.next")}</p>
      <p className={styles.onward}><a href={`/${locale}/track`}>{w("talon.follow")}</a></p>
    </article>
  );
}
