import { figuresPage } from "#app/_server/public-page.tsx";
import { Dateline } from "#app/_ui/dateline.tsx";
import { FeedLink } from "#app/_ui/feed-link.tsx";
import page from "#app/_ui/page.module.css";
import { JsonLd } from "#app/_ui/json-ld.tsx";
import { FilesTable } from "./files-table.tsx";
import { ReleasesTable } from "./releases-table.tsx";
import { datasets, describeDataset } from "#lib/exports/dataset.ts";
import { dataCatalogue } from "#lib/exports/schema-org.ts";
import { catalogue } from "#lib/i18n/areas/catalogue.ts";
import { site as siteWords } from "#lib/i18n/areas/site.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { currentRelease } from "#lib/stats/release.ts";
import { allAdded } from "#lib/stats/release-changes.ts";

export const instant = false;

const EXAMPLE = "/data/appeals.csv?grain=quarter&category=all&district=all";

/** The catalogue: every file of every release, what its columns mean, and on what terms. */
export default function DataPage({ params }: { params: Promise<{ locale: string }> }) {
  return figuresPage(params, "/data", async (site) => {
    const { locale, city } = site;
    const t = translator(catalogue, locale), around = translator(siteWords, locale);
    const [newest, changes] = [(await currentRelease())!, await allAdded()];
    const name = site.named(city.name).text;
    const publisher = Object.values(city.publisher).some(Boolean) ? site.named(city.publisher).text : name;
    const [before, after] = t("filtered", { example: "\0" }).split("\0");
    return {
      title: t("title"), description: t("description"),
      body: (
        <>
          <FeedLink locale={locale} />
          <div className={page.opening}>
            <h1>{t("title")}</h1>
            <p className={page.lead}>{t("lead")}</p>
            {city.demo && <p><strong>{t("demoNote")}</strong></p>}
            <Dateline site={site} />
          </div>

          <section className={page.section}>
            <h2>{t("datasets")}</h2>
            <ul className={page.ways}>
              {[...Map.groupBy(datasets, (dataset) => dataset.name)].map(([dataset, [one]]) => {
                const { title, about } = describeDataset(one!, locale);
                return <li key={dataset}><a href={`/${locale}/data/${dataset}`}>{title}</a><span>{about}</span></li>;
              })}
              <li><a href={`/${locale}/data/api`}>API</a><span>{t("apiAbout")}</span></li>
            </ul>
            <p>{before}<a href={EXAMPLE}><code>{EXAMPLE}</code></a>{after} <a href={`/${locale}/stats`}>{t("builder")}</a></p>
          </section>

          <section className={page.section}>
            <h2>{t("newest")}</h2>
            <FilesTable locale={locale} release={newest} files={newest.files.filter((file) => !file.name.endsWith("-metadata.json"))} />
            <p>{t("metadataAbout")} <a href="/data/datapackage.json">datapackage.json</a>, <a href="/data/catalog.jsonld">catalog.jsonld</a>, <a href="/data/openapi.json">openapi.json</a></p>
          </section>

          <section className={page.section}>
            <h2>{t("licence")}</h2>
            <p><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">Creative Commons Attribution 4.0 (CC BY 4.0)</a>. {t("licenceText")} <a href={`/${locale}/licence`}>{around("licenceTerms")}</a></p>
            <h3>{t("cite")}</h3>
            <blockquote className={page.quote}>{t("citeText", { publisher, city: name, day: formatDay(locale, newest.asOf) })}{city.demo && ` ${t("demoNote")}`}</blockquote>
            <h3>{t("check")}</h3>
            <p>{t("checkText", { sums: "SHA256SUMS" })}</p>
            <p><code>sha256sum --check --ignore-missing SHA256SUMS</code></p>
            <p><a href={`/${locale}/cite`}>{around("cite")}</a></p>
          </section>

          <section className={page.section} id="releases">
            <h2>{t("releases")}</h2>
            <p>{t("releasesAbout")}</p>
            <ReleasesTable site={{ ...site, releases: site.releases.slice(0, 3) }} changes={changes} />
            <p><a href={`/${locale}/data/releases`}>{t("allReleases")}</a></p>
          </section>
          <JsonLd content={dataCatalogue(locale, city)} />
        </>
      ),
    };
  });
}
