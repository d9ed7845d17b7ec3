import type { Site } from "#app/_server/site.ts";
import { Name } from "#app/_ui/named.tsx";
import styles from "./new.module.css";
import { formatMoment } from "#lib/i18n/format.ts";
import { write } from "#lib/i18n/areas/write.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Receipt } from "#lib/resident/talon.ts";

/** What the sender is given: number, time, receiver, code (art. 64), and what happens next. The code goes on by POST only. */
export function Talon({ site, receipt: { number, at, code }, again }: { site: Site; receipt: Receipt; again: boolean }) {
  const { locale, city, named } = site;
  const t = translator(write, locale);
  return (
    <article className={styles.talon}>
      <header className={styles.opening}>
        <h1 tabIndex={-1}>{t("talon.title")}</h1>
        {again && <p>{t("talon.again")}</p>}
      </header>
      <dl className={styles.facts}>
        <div><dt>{t("talon.number")}</dt><dd>{number}</dd></div>
        <div><dt>{t("talon.at")}</dt><dd><time dateTime={at.toISOString()}>{formatMoment(locale, at, city.timeZone)}</time></dd></div>
        <div><dt>{t("talon.receiver")}</dt><dd>{Object.values(city.publisher).some(Boolean) ? <Name name={named(city.publisher)} /> : t("talon.office", { city: named(city.name).text })}</dd></div>
        <div><dt>{t("talon.code")}</dt><dd className={styles.code}>{code}</dd></div>
      </dl>
      <p className={styles.warning}>{t("talon.keep")}</p>
      <div className={styles.buttons}>
        <form method="post" action="/api/talon">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="code" value={code} />
          <button type="submit">{t("talon.pdf")}</button>
        </form>
      </div>
      <section className={styles.next} aria-labelledby="next">
        <h2 id="next">{t("talon.next")}</h2>
        <ol>{([1, 2, 3] as const).map((n) => <li key={n}>{t(`talon.next.${n}`)}</li>)}</ol>
      </section>
      <p className={styles.onward}><a href={`/${locale}/track`}>{t("talon.follow")}</a> <a href={`/${locale}/new`}>{t("talon.another")}</a></p>
    </article>
  );
}
