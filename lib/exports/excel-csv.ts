import { stringify } from "csv-stringify/sync";
import { rfc4180 } from "#lib/exports/csv.ts";
import type { Sheet } from "#lib/exports/sheet.ts";

/**
 * A sheet as the CSV that Excel opens right by a double click where the comma is decimal, as in Kazakhstan and Russia: BOM,
 * semicolons, decimal comma, CRLF. Notes have no place in it: the first line is the header.
 */
export const toExcelCsv = ({ headers, rows }: Sheet): string =>
  `\ufeff${stringify([headers, ...rows] as string[][], { ...rfc4180, delimiter: ";", cast: { number: (value) => String(value).replace(".", ",") } })}`;
