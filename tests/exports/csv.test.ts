import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvChunks, toCsv, type Cell } from "#lib/exports/csv.ts";

test("to the byte: comma, CRLF after every row, quotes only where needed, doubled inside, no BOM", () => {
  expect(Buffer.from(toCsv([["period", "n"], ["2026-Q3", 5], ["say \"hi\", you", null], ["two\r\nlines", 0], ["cr\ronly", ""], ["lf\nonly", -1]]))).toEqual(
    Buffer.from('period,n\r\n2026-Q3,5\r\n"say ""hi"", you",\r\n"two\r\nlines",0\r\n"cr\ronly",\r\n"lf\nonly",-1\r\n'));
  expect(Buffer.from(toCsv([["Әкімдік, ғ"]])).toString("hex")).toBe(Buffer.from('"Әкімдік, ғ"\r\n').toString("hex"));
});

test.each(["=1+1", "+7 701", "-x", "@home", "\ttab", "\rreturn"])("a text beginning like a formula is defused: %j", (text) => {
  const [[cell]] = parse(toCsv([[text]]), { relax_column_count: false }) as [[string]];
  expect(cell).toBe(`'${text}`);
});

test("numbers stay numbers, negative ones too", () => expect(toCsv([[-5, 0, 12.5]])).toBe("-5,0,12.5\r\n"));

test("anything written is read back as it was, but for the defused beginnings", () => {
  const text = fc.string({ unit: "binary", maxLength: 12 }).filter((value) => !value.includes("\0"));
  const hostile = fc.tuple(fc.constantFrom("", "=", "+", "-", "@", "\t", "\r", "\n", '"', ",", "\u200f", "\ufeff", "'"), text).map(([head, tail]) => head + tail);
  fc.assert(fc.property(fc.array(fc.tuple(hostile, fc.integer(), hostile), { minLength: 1, maxLength: 8 }), (rows) => {
    const back = parse(toCsv([["a", "b", "c"], ...rows]), { record_delimiter: "\r\n", bom: false }) as string[][];
    const defused = (cell: Cell) => (typeof cell === "string" && /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : String(cell));
    expect(back.slice(1)).toEqual(rows.map((row) => row.map(defused)));
    for (const row of back.slice(1)) for (const cell of row) expect(/^[=+\-@\t\r]/.test(cell) && !/^-\d+$/.test(cell)).toBe(false);
  }), { numRuns: 400 });
});

test("chunks put together are the whole, header first and once", () => {
  const rows = Array.from({ length: 4321 }, (_, i) => [i, `row ${i}`]);
  expect([...csvChunks(["n", "text"], rows)].join("")).toBe(toCsv([["n", "text"], ...rows]));
  expect([...csvChunks(["n"], [])].join("")).toBe("n\r\n");
});
