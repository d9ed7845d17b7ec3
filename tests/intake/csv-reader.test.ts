import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CsvReader } from "#lib/intake/csv-reader.ts";

const read = (text: string, delimiter = ",") => new CsvReader(delimiter).read(text, true);
const cells = (text: string, delimiter = ",") => read(text, delimiter).map((row) => row.cells);

const cell = fc.oneof(fc.string({ unit: fc.constantFrom("a", '"', ",", ";", "\t", "\n", "\r\n", " ", "Қ", "😀", "=", "'") }), fc.string({ unit: "grapheme" }).map((s) => s.replaceAll("\r", "")));
const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 });

describe("well-formed CSV", () => {
  test("what a writer writes is read back, and as csv-parse reads it", () => {
    fc.assert(fc.property(table, fc.constantFrom(",", ";", "\t"), fc.constantFrom("\n", "\r\n"), (rows, delimiter, newline) => {
      const text = stringify(rows, { delimiter, record_delimiter: newline, quoted_match: /[\r\n]/ });
      expect(cells(text, delimiter)).toEqual(rows);
      expect(cells(text, delimiter)).toEqual(parse(text, { delimiter, relax_column_count: true, record_delimiter: ["\r\n", "\n"] }));
    }), { numRuns: 500 });
  });
  test("it does not matter where the pieces are cut", () => {
    fc.assert(fc.property(table, fc.array(fc.nat(30)), (rows, cuts) => {
      const text = stringify(rows, { quoted_match: /[\r\n]/ });
      const reader = new CsvReader(",");
      const found = [];
      let at = 0;
      for (const cut of cuts) {
        found.push(...reader.read(text.slice(at, at + cut)));
        at = Math.min(text.length, at + cut);
      }
      found.push(...reader.read(text.slice(at), true));
      expect(found).toEqual(read(text));
    }), { numRuns: 300 });
  });
  test("lines are counted, those within quotes too", () => {
    expect(read('a,b\n"x\ny\n",2\n\nlast,"3"')).toMatchObject([
      { line: 1, lines: 1 }, { line: 2, lines: 3, cells: ["x\ny\n", "2"], raw: '"x\ny\n",2' }, { line: 5, lines: 1, raw: "" }, { line: 6, cells: ["last", "3"] }]);
  });
  test("a quote within an unquoted cell is a letter", () => expect(cells('5" pipe,a"b\n')).toEqual([['5" pipe', 'a"b']]));
  test("mixed line ends", () => expect(cells('a,b\r\nc,d\n"e",f\r\n')).toEqual([["a", "b"], ["c", "d"], ["e", "f"]]));
});

describe("broken quotes cost their own line and no other", () => {
  test("letters after a closing quote", () => expect(cells('a,b\n"x"y,1\nc,d\n')).toEqual([["a", "b"], null, ["c", "d"]]));
  test("a quote that never closes", () => expect(cells('a,b\n"x,1\nc,d\ne,f\n')).toEqual([["a", "b"], null, ["c", "d"], ["e", "f"]]));
  test("a quote that never closes in a file that goes on for megabytes", () => {
    const reader = new CsvReader(",");
    const rows = reader.read('"open,1\n');
    for (let i = 0; i < 300; i++) rows.push(...reader.read("c,d\n".repeat(1000)));
    rows.push(...reader.read("", true));
    expect(rows.length).toBe(300_001);
    expect(rows[0]!.cells).toBeNull();
    expect(rows.slice(1).every((row) => row.cells?.join() === "c,d")).toBe(true);
    expect(rows.at(-1)!.line).toBe(300_001);
  });
  test("any text at all ends, and every line of it is accounted for", () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r") }), (text) => {
      const lines = text === "" ? 0 : text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
      expect(read(text).reduce((sum, row) => sum + row.lines, 0)).toBe(lines);
    }), { numRuns: 2000 });
  });
});
