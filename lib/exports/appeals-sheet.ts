import type { Cell } from "#lib/exports/csv.ts";
import { appealsDataset, describeColumn, describeDataset, symbols, type Column } from "#lib/exports/dataset.ts";
import { absolute } from "#lib/exports/headers.ts";
import { dataKindOf } from "#lib/exports/labelling.ts";
import { licence } from "#lib/exports/licence.ts";
import type { Sheet } from "#lib/exports/sheet.ts";
import { files } from "#lib/i18n/areas/files.ts";
import { sheets } from "#lib/i18n/areas/sheets.ts";
import { formatDay, formatPeriod } from "#lib/i18n/format.ts";
import { nameFor, type Locale, type Names } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { City } from "#lib/stats/city.ts";
import type { Codelists } from "#lib/stats/codelists.ts";
import type { CubeRow, Status } from "#lib/stats/cube-row.ts";
import type { ReleaseHead } from "#lib/stats/release.ts";

export type SheetSource = { city: City; release: Pick<ReleaseHead, "id" | "asOf" | "reason">; lists: Codelists };

/**
 * Rows of the cube as a person's spreadsheet has them: a dimension in words and, beside it, its code; a withheld value empty
 * and its reason in words; headers in the reader's language.
 */
export function appealsSheet(rows: readonly CubeRow[], source: SheetSource, locale: Locale, columns: readonly Column[] = appealsDataset.columns): Sheet {
  const parts = columns.flatMap((column) => partsOf(column, source, locale));
  return {
    name: describeDataset(appealsDataset, locale).title,
    title: `${nameFor(locale, source.city.name, source.city.language).text}. ${describeDataset(appealsDataset, locale).title}`,
    headers: parts.map((part) => part.header), rows: rows.map((row) => parts.map((part) => part.cell(row))),
    notes: sheetNotes(source, locale, columns.filter((column) => column.role === "measure")),
  };
}

/** What stands under a table of the release's figures: source, release, licence, symbols, and what the measures count. */
export function sheetNotes({ city, release }: SheetSource, locale: Locale, measures: readonly Column[]): string[] {
  const t = translator(sheets, locale);
  const name = (names: Names): string => nameFor(locale, names, city.language).text;
  const publisher = Object.values(city.publisher).some(Boolean) ? city.publisher : city.name;
  return [
    ...(city.demo ? [files[locale].demonstration] : []),
    t("source", { publisher: name(publisher) }),
    t("release", { day: formatDay(locale, release.asOf), id: release.id }),
    ...(release.reason ? [t("correction", { reason: name(release.reason) })] : []),
    t("licence", { name: licence.name, url: licence.url }),
    t("machine", { address: absolute(`/data/releases/${release.id}/appeals.csv`) }),
    t("empty"),
    ...symbols.flatMap((symbol) => (symbol === "" ? [] : [t(`${symbol}.about`)])),
    ...measures.map((column) => t("column", describeColumn(column, locale))),
  ];
}

/** Why a value is missing or new, in a word or two that fit into a cell; nothing of a normal one. The notes say it at length. */
export const statusWord = (status: Status, locale: Locale): string | null => (status === "" ? null : sheets[locale][status]);

type Part = { header: string; cell: (row: CubeRow) => Cell };

/** The columns of the sheet that one of the dataset's becomes. */
function partsOf(column: Column, { city, lists }: SheetSource, locale: Locale): Part[] {
  const t = translator(sheets, locale);
  const header = describeColumn(column, locale).title;
  const value = (row: CubeRow): Cell => row[column.name as keyof CubeRow];
  if (column.role === "measure") return [{ header, cell: value }];
  if (column.role === "status") {
    return [{ header, cell: (row) => statusWord(value(row) as Status, locale) }];
  }
  if (column.role === "attribute") return [{ header, cell: () => t(dataKindOf(city)) }];
  const named = new Map<string, string>([["all", files[locale].all]]);
  if (column.codelist) for (const entry of lists[column.codelist]) named.set(entry.code, nameFor(locale, entry.names, city.language).text);
  const label = (code: string): string => {
    const known = named.get(code);
    if (known !== undefined) return known;
    const said = column.name === "period" ? formatPeriod(locale, code) : column.name === "grain" ? t(code as CubeRow["grain"]) : code;
    named.set(code, said);
    return said;
  };
  return [{ header, cell: (row) => label(value(row) as string) }, { header: t("code", { name: header }), cell: value }];
}
