import { publicPage } from "#app/_server/public-page.tsx";
import { Prose } from "#app/_ui/prose.tsx";
import styles from "#app/_ui/prose.module.css";
import { symbols as marks } from "#lib/charts/figures.ts";
import { describeSymbol, symbols } from "#lib/exports/dataset.ts";
import { citing } from "#lib/i18n/areas/citing.ts";
import { methodology } from "#lib/i18n/areas/methodology.ts";
import { releases as releaseWords } from "#lib/i18n/areas/releases.ts";
import { site as siteWords } from "#lib/i18n/areas/site.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { comingReleases } from "#lib/stats/coming-releases.ts";

export const instant = false;

/** How everything is counted; it stands here before the first release as well. */
export default function MethodologyPage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "/methodology", ({ locale, city, release, releases }) => {
    const t = translator(methodology, locale), s = translator(siteWords, locale);
    const next = comingReleases(city, releases).find((one) => !one.overdue);
    return {
      title: t("title"), description: t("description"),
      body: (
        <Prose words={methodology} locale={locale} after={{
          symbols: (
            <dl className={styles.symbols}>
              {symbols.filter((symbol) => symbol !== "").map((symbol) => (
                <div key={symbol}><dt>{symbol === "r" ? "*" : marks[symbol]} <code>{symbol}</code></dt><dd>{describeSymbol(symbol, locale)}</dd></div>
              ))}
            </dl>
          ),
          rebuild: <p><a href="/data/appeals.csv">appeals.csv</a>, <a href={`/${locale}/cite#check`}>{citing[locale]["check.title"]}</a></p>,
          releases: release && (
            <p><strong>{s("released", { day: formatDay(locale, release.asOf) })}.{next ? ` ${s("nextRelease", { day: formatDay(locale, next.date) })}` : null}</strong> <a href={`/${locale}/data/releases`}>{releaseWords[locale].title}</a></p>
          ),
        }} />
      ),
    };
  });
}
