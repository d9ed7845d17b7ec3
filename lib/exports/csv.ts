import { stringify } from "csv-stringify/sync";

export type Cell = string | number | null;

/** A cell holds few different texts (codes, periods, symbols), so each is written once; a flood of others is let go. */
const REMEMBERED = 20_000;

/**
 * A writer of CSV with CRLF after every row. The portal's only one, tested to the byte: RFC 4180 and, for Excel, its dialect.
 * A text that a spreadsheet would take for a formula gets an apostrophe before it; a number stays a number.
 */
export function csvWriter({ delimiter, decimal }: { delimiter: "," | ";"; decimal: "." | "," }): (rows: Iterable<readonly Cell[]>) => string {
  const written = new Map<string, string>();
  const field = (cell: Cell): string => {
    if (cell === null) return "";
    if (typeof cell === "number") return decimal === "." ? String(cell) : String(cell).replace(".", decimal);
    const known = written.get(cell);
    if (known !== undefined) return known;
    if (written.size >= REMEMBERED) written.clear();
    const text = stringify([[cell]], { delimiter, eof: false, quoted_match: /[\r\n]/, escape_formulas: true });
    written.set(cell, text);
    return text;
  };
  return (rows) => {
    let text = "";
    for (const row of rows) text += `${row.map(field).join(delimiter)}\r\n`;
    return text;
  };
}

/** Rows as the CSV of all open files: RFC 4180, UTF-8 without BOM, comma, CRLF after every row. */
export const toCsv = csvWriter({ delimiter: ",", decimal: "." });

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
