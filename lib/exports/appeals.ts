import { appealsDataset, columnNames, describeColumn } from "#lib/exports/dataset.ts";
import type { Cell } from "#lib/exports/csv.ts";
import { dataKindOf, demonstrationNote } from "#lib/exports/labelling.ts";
import { licence } from "#lib/exports/licence.ts";
import { locales } from "#lib/i18n/locale.ts";
import type { City } from "#lib/stats/city.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import type { ReleaseHead } from "#lib/stats/release.ts";

export type AppealsHead = { city: City; release: Pick<ReleaseHead, "id" | "asOf" | "publishedAt"> };

/** A row of the cube as the dataset's columns, in their order. */
export function appealsCells(row: CubeRow, city: City): Cell[] {
  const values: Record<string, Cell> = { ...row, data_kind: dataKindOf(city) };
  return appealsDataset.columns.map((column) => values[column.name]!);
}

/** A row of the JSON file; a measure without a value is null and its twin says why. */
export function appealsJsonRow(row: CubeRow, city: City): string {
  const cells = appealsCells(row, city);
  return JSON.stringify(Object.fromEntries(appealsDataset.columns.map((column, i) => [column.name, cells[i]])));
}

/** What the JSON file says before its rows: what it is, of when, by whom, what its columns mean. */
function jsonHead({ city, release }: AppealsHead, rows: number): string {
  const words = (about: "title" | "about", column: (typeof appealsDataset.columns)[number]) =>
    Object.fromEntries(locales.map((locale) => [locale, describeColumn(column, locale)[about]]));
  return JSON.stringify({
    dataset: appealsDataset.name, city: city.code, name: city.name, ...demonstrationNote(city),
    release: release.id, as_of: release.asOf, published_at: release.publishedAt.toISOString(),
    publisher: city.publisher, license: licence.url,
    columns: appealsDataset.columns.map((column) => {
      const { word: _, missing: __, ...machine } = column; // in JSON a value that is missing is null
      return { ...machine, title: words("title", column), description: words("about", column) };
    }),
    row_count: rows,
  });
}

/** The JSON file in pieces: its head, then `rows`, one to a line. */
export function* appealsJsonChunks(head: AppealsHead, rows: readonly string[]): Generator<string> {
  yield `${jsonHead(head, rows.length).slice(0, -1)},"rows":[\n`;
  for (let i = 0; i < rows.length; i += 2000) yield `${i === 0 ? "" : ",\n"}${rows.slice(i, i + 2000).join(",\n")}`;
  yield "\n]}\n";
}

export const appealsHeader = columnNames(appealsDataset);
