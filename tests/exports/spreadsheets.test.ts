import { read, utils } from "@e965/xlsx";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { toExcelCsv } from "#lib/exports/excel-csv.ts";
import type { Sheet } from "#lib/exports/sheet.ts";
import { toXlsx } from "#lib/exports/xlsx.ts";
import { locales } from "#lib/i18n/locale.ts";

const sheet: Sheet = {
  name: "Өтініштер: 2026/Q3", title: "Қала өтініштері", headers: ["Аудан", "Түскені", "Үлесі"],
  rows: [["Әл-Фараби; ұзын", 812, 12.5], ["=HYPERLINK(\"http://x\")", null, -3], ["+7 701", 0, 1e6]], notes: ["Дереккөз: әкімдік.", "=1+1"],
};

test("Excel's CSV to the byte: BOM, semicolons, decimal comma, CRLF, a text never a formula, a number always a number", () => {
  expect(toExcelCsv(sheet)).toBe('\ufeffАудан;Түскені;Үлесі\r\n"Әл-Фараби; ұзын";812;12,5\r\n"\'=HYPERLINK(""http://x"")";;-3\r\n\'+7 701;0;1000000\r\n');
});

test("a workbook: the table with numbers as numbers on the first sheet, title and notes on the second, in each language", async () => {
  for (const locale of locales) {
    const book = read(await toXlsx(sheet, locale));
    expect(book.SheetNames).toEqual(["Өтініштер  2026 Q3", { kk: "Түсініктеме", ru: "Пояснения", en: "Notes" }[locale]]);
    expect(utils.sheet_to_json(book.Sheets[book.SheetNames[0]!]!, { header: 1, defval: null })).toEqual([sheet.headers, ...sheet.rows]);
    expect(utils.sheet_to_json(book.Sheets[book.SheetNames[1]!]!, { header: 1 })).toEqual([[sheet.title], ...sheet.notes!.map((note) => [note])]);
    for (const name of book.SheetNames) for (const cell of Object.values(book.Sheets[name]!)) expect(cell.f, "no formula").toBeUndefined();
  }
});

test("without title and notes there is one sheet; a table without rows is a header", async () => {
  const book = read(await toXlsx({ name: "x", headers: ["a"], rows: [] }, "kk"));
  expect(book.SheetNames).toEqual(["x"]);
  expect(utils.sheet_to_json(book.Sheets.x!, { header: 1 })).toEqual([["a"]]);
});

test("a long and wide table comes whole, and other work goes on while it is made", async () => {
  const rows = Array.from({ length: 3000 }, (_, r) => Array.from({ length: 30 }, (_, c) => (c % 2 ? r * c : `cell ${r % 50} ${c}`)));
  let turns = 0;
  const ticking = setInterval(() => turns++, 1);
  const bytes = await toXlsx({ name: "t", headers: rows[0]!.map((_, i) => `column ${i}`), rows }, "en");
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(1);
  expect(utils.sheet_to_json(read(bytes).Sheets.t!, { header: 1 }).slice(1)).toEqual(rows);
}, 60_000);

test("the same sheet gives the same bytes at another hour", async () => {
  const now = await toXlsx(sheet, "ru");
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2031-05-05T05:05:05Z") });
  const later = await toXlsx(sheet, "ru");
  vi.useRealTimers();
  expect(later.equals(now)).toBe(true);
});

test("any cells come back as they went, from both", async () => {
  const text = fc.oneof(fc.string({ unit: "grapheme", maxLength: 12 }), fc.constantFrom("=1", "+1", "-1", "@a", " lead", "trail ", "a\nb", '"', ";", "<&>", "_x0041_", "'", "ә", "1,5", "2026-09"))
    .filter((value) => value !== "" && value !== "\ufeff" && !/[\p{C}\ufffd]/u.test(value.replace("\n", "")));
  const number = fc.oneof(fc.integer(), fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Math.round(value * 10) / 10));
  const row = fc.tuple(text, fc.option(number), fc.option(text));
  await fc.assert(fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
    const wanted = rows.map((cells) => cells.map((cell) => (Object.is(cell, -0) ? 0 : cell)));
    const random: Sheet = { name: "t", headers: ["a", "b", "c"], rows: wanted };
    const book = read(await toXlsx(random, "en"));
    expect(utils.sheet_to_json(book.Sheets.t!, { header: 1, defval: null, blankrows: true }).slice(1)).toEqual(wanted);
    const back = parse(toExcelCsv(random), { bom: true, delimiter: ";", record_delimiter: "\r\n" }) as string[][];
    expect(back.slice(1)).toEqual(wanted.map((cells) => cells.map((cell) => (typeof cell === "number" ? String(cell).replace(".", ",")
      : cell === null ? "" : /^[=+\-@\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell))));
  }), { numRuns: 100 });
});
