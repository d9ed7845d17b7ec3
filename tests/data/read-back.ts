import { read, utils } from "@e965/xlsx";
import { parse } from "csv-parse/sync";
import type { AsyncBuffer } from "hyparquet";

/** The rows of an Excel file without its header, as an independent reader finds them. */
export function spreadsheetRows(body: Buffer, address: string): unknown[][] {
  return spreadsheet(body, address).slice(1);
}

/** An Excel file with its header: of a workbook the first sheet; of Excel's CSV numbers as numbers and empty cells as null, as Excel takes them. */
export function spreadsheet(body: Buffer, address: string): unknown[][] {
  if (address.includes(".xlsx")) {
    const book = read(body);
    return utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1, defval: null, blankrows: true });
  }
  if (!body.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) throw new Error("No BOM");
  const rows = parse(body, { bom: true, delimiter: ";", record_delimiter: "\r\n" }) as string[][];
  return rows.map((row) => row.map((cell) => (cell === "" ? null : /^-?\d+(,\d+)?$/.test(cell) && !/^0\d|^\d{4}$/.test(cell) ? Number(cell.replace(",", ".")) : cell)));
}

export const asyncBufferFrom = (body: Buffer): AsyncBuffer => ({
  byteLength: body.length, slice: (from, to) => Uint8Array.from(body.subarray(from, to)).buffer,
});
