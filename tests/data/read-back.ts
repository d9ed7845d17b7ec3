import { read, utils } from "@e965/xlsx";
import { parse } from "csv-parse/sync";
import type { AsyncBuffer } from "hyparquet";

/** An Excel file with its header, as an independent reader finds it: of a workbook the first sheet, of Excel's CSV every cell as text. */
export function spreadsheet(body: Buffer, address: string): unknown[][] {
  if (address.includes(".xlsx")) {
    const book = read(body);
    return utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0]!]!, { header: 1, defval: null, blankrows: true });
  }
  if (!body.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) throw new Error("No BOM");
  return parse(body, { bom: true, delimiter: ";", record_delimiter: "\r\n" }) as string[][];
}

export const asyncBufferFrom = (body: Buffer): AsyncBuffer => ({
  byteLength: body.length, slice: (from, to) => Uint8Array.from(body.subarray(from, to)).buffer,
});
