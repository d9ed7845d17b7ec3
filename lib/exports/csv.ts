import { stringify } from "csv-stringify/sync";

export type Cell = string | number | null;

/** How every CSV of ours is written; Excel's differs in delimiter and decimal sign only (excel-csv.ts). */
export const rfc4180 = { delimiter: ",", record_delimiter: "\r\n", quoted_match: /[\r\n]/, escape_formulas: true } as const;

/**
 * Rows as CSV: RFC 4180, UTF-8 without BOM, comma, CRLF after every row. The one writer of the portal, tested to the byte.
 * A text that a spreadsheet would take for a formula gets an apostrophe before it; a number stays a number.
 */
export const toCsv = (rows: readonly (readonly Cell[])[]): string =>
  stringify(rows as Cell[][], rfc4180);

/** Any number of rows, some thousand at a time. */
export function* csvChunks(header: readonly string[], rows: Iterable<readonly Cell[]>): Generator<string> {
  let batch: (readonly Cell[])[] = [header];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < 2000) continue;
    yield toCsv(batch);
    batch = [];
  }
  if (batch.length > 0) yield toCsv(batch);
}
