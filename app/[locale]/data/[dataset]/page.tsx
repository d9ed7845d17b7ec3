import { figuresPage } from "#app/_server/public-page.tsx";
import { Breadcrumb } from "#app/_ui/breadcrumb.tsx";
import { DataTable } from "#app/_ui/data-table.tsx";
import { Dateline } from "#app/_ui/dateline.tsx";
import { FeedLink } from "#app/_ui/feed-link.tsx";
import { JsonLd } from "#app/_ui/json-ld.tsx";
import page from "#app/_ui/page.module.css";
import { FilesTable } from "../files-table.tsx";
import { Cite } from "./cite.tsx";
import { Dictionary } from "./dictionary.tsx";
import { Editions } from "./editions.tsx";
import { RatingsTable } from "./ratings-table.tsx";
import { Refusal } from "#lib/errors.ts";
import { dailyShelf } from "#lib/exports/daily.ts";
import { dailyDataset, datasets, describeDataset, describeSymbol, ratingsDataset, symbols } from "#lib/exports/dataset.ts";
import { fileKind, metadataName } from "#lib/exports/file-name.ts";
import { licence } from "#lib/exports/licence.ts";
import { schemaOrg } from "#lib/exports/schema-org.ts";
import { spansOf } from "#lib/exports/spans.ts";
import { catalogue } from "#lib/i18n/areas/catalogue.ts";
import { datasetPage } from "#lib/i18n/areas/dataset-page.ts";
import { releases as releaseWords } from "#lib/i18n/areas/releases.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { ratingsOf } from "#lib/stats/ratings.ts";
import { allReleasesWithFiles } from "#lib/stats/release.ts";

export const instant = false;

/** One dataset: its files, what its columns mean, on what terms, how to refer to it, every release of it. */
export default async function DatasetPage({ params }: { params: Promise<{ locale: string; dataset: string }> }) {
  const { dataset: name } = await params;
  return figuresPage(params, `/data/${name}`, async (site) => {
    const dataset = datasets.find((candidate) => candidate.name === name);
    if (!dataset) throw new Refusal("notFound");
    const { locale, city } = site;
    const t = translator(datasetPage, locale);
    const shared = translator(catalogue, locale);
    const [releases, spans] = await Promise.all([allReleasesWithFiles(), spansOf(site.release)]);
    // The daily series is of no release: it has an edition of its own each morning.
    const daily = name === dailyDataset.name ? await dailyShelf() : null;
    const ratings = name === ratingsDataset.name ? await ratingsOf(site.release) : null;
    const newest = daily?.edition ?? releases[0]!;
    const own = (file: { name: string }) => fileKind(file.name)?.dataset.name === name;
    const { title, about } = describeDataset(dataset, locale);
    if (!newest.files.some(own)) {
      return { title, description: t("description", { title }), body: <div className={page.opening}><h1>{title}</h1><p className={page.lead}>{about}</p><p>{translator(releaseWords, locale)(name === dailyDataset.name ? "noDay" : "noFile")}</p></div> };
    }
    return {
      title, description: t("description", { title }),
      body: (
        <>
          <FeedLink locale={locale} />
          <Breadcrumb locale={locale} steps={[{ href: `/${locale}/data`, name: { text: shared("title") } }]} />
          <div className={page.opening}>
            <h1>{title}</h1>
            <p className={page.lead}>{about}</p>
            {city.demo && <p><strong>{shared("demoNote")}</strong></p>}
            {daily ? <p className={page.quiet}>{translator(releaseWords, locale)("lastDay", { day: formatDay(locale, newest.asOf) })}</p> : <Dateline site={site} />}
          </div>

          {ratings && <RatingsTable site={site} ratings={ratings} />}
          <section className={page.section} id="files">
            <h2>{daily ? shared("files") : t("files")}</h2>
            {!daily && <p>{t("filesAbout")}</p>}
            <FilesTable locale={locale} release={newest} files={newest.files.filter(own)} />
            {name === "appeals" && <p>{t("part")} <a href={`/${locale}/data/api`}>{t("api")}</a></p>}
          </section>

          <section className={page.section} id="columns">
            <h2>{t("columns")}</h2>
            <Dictionary locale={locale} dataset={dataset} />
          </section>

          {dataset.columns.some((column) => column.role === "status") && (
            <section className={page.section} id="symbols">
              <h2>{t("symbols")}</h2>
              <p>{t("symbolsAbout")}</p>
              <DataTable id="symbols-table" locale={locale} caption={t("symbols")} hideCaption heads={[t("symbol")]} columns={[{ label: shared("meaning"), text: true }]}
                rows={symbols.filter((symbol) => dataset.columns.some((column) => column.role === "status" && column.values?.includes(symbol))).map((symbol) => ({ key: symbol || "none", heads: [symbol ? <code key="symbol">{symbol}</code> : t("none")], cells: [describeSymbol(symbol, locale)] }))} />
            </section>
          )}

          <Cite locale={locale} dataset={dataset} city={city} release={newest} frozen={!daily} />

          <section className={page.section} id="licence">
            <h2>{shared("licence")}</h2>
            <p><a rel="license" href={licence.url}>Creative Commons Attribution 4.0 ({licence.name})</a>. {shared("licenceText")}</p>
          </section>

          <section className={page.section} id="machine">
            <h2>{t("machine")}</h2>
            <p>{t("machineAbout")}</p>
            <ul>
              {newest.files.filter(own).map((file) => metadataName(file.name)).filter((metadata) => daily ? metadata.startsWith("daily.csv") : newest.files.some((file) => file.name === metadata)).map((metadata) => (
                <li key={metadata}><a href={`/data/${metadata}`}>{metadata}</a> – {t("csvw")}</li>
              ))}
              <li><a href="/data/datapackage.json">datapackage.json</a> – {t("dataPackage")}</li>
              <li><a href="/data/catalog.jsonld">catalog.jsonld</a> – {t("dcat")}</li>
              <li><a href="/data/openapi.json">openapi.json</a> – {t("openapi")}</li>
            </ul>
          </section>

          {!daily && (
            <section className={page.section} id="releases">
              <h2>{t("earlier")}</h2>
              <p>{t("earlierAbout")}</p>
              <Editions site={site} releases={releases} own={own} />
            </section>
          )}
          <JsonLd content={schemaOrg(name, locale, city, newest, daily?.span ?? spans[name])} />
        </>
      ),
    };
  });
}
