import path from "node:path";
import { codelistDataset, describeColumn, describeDataset, describeSymbol, type Column, type Dataset } from "#lib/exports/dataset.ts";
import type { FileKind } from "#lib/exports/file-name.ts";
import { licence } from "#lib/exports/licence.ts";
import { locales, type Locale } from "#lib/i18n/locale.ts";
import type { CodelistName } from "#lib/stats/codelists.ts";

/**
 * A CSV's description as CSV on the Web (W3C), its codelists beside it so that a validator can follow every code. Addresses
 * are relative to the description: the same bytes are right for the newest file and for the frozen one.
 */
export function csvw(name: string, { dataset }: FileKind, release: { id: string; publishedAt: Date }): object {
  const lists = codelistsOf(dataset).filter((list) => !dataset.stem.test(listStem(list)));
  const from = path.posix.dirname(name);
  const own = table(path.posix.basename(name), dataset, from);
  const about = {
    "dc:license": { "@id": licence.url }, "dc:issued": release.publishedAt.toISOString().slice(0, 10), "schema:version": release.id,
  };
  const context = "http://www.w3.org/ns/csvw";
  if (lists.length === 0) return { "@context": context, ...about, ...own };
  const others = lists.map((list) => table(path.posix.relative(from, `${listStem(list)}.csv`), codelistDataset(list), from));
  return { "@context": context, ...about, tables: [own, ...others] };
}

const listStem = (list: CodelistName): string => `codelists/${list}`;
const codelistsOf = (dataset: Dataset): CodelistName[] => [...new Set(dataset.columns.flatMap((column) => column.codelist ?? []))];
const inAll = <Said>(say: (locale: Locale) => Said) => locales.map((locale) => ({ "@value": say(locale), "@language": locale }));

function table(url: string, dataset: Dataset, from: string): object {
  return {
    url,
    "dc:title": inAll((locale) => describeDataset(dataset, locale).title),
    "dc:description": inAll((locale) => describeDataset(dataset, locale).about),
    dialect: { encoding: "utf-8", header: true, delimiter: ",", lineTerminators: ["\r\n"], quoteChar: "\"", doubleQuote: true },
    tableSchema: {
      columns: dataset.columns.map(columnOf),
      ...(dataset.key ? { primaryKey: dataset.key } : {}),
      foreignKeys: dataset.columns.flatMap(({ name, codelist }) => (codelist
        ? [{ columnReference: name, reference: { resource: path.posix.relative(from, `${listStem(codelist)}.csv`), columnReference: "code" } }]
        : [])),
    },
  };
}

function columnOf(column: Column): object {
  const words = (locale: Locale) => describeColumn(column, locale);
  return {
    name: column.name,
    // The machine header stands under `und`: it is what a validator finds in the file.
    titles: { und: column.name, ...Object.fromEntries(locales.map((locale) => [locale, words(locale).title])) },
    "dc:description": inAll((locale) => `${words(locale).about}${column.role === "status" ? ` ${symbolWords(column, locale)}` : ""}`),
    datatype: datatypeOf(column),
    ...(column.missing === undefined ? { required: true } : { null: column.missing }),
    ...(column.unit ? { "schema:unitText": column.unit } : {}),
  };
}

function datatypeOf({ type, values, pattern }: Column): object | string {
  if (type === "integer") return "nonNegativeInteger";
  if (type === "date") return { base: "date", format: "yyyy-MM-dd" };
  const format = values ? values.filter((value) => value !== "").join("|") : pattern;
  return format === undefined ? "string" : { base: "string", format: `^(${format})$` };
}

const symbolWords = (column: Column, locale: Locale): string =>
  (column.values ?? []).filter((symbol) => symbol !== "").map((symbol) => `${symbol} – ${describeSymbol(symbol as "c", locale)}.`).join(" ");
