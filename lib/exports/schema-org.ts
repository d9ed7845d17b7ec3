import { datasets, describeColumn, describeDataset } from "#lib/exports/dataset.ts";
import type { Span } from "#lib/exports/dcat/catalogue.ts";
import { fileKind, formats, standingAddress } from "#lib/exports/file-name.ts";
import { absolute } from "#lib/exports/headers.ts";
import { licence } from "#lib/exports/licence.ts";
import { files as words } from "#lib/i18n/areas/files.ts";
import { locales, nameFor, type Locale } from "#lib/i18n/locale.ts";
import { publisherOf, type City } from "#lib/stats/city.ts";
import type { Release } from "#lib/stats/release.ts";

/** A dataset as search engines read it (schema.org Dataset), with each of its files as a download. */
export function schemaOrg(name: string, locale: Locale, city: City, release: Release, span: Span | undefined): object {
  const files = release.files.flatMap((file) => {
    const kind = fileKind(file.name);
    return kind?.dataset.name === name ? [{ file, kind }] : [];
  });
  const { dataset } = files[0]!.kind;
  const said = (names: City["name"]) => nameFor(locale, names, city.language).text;
  const { title, about } = describeDataset(dataset, locale);
  const publisher = publisherNode(locale, city);
  return {
    "@context": "https://schema.org/", "@type": "Dataset", "@id": absolute(`/data/catalog.jsonld#${name}`),
    name: `${said(city.name)}: ${title}`, description: `${about} ${city.demo ? words[locale].demonstration : words[locale]["catalogue.about"]}`,
    url: absolute(`/${locale}/data/${name}`), inLanguage: locales, keywords: [words[locale].keyword],
    creator: publisher, publisher, license: licence.url, isAccessibleForFree: true,
    version: release.id, datePublished: release.publishedAt.toISOString(), dateModified: release.publishedAt.toISOString(),
    ...(span ? { temporalCoverage: `${span.from}/${span.to}` } : {}),
    spatialCoverage: { "@type": "Place", name: said(city.name) },
    includedInDataCatalog: { "@id": absolute(`/${locale}/data#catalogue`) },
    variableMeasured: dataset.columns.filter((column) => column.role === "measure").map((column) => {
      const { title, about } = describeColumn(column, locale);
      return { "@type": "PropertyValue", name: column.name, alternateName: title, description: about, ...(column.unit ? { unitText: column.unit } : {}) };
    }),
    distribution: files.map(({ file, kind }) => ({
      "@type": "DataDownload", name: `${formats[kind.format].name}: ${file.name}`, contentUrl: absolute(standingAddress(file.name)), encodingFormat: formats[kind.format].mediaType,
      contentSize: `${file.bytes} B`, sha256: file.sha256, ...(kind.locale ? { inLanguage: kind.locale } : {}),
    })),
  };
}

/** The catalogue page, and where its datasets are. */
export const dataCatalogue = (locale: Locale, city: City): object => ({
  "@context": "https://schema.org/", "@type": "DataCatalog", "@id": absolute(`/${locale}/data#catalogue`), url: absolute(`/${locale}/data`), inLanguage: locale,
  name: `${nameFor(locale, city.name, city.language).text}: ${words[locale].catalogue}`, description: words[locale]["catalogue.about"],
  publisher: publisherNode(locale, city), license: licence.url,
  dataset: [...new Set(datasets.map(({ name }) => name))].map((name) => ({ "@type": "Dataset", "@id": absolute(`/data/catalog.jsonld#${name}`), url: absolute(`/${locale}/data/${name}`) })),
});

const publisherNode = (locale: Locale, city: City): object => ({
  "@type": "GovernmentOrganization", name: nameFor(locale, publisherOf(city), city.language).text, url: absolute(`/${locale}`), ...(city.contact ? { email: city.contact } : {}),
});
