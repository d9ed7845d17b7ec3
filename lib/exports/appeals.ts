import { appealsDataset, type Column } from "#lib/exports/dataset.ts";
import { csvChunks, type Cell } from "#lib/exports/csv.ts";
import { jsonHead } from "#lib/exports/json-head.ts";
import { dataKindOf } from "#lib/exports/labelling.ts";
import type { City } from "#lib/stats/city.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import type { ReleaseHead } from "#lib/stats/release.ts";

export type AppealsHead = { city: City; release: Pick<ReleaseHead, "id" | "asOf" | "publishedAt"> };

/** A function that gives a row of the cube as these of the dataset's columns. */
function cellsOf(columns: readonly Column[], city: City): (row: CubeRow) => Cell[] {
  const kind = dataKindOf(city);
  const names = columns.map((column) => column.name as keyof CubeRow | "data_kind");
  return (row) => names.map((name) => (name === "data_kind" ? kind : row[name]));
}

/** The CSV file in pieces. */
export const appealsCsvChunks = (city: City, rows: readonly CubeRow[], columns: readonly Column[] = appealsDataset.columns): Generator<string> =>
  csvChunks(columns.map((column) => column.name), rows.values().map(cellsOf(columns, city)));

/** The JSON file in pieces: its head, then the rows, one to a line; a measure without a value is null and its twin says why. */
export function* appealsJsonChunks(head: AppealsHead, rows: readonly CubeRow[], columns: readonly Column[] = appealsDataset.columns): Generator<string> {
  const { id, asOf, publishedAt } = head.release;
  const edition = { release: id, as_of: asOf, published_at: publishedAt.toISOString() };
  yield `${jsonHead(appealsDataset, head.city, edition, rows.length, columns).slice(0, -1)},"rows":[\n`;
  const cells = cellsOf(columns, head.city);
  const keys = columns.map(({ name }, i) => `${i === 0 ? "{" : ","}${JSON.stringify(name)}:`);
  const texts = new Map<Cell, string>(); // few different ones: codes, symbols, small numbers
  const value = (cell: Cell): string => {
    if (typeof cell === "number") return String(cell);
    const known = texts.get(cell);
    if (known !== undefined) return known;
    const text = JSON.stringify(cell);
    texts.set(cell, text);
    return text;
  };
  for (let i = 0; i < rows.length; i += 2000) {
    let chunk = "";
    for (const row of rows.slice(i, i + 2000)) {
      if (chunk !== "" || i > 0) chunk += ",\n";
      cells(row).forEach((cell, k) => (chunk += keys[k] + value(cell)));
      chunk += "}";
    }
    yield chunk;
  }
  yield "\n]}\n";
}
