import { csvWriter } from "#lib/exports/csv.ts";
import type { Sheet } from "#lib/exports/sheet.ts";

const write = csvWriter({ delimiter: ";", decimal: "," });

/**
 * A sheet as the CSV that Excel opens right by a double click where the comma is decimal, as in Kazakhstan and Russia: BOM,
 * semicolons, decimal comma, CRLF. Notes have no place in it: the first line is the header.
 */
export const toExcelCsv = ({ headers, rows }: Sheet): string => `\ufeff${write([headers])}${write(rows)}`;
