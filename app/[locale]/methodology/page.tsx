import { publicPage } from "#app/_server/public-page.tsx";
import page from "#app/_ui/page.module.css";
import styles from "./methodology.module.css";
import { symbols as marks } from "#lib/charts/figures.ts";
import { describeSymbol, symbols } from "#lib/exports/dataset.ts";
import { methodology } from "#lib/i18n/areas/methodology.ts";
import { site as siteWords } from "#lib/i18n/areas/site.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { comingReleases } from "#lib/stats/coming-releases.ts";

export const instant = false;

const sections = ["count", "onTime", "duration", "open", "published", "withheld", "sensitive", "symbols", "releases", "records", "compare", "law"] as const;
type Word = keyof (typeof methodology)["kk"];

/** How everything is counted; it stands here before the first release as well. */
export default function MethodologyPage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "/methodology", ({ locale, city, release, releases }) => {
    const t = translator(methodology, locale);
    const s = translator(siteWords, locale);
    const next = comingReleases(city, releases).find((one) => !one.overdue);
    const paragraphs = (section: string) => [1, 2, 3].map((n) => `${section}.${n}` as Word).filter((key) => key in methodology[locale]);
    return {
      title: t("title"), description: t("description"),
      body: (
        <article className={page.prose}>
          <h1>{t("title")}</h1>
          <p className={page.lead}>{t("lead")}</p>
          <nav aria-label={t("contents")}>
            <ul className={styles.contents}>{sections.map((section) => <li key={section}><a href={`#${section}`}>{t(`${section}.title`)}</a></li>)}</ul>
          </nav>
          {sections.map((section) => (
            <section key={section} id={section} className={styles.section}>
              <h2>{t(`${section}.title`)}</h2>
              {paragraphs(section).map((key) => <p key={key}>{t(key)}</p>)}
              {section === "symbols" && (
                <dl className={styles.symbols}>
                  {symbols.filter((symbol) => symbol !== "").map((symbol) => (
                    <div key={symbol}><dt>{symbol === "r" ? "*" : marks[symbol]} <code>{symbol}</code></dt><dd>{describeSymbol(symbol, locale)}</dd></div>
                  ))}
                </dl>
              )}
              {section === "releases" && release && (
                <p><strong>{s("released", { day: formatDay(locale, release.asOf) })}.{next ? ` ${s("nextRelease", { day: formatDay(locale, next.date) })}` : null}</strong> <a href={`/${locale}/data/releases`}>{s("data")}</a></p>
              )}
            </section>
          ))}
        </article>
      ),
    };
  });
}
