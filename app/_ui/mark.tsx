import styles from "./mark.module.css";
import { symbols } from "#lib/charts/figures.ts";
import type { Figure } from "#lib/charts/spec.ts";
import { site } from "#lib/i18n/areas/site.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/** A published cell in a table; where there is no number its mark, with the meaning for those who hear it. */
export function FigureCell({ locale, figure }: { locale: Locale; figure: Figure }) {
  if (figure.value !== null || figure.status === "" || figure.status === "r") return <>{figure.text}</>;
  const t = translator(site, locale);
  const said = { c: t("withheldShort"), x: t("notYetMark"), z: t("notApplicableMark") }[figure.status];
  return <><span aria-hidden="true" className={styles.mark}>{figure.text}</span><span className={styles.said}>{said}</span></>;
}

/** What the marks of a table mean, in words, for every reader. */
export function MarkLegend({ locale, statuses }: { locale: Locale; statuses: ReadonlySet<Figure["status"]> }) {
  const t = translator(site, locale);
  const meanings = [["c", symbols.c, t("withheldMark")], ["x", symbols.x, t("notYetMark")], ["z", symbols.z, t("notApplicableMark")], ["r", "*", t("revisedMark")]] as const;
  const used = meanings.filter(([status]) => statuses.has(status));
  if (used.length === 0) return null;
  return (
    <ul className={styles.legend} aria-label={t("symbols")}>
      {used.map(([status, symbol, meaning]) => (
        <li key={status}><b>{symbol}</b> {meaning}{status === "c" && <>. <a href={`/${locale}/methodology#withheld`}>{t("withheldWhy")}</a></>}</li>
      ))}
    </ul>
  );
}
