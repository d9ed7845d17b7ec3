import type { Site } from "#app/_server/site.ts";
import styles from "../new/new.module.css";
import { formatMoment } from "#lib/i18n/format.ts";
import { reception } from "#lib/i18n/areas/reception.ts";
import { write } from "#lib/i18n/areas/write.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Visit } from "#lib/resident/book.ts";
import type { Receipt } from "#lib/resident/talon.ts";

type Props = {
  site: Site;
  /** Null while the case of it is just being made. */
  visit: Visit | null;
  receipt: Receipt;
  /** What there is to say of a form that was sent before. */
  again?: "again" | "kept" | undefined;
};

/** When and where, the number and the code of a reception that was booked, and the way back. The code goes on by POST only. */
export function Booked({ site: { locale, city }, visit, receipt: { number, code }, again }: Props) {
  const t = translator(reception, locale), w = translator(write, locale);
  const facts = [
    ...(visit ? [[t("done.when"), formatMoment(locale, visit.at, city.timeZone)], [t("done.where"), visit.place], [t("done.host"), visit.host]] : []), [w("talon.number"), number],
  ];
  return (
    <article className={styles.talon}>
      <header className={styles.opening}><h1 tabIndex={-1}>{t("done.title")}</h1>{again && <p className={styles.warning}>{t(`done.${again}`)}</p>}</header>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}
        <div><dt>{w("talon.code")}</dt><dd className={styles.code}>{code}</dd></div>
      </dl>
      <p className={styles.warning}>{t("done.keep")}</p>
      <div className={styles.buttons}>
        <form method="post" action="/api/talon">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="code" value={code} />
          <button type="submit">{w("talon.pdf")}</button>
        </form>
      </div>
      <p>{t("done.next")}</p>
      <p className={styles.onward}><a href={`/${locale}/track`}>{t("done.follow")}</a></p>
    </article>
  );
}
