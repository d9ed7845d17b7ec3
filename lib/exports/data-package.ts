import { describeColumn, describeDataset, type Column, type Dataset } from "#lib/exports/dataset.ts";
import { fileKind, formats, type FileKind } from "#lib/exports/file-name.ts";
import { demonstrationNote } from "#lib/exports/labelling.ts";
import { licence } from "#lib/exports/licence.ts";
import { files as words } from "#lib/i18n/areas/files.ts";
import { locales, nameFor, type Locale } from "#lib/i18n/locale.ts";
import { publisherOf, type City } from "#lib/stats/city.ts";
import type { ReleaseFile } from "#lib/stats/release.ts";

type Head = { id: string; publishedAt: Date };

/**
 * A release's files as a Data Package (v2): each with its size, checksum and, where it is a table, its schema. English is
 * the language of the fields the standard has; `translations` says the same in the others. `fieldsMatch` is left out: its
 * profile contradicts its specification.
 */
export function dataPackage(city: City, release: Head, files: readonly ReleaseFile[]): object {
  const said = (locale: Locale, names: City["name"]) => nameFor(locale, names, city.language).text;
  const title = (locale: Locale) => `${said(locale, city.name)}: ${words[locale].catalogue}`;
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: `${city.code}-appeals`,
    title: title("en"),
    description: words.en["catalogue.about"],
    translations: Object.fromEntries(locales.map((locale) => [locale, { title: title(locale), description: words[locale]["catalogue.about"] }])),
    version: release.id,
    created: release.publishedAt.toISOString(),
    ...demonstrationNote(city),
    licenses: [{ name: "CC-BY-4.0", title: licence.name, path: licence.url }],
    contributors: [{ title: said("en", publisherOf(city)), roles: ["publisher", "rightsHolder"], ...(city.contact ? { email: city.contact } : {}) }],
    sources: [{ title: words.en.source }],
    resources: files.flatMap((file) => {
      const kind = fileKind(file.name);
      return kind ? [resource(file, kind)] : [];
    }),
  };
}

function resource(file: ReleaseFile, kind: FileKind): object {
  const { dataset, format, locale } = kind;
  const inLanguage = (language: Locale) => {
    const { title, about } = describeDataset(dataset, language);
    return { title, description: about };
  };
  return {
    name: resourceName(kind),
    path: file.name,
    ...inLanguage(locale ?? "en"),
    translations: Object.fromEntries(locales.map((language) => [language, inLanguage(language)])),
    format, mediatype: formats[format].mediaType, bytes: file.bytes, hash: `sha256:${file.sha256}`,
    ...(format === "csv" ? { type: "table", encoding: "utf-8", dialect: { header: true, delimiter: ",", lineTerminator: "\r\n", quoteChar: "\"", doubleQuote: true }, schema: tableSchema(dataset) } : {}),
  };
}

/** The plain CSV bears the stem alone: it is what codes refer to. */
const resourceName = ({ stem, format, locale }: FileKind): string =>
  [stem, ...(format === "csv" ? [] : [format]), ...(locale ? [locale] : [])].join("-").replace(/[^a-z0-9]+/g, "-");

function tableSchema(dataset: Dataset): object {
  const keys = dataset.columns.flatMap(({ name, codelist }) => {
    if (!codelist) return [];
    const own = dataset.stem.test(`codelists/${codelist}`);
    return [{ fields: [name], reference: { ...(own ? {} : { resource: `codelists-${codelist}` }), fields: ["code"] } }];
  });
  return {
    fields: dataset.columns.map(field), missingValues: [""],
    ...(dataset.key ? { primaryKey: dataset.key } : {}),
    ...(keys.length > 0 ? { foreignKeys: keys } : {}),
  };
}

function field(column: Column): object {
  const { title, about } = describeColumn(column, "en");
  const values = column.values?.filter((value) => value !== "");
  return {
    name: column.name, type: column.type, title, description: about,
    translations: Object.fromEntries(locales.map((locale) => {
      const said = describeColumn(column, locale);
      return [locale, { title: said.title, description: said.about }];
    })),
    ...(column.unit ? { unit: column.unit } : {}),
    ...(column.missing ? { missingValues: [column.missing] } : {}),
    constraints: {
      ...(column.missing === undefined ? { required: true } : {}),
      ...(column.type === "integer" ? { minimum: 0 } : {}),
      ...(values ? { enum: values } : {}),
      ...(column.pattern ? { pattern: column.pattern } : {}),
    },
  };
}
