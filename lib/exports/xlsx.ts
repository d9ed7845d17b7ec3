import writeExcelFile from "write-excel-file/node";
import type { Cell } from "#lib/exports/csv.ts";
import type { Sheet } from "#lib/exports/sheet.ts";
import { sheets } from "#lib/i18n/areas/sheets.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/**
 * A sheet as an Excel workbook: numbers are numbers, the bold header stands still, title and notes lie on a second sheet.
 * A text is a text there and never a formula, whatever it begins with. The same sheet gives the same bytes.
 */
export async function toXlsx(sheet: Sheet, locale: Locale): Promise<Buffer<ArrayBuffer>> {
  const { title, headers, rows, notes = [] } = sheet;
  const bold = (text: string) => ({ value: literal(text), type: String, fontWeight: "bold" as const });
  const table = {
    data: [headers.map(bold), ...rows.map((row) => row.map((cell: Cell) => (typeof cell === "string" ? literal(cell) : cell)))], sheet: tabName(sheet.name), stickyRowsCount: 1,
    columns: headers.map((header, i) => ({ width: widthOf(header, rows, i) })),
  };
  const explained = {
    data: [...(title === undefined ? [] : [[bold(title)]]), ...notes.map((text) => [{ value: literal(text), type: String, wrap: true }])],
    sheet: translator(sheets, locale)("notes"), columns: [{ width: 100 }],
  };
  const bytes = await writeExcelFile(explained.data.length > 0 ? [table, explained] : [table]).toBuffer();
  return standStill(bytes as Buffer<ArrayBuffer>);
}

/** Excel reads _x0041_ as the letter A (ECMA-376, ST_Xstring); the underscore written in that way stops it. */
const literal = (text: string): string => text.replace(/_(?=x[0-9a-f]{4}_)/gi, "_x005F_");

/** Excel takes at most 31 letters, without these. */
const tabName = (name: string): string => name.replace(/[[\]/\\:*?]/g, " ").slice(0, 31);

/** Wide enough for the header and the first rows, narrow enough to see several columns. */
function widthOf(header: string, rows: Sheet["rows"], column: number): number {
  const longest = rows.slice(0, 200).reduce((most, row) => Math.max(most, String(row[column] ?? "").length), header.length);
  return Math.min(Math.max(longest + 2, 8), 40);
}

const CENTRAL_ENTRY = 0x02014b50, END = 0x06054b50;

/** Sets the time of every file in a zip to the format's first instant, 1 January 1980: the writer puts the clock's there. */
function standStill(zip: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0 || zip.readUInt32LE(end) !== END) throw new Error("The workbook is no zip.");
  let at = zip.readUInt32LE(end + 16);
  while (zip.readUInt32LE(at) === CENTRAL_ENTRY) {
    zip.writeUInt32LE(0x00210000, at + 12);
    zip.writeUInt32LE(0x00210000, zip.readUInt32LE(at + 42) + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}
