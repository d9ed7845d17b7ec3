import type { PublishedSite } from "#app/_server/site.ts";
import styles from "./stats.module.css";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { ReleaseHead } from "#lib/stats/release.ts";
import { viewQuery, type View } from "#lib/stats/view.ts";

/** Of when the numbers of a pinned view are, and the way to the newer ones where there are. */
export function Pinned({ site: { locale, release: newest }, view, release }: { site: PublishedSite; view: View; release: ReleaseHead }) {
  const t = translator(explorer, locale);
  return (
    <p className={styles.pinned}>
      {t("pinned", { day: formatDay(locale, release.asOf) })}
      {newest.id !== release.id && <> <a href={`/${locale}/stats?${viewQuery({ ...view, release: null })}`}>{t("newer", { day: formatDay(locale, newest.asOf) })}</a></>}
    </p>
  );
}
