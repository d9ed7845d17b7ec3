import { absolute } from "#lib/exports/headers.ts";
import { describeDataset } from "#lib/exports/dataset.ts";
import { dateTime, day, distribution, inAll } from "#lib/exports/dcat/distribution.ts";
import { context, everyDay, language, monthly, open, openApi, publisherType, taxonomy, terms, theme, type Node } from "#lib/exports/dcat/vocabulary.ts";
import type { DailyShelf } from "#lib/exports/daily.ts";
import { fileKind, standingAddress, type FileKind } from "#lib/exports/file-name.ts";
import { licence } from "#lib/exports/licence.ts";
import { files as words } from "#lib/i18n/areas/files.ts";
import { locales, nameFor, type Locale, type Names } from "#lib/i18n/locale.ts";
import { publisherOf, type City } from "#lib/stats/city.ts";
import type { Release, ReleaseFile } from "#lib/stats/release.ts";

/** First and last day of what a dataset tells about. */
export type Span = { from: string; to: string };
type File = { file: ReleaseFile; kind: FileKind };
const filesOf = (release: Release): File[] => release.files.flatMap((file) => {
  const kind = fileKind(file.name);
  return kind ? [{ file, kind }] : [];
});

/**
 * The catalogue as DCAT-AP 3.0.1: a dataset for each thing published, at its standing addresses; each release of it as a
 * version, frozen; the record files by year as a series; the daily series, which is of no release; and the interface that selects rows.
 * @param releases newest first, at least one
 * @param daily null before its first day
 */
export function catalogue(city: City, releases: readonly Release[], spans: Record<string, Span | undefined>, daily: Pick<DailyShelf, "edition" | "span"> | null = null): object {
  const newest = releases[0]!;
  const id = (part: string) => ({ "@id": absolute(`/data/catalog.jsonld#${part}`) });
  const said = (names: Names) => inAll((locale) => nameFor(locale, names, city.language).text);
  const title = (locale: Locale) => `${nameFor(locale, city.name, city.language).text}: ${words[locale].catalogue}`;
  const contact: Node = {
    ...id("contact"), "@type": ["vcard:Kind", "vcard:Organization"], "vcard:fn": said(publisherOf(city)),
    ...(city.contact ? { "vcard:hasEmail": { "@id": `mailto:${city.contact}` } } : {}),
  };
  const common = {
    "dct:publisher": id("publisher"), "dcat:contactPoint": id("contact"), "dcat:theme": { "@id": theme },
    "dcat:keyword": inAll((locale) => words[locale].keyword), "dct:spatial": id("city"),
  };
  const dataset = (part: string, files: File[], release: Release, frozen: boolean, rest: object = {}): [Node, ...Node[]] => {
    const { name } = files[0]!.kind.dataset;
    const distributions = files.map(({ file, kind }) => distribution(file, kind, frozen ? `/data/releases/${release.id}/${file.name}` : standingAddress(file.name), release, !frozen));
    return [{
      ...id(part), "@type": "dcat:Dataset", ...common,
      "dct:title": inAll((locale) => `${title(locale)}. ${describeDataset(files[0]!.kind.dataset, locale).title}`),
      "dct:description": inAll((locale) => `${describeDataset(files[0]!.kind.dataset, locale).about}${city.demo ? ` ${words[locale].demonstration}` : ""}`),
      "dct:identifier": absolute(`/data/catalog.jsonld#${part}`), "dcat:version": release.id,
      "dct:issued": dateTime(release.publishedAt), "dct:modified": dateTime(release.publishedAt),
      "dct:accessRights": { "@id": open }, "dct:provenance": { "@type": "dct:ProvenanceStatement", "rdfs:label": inAll((locale) => words[locale].source) },
      "dcat:landingPage": locales.map((locale) => ({ "@id": absolute(`/${locale}/data/${name}`), "@type": "foaf:Document" })),
      ...(frozen ? {} : { "dct:accrualPeriodicity": { "@id": monthly } }),
      "dcat:distribution": distributions.map((node) => ({ "@id": node["@id"] })),
      ...rest,
    }, ...distributions];
  };

  const byName = Map.groupBy(filesOf(newest), ({ kind }) => kind.dataset.name);
  const versions = releases.flatMap((release) => [...Map.groupBy(filesOf(release), ({ kind }) => kind.dataset.name)].map(([name, files]) => ({
    name, nodes: dataset(`${name}-${release.id}`, files, release, true, release.reason ? { "adms:versionNotes": said(release.reason) } : {}),
  })));
  const current = [...byName].flatMap(([name, files]) => dataset(name, files.filter(({ kind }) => !yearOf(kind)), newest, false, {
    ...temporal(spans[name]), "dct:hasVersion": versions.filter((version) => version.name === name).map(({ nodes }) => ({ "@id": nodes[0]["@id"] })),
  }));
  const years = [...Map.groupBy(filesOf(newest).filter(({ kind }) => yearOf(kind)), ({ kind }) => kind.stem)];
  const series = id("appeals-records-by-year");
  const yearly = years.flatMap(([stem, files]) => dataset(stem, files, newest, false, {
    "dcat:inSeries": series, ...temporal(yearSpan(yearOf(files[0]!.kind)!, spans["appeals-records"])),
  }));
  const eachDay = daily ? dataset("daily", filesOf(daily.edition), daily.edition, false, { ...temporal(daily.span), "dct:accrualPeriodicity": { "@id": everyDay } }) : [];
  const datasets = [...current, ...yearly, ...eachDay, ...versions.flatMap(({ nodes }) => nodes)];
  const named = datasets.filter((node) => node["@type"] === "dcat:Dataset").map((node) => ({ "@id": node["@id"] }));

  return {
    "@context": context,
    "@graph": [
      {
        ...id("catalogue"), "@type": "dcat:Catalog", "dct:title": inAll(title), "dct:description": inAll((locale) => words[locale]["catalogue.about"]),
        "dct:publisher": id("publisher"), "dct:license": { "@id": licence.url }, "dct:spatial": id("city"),
        "dct:language": locales.map((locale) => ({ "@id": language[locale] })), "dcat:themeTaxonomy": { "@id": taxonomy },
        "dct:issued": dateTime(releases.at(-1)!.publishedAt), "dct:modified": dateTime(newest.publishedAt),
        "foaf:homepage": { "@id": absolute("/kk/data"), "@type": "foaf:Document" },
        "dcat:dataset": [...named, ...(years.length > 0 ? [series] : [])], "dcat:service": id("api"),
      },
      { ...id("publisher"), "@type": "foaf:Agent", "foaf:name": said(publisherOf(city)), "dct:type": { "@id": publisherType } },
      contact,
      { ...id("city"), "@type": "dct:Location", "skos:prefLabel": said(city.name) },
      ...(years.length > 0 ? [{
        ...series, "@type": ["dcat:DatasetSeries", "dcat:Dataset"], ...common,
        "dct:title": inAll((locale) => `${title(locale)}. ${words[locale].recordSeries}`), "dct:description": inAll((locale) => words[locale]["records.about"]),
        "dct:accrualPeriodicity": { "@id": monthly }, ...temporal(spans["appeals-records"]),
      }] : []),
      {
        ...id("api"), "@type": "dcat:DataService", ...common, "dct:title": inAll((locale) => words[locale].api), "dct:description": inAll((locale) => words[locale]["api.about"]),
        "dcat:endpointURL": { "@id": absolute("/data/") }, "dcat:endpointDescription": { "@id": absolute("/data/openapi.json") }, "dct:conformsTo": { "@id": openApi },
        "dcat:servesDataset": [...byName.keys()].map((name) => id(name)), "dct:license": { "@id": licence.url }, "dct:accessRights": { "@id": open },
        "dcat:landingPage": locales.map((locale) => ({ "@id": absolute(`/${locale}/data/api`), "@type": "foaf:Document" })),
      },
      ...datasets,
      ...terms,
    ],
  };
}

const yearOf = (kind: FileKind): string | undefined => /-(\d{4})$/.exec(kind.stem)?.[1];
const temporal = (span: Span | undefined) => (span ? { "dct:temporal": { "@type": "dct:PeriodOfTime", "dcat:startDate": day(span.from), "dcat:endDate": day(span.to) } } : {});

/** The part of a year that the records have. */
function yearSpan(year: string, all: Span | undefined): Span {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  return { from: all && all.from > first ? all.from : first, to: all && all.to < last ? all.to : last };
}
