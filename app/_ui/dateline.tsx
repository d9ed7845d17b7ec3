import type { PublishedSite } from "#app/_server/site.ts";
import { site as words } from "#lib/i18n/areas/site.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { comingReleases } from "#lib/stats/coming-releases.ts";
import styles from "./dateline.module.css";

/** From when the figures are, beside every page's first number. */
export function Dateline({ site }: { site: PublishedSite }) {
  const t = translator(words, site.locale);
  const next = comingReleases(site.city, site.releases).find((release) => !release.overdue);
  return (
    <p className={styles.dateline}>
      {t("released", { day: formatDay(site.locale, site.release.asOf) })}.{next ? ` ${t("nextRelease", { day: formatDay(site.locale, next.date) })}` : null}
    </p>
  );
}
