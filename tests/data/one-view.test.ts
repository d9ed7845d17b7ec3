import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDb } from "#db/open.ts";
import { statusWord } from "#lib/exports/appeals-sheet.ts";
import { appealsDataset, describeColumn, recordsDataset, type Column } from "#lib/exports/dataset.ts";
import { files } from "#lib/i18n/areas/files.ts";
import { locales, type Locale } from "#lib/i18n/locale.ts";
import { readCube, type CubeRow, type Status } from "#lib/stats/cube.ts";
import { currentRelease, findRelease } from "#lib/stats/release.ts";
import { fetchData, problemOf } from "#tests/data/fetch-data.ts";
import { asyncBufferFrom, spreadsheet } from "#tests/data/read-back.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await publishTwoYears(town);
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

type Row = Record<string, string | number | null>;
const bytesAt = async (address: string): Promise<Buffer> => {
  const response = await fetchData(address);
  expect(response.status, address).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};
const columns: readonly Column[] = appealsDataset.columns;
const measures = columns.filter((column) => column.role === "measure").map((column) => column.name);
const wordsOf = (column: Column, locale: Locale) => describeColumn(column, locale).title;

/** What a selection must hold, straight from the cube: the columns asked for and these rows. */
async function wanted({ measure, release, ...filter }: Asked): Promise<{ names: Column[]; rows: Row[] }> {
  const head = (release === undefined ? await currentRelease() : await findRelease(openDb(), release))!;
  const cube = await readCube(openDb(), head, filter as object);
  const names = columns.filter(({ role, name }) => measure === undefined || (role === "measure" ? measure.includes(name)
    : role === "status" ? columns.some((other) => other.status === name && measure.includes(other.name)) : true));
  return { names, rows: cube.map((row) => Object.fromEntries(names.map(({ name }) => [name, name === "data_kind" ? "demonstration" : row[name as keyof CubeRow]]))) };
}

type Asked = { category?: string; district?: string; channel?: string; grain?: string; from?: string; to?: string; period?: string; release?: string; measure?: string[] };
const query = ({ measure, ...rest }: Asked, more: Record<string, string> = {}) =>
  new URLSearchParams({ ...rest as Record<string, string>, ...(measure ? { measure: measure.join(",") } : {}), ...more }).toString();
/** At most two filters, or almost nothing is published. */
const filters = fc.record({
  category: fc.constantFrom("all", "heat", "leak", "aid"), district: fc.constantFrom("all", "town", "zone-1"), channel: fc.constantFrom("all", "web"),
  grain: fc.constantFrom("month", "quarter", "year"), from: fc.constantFrom("2025", "2025-Q2", "2025-07"), to: fc.constantFrom("2025", "2025-Q4", "2026-03"),
  period: fc.constantFrom("2025", "2025-Q1", "2026-02"),
}).chain((all) => fc.subarray(Object.entries(all), { maxLength: 2 })).map((chosen) => Object.fromEntries(chosen));
const asked: fc.Arbitrary<Asked> = fc.tuple(filters, fc.record({
  release: fc.constantFrom("2026-01-06", "2026-04-06"), measure: fc.uniqueArray(fc.constantFrom(...measures), { minLength: 1, maxLength: 5 }),
}, { requiredKeys: [] })).map(([filter, rest]) => ({ ...filter, ...rest }));

test("any view holds the cube's numbers, and the same ones in CSV, JSON, Excel's CSV and the workbook, in each language", async () => {
  let answered = 0;
  await fc.assert(fc.asyncProperty(asked, fc.constantFrom(...locales), async (view, lang) => {
    const { names, rows } = await wanted(view);
    if (rows.length === 0) {
      for (const format of ["csv", "json", "excel.csv", "xlsx"]) expect((await problemOf(await fetchData(`/data/appeals.${format}?${query(view)}`))).code).toMatch(/^(notPublished|unknownPeriod)$/);
      return;
    }
    answered++;
    const text = (value: unknown) => (value === null ? "" : String(value));
    const csv = parse(await bytesAt(`/data/appeals.csv?${query(view)}`), { columns: true, record_delimiter: "\r\n" });
    expect(csv).toEqual(rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, text(value)]))));
    const json = JSON.parse((await bytesAt(`/data/appeals.json?${query(view)}`)).toString());
    expect(json).toMatchObject({ version: 1, row_count: rows.length });
    expect(json.columns.map((column: Column) => column.name)).toEqual(names.map((column) => column.name));
    expect(json.rows).toEqual(rows);

    const book = spreadsheet(await bytesAt(`/data/appeals.xlsx?${query(view, { lang })}`), ".xlsx");
    const excelCsv = spreadsheet(await bytesAt(`/data/appeals.excel.csv?${query(view, { lang })}`), ".excel.csv");
    const defused = (cell: unknown) => (typeof cell === "string" && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : text(cell));
    expect(excelCsv).toEqual(book.map((line) => line.map(defused))); // whole numbers only: no decimal comma in it
    const [header, ...lines] = book as [string[], ...unknown[][]];
    expect(lines).toHaveLength(rows.length);
    for (const column of names) {
      const at = header.indexOf(wordsOf(column, lang));
      expect(header.lastIndexOf(wordsOf(column, lang)), "each header once").toBe(at);
      if (column.role === "dimension") expect(lines.map((line) => line[at + 1])).toEqual(rows.map((row) => row[column.name]));
      if (column.role === "measure") expect(lines.map((line) => line[at])).toEqual(rows.map((row) => row[column.name]));
      if (column.role === "status") expect(lines.map((line) => line[at])).toEqual(rows.map((row) => statusWord(row[column.name] as Status, lang)));
    }
  }), { numRuns: 60 });
  expect(answered).toBeGreaterThan(20);
}, 120_000);

test("a person reads words: of a code its name in the language or the city's, of all “all”, of a period its month", async () => {
  const [header, ...rows] = spreadsheet(await bytesAt("/data/appeals.xlsx?lang=ru&district=town&grain=month&to=2025-01&measure=received"), ".xlsx");
  expect(header).toEqual(["Период", "Период (код)", "Вид периода", "Вид периода (код)", "Категория", "Категория (код)", "Район", "Район (код)", "Канал", "Канал (код)", "Поступило", "Символ числа поступивших", "Вид данных"]);
  expect(rows).toEqual([["январь 2025 г.", "2025-01", "месяц", "month", "Всего", "all", "Город", "town", "Всего", "all", 70, null, "вымышленные данные для демонстрации"]]);
  const [, row] = spreadsheet(await bytesAt("/data/appeals.xlsx?lang=en&district=okrugs&period=2025-Q1&measure=received"), ".xlsx");
  expect(row).toEqual(["Q1 2025", "2025-Q1", "quarter", "quarter", "Heating", "heat", "Okrugs", "okrugs", "All", "all", null, "withheld", "data invented for demonstration"]);
});

test("zero and small look alike in a spreadsheet too", async () => {
  const line = async (district: string) => spreadsheet(await bytesAt(`/data/appeals.xlsx?period=2025-Q1&category=leak&measure=received&district=${district}`), ".xlsx")[1]!.filter((_, i) => i !== 6 && i !== 7);
  expect(await line("zone-1")).toEqual(await line("zone-2"));
});

test("a label that means harm is a text in the workbook and defused in Excel's CSV", async () => {
  const address = "period=2025-Q1&category=leak&district=zone-1&lang=kk";
  expect(spreadsheet(await bytesAt(`/data/appeals.xlsx?${address}`), ".xlsx")[1]![6]).toBe('=HYPERLINK("http://x")');
  expect(spreadsheet(await bytesAt(`/data/appeals.excel.csv?${address}`), ".excel.csv")[1]![6]).toBe('\'=HYPERLINK("http://x")');
});

test("the workbook says where its numbers are from, that they are invented, on what terms, and what an empty cell means", async () => {
  const { read, utils } = await import("@e965/xlsx");
  for (const lang of locales) {
    const book = read(await bytesAt(`/data/appeals.xlsx?lang=${lang}`));
    const notes = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[1]!]!, { header: 1 }).map((row) => row[0]!);
    const all = notes.join("\n");
    expect(all).toContain(files[lang].demonstration);
    expect(all).toContain("2026-04-06.1");
    expect(all).toContain("creativecommons.org/licenses/by/4.0");
    expect(all).toContain({ kk: "Түзету", ru: "Исправление", en: "Correction" }[lang]);
    for (const symbol of ["c", "z", "x", "r"] as const) expect(notes.find((note) => note.startsWith(`${statusWord(symbol, lang)} – `))!.length).toBeGreaterThan(20);
  }
});

test.each([
  ["measure=recieved", "unknownCode", "measure", /recieved.*received, with_deadline/],
  ["measure=", "unknownCode", "measure", /“”/],
  ["measure=received,late,received", "repeatedParameter", "measure", /more than once/],
  ["measure=received_status", "unknownCode", "measure", /received_status/],
  ["lang=de", "unknownCode", "lang", /kk, ru, en/],
  ["lang=kk&lang=ru", "repeatedParameter", "lang", /more than once/],
])("%s is refused by name", async (text, code, parameter, detail) => {
  for (const format of text.startsWith("lang") ? ["excel.csv", "xlsx"] : ["csv", "json", "excel.csv", "xlsx"]) {
    const problem = await problemOf(await fetchData(`/data/appeals.${format}?${text}`));
    expect(problem).toMatchObject({ status: 400, code, parameter });
    expect(problem.detail).toMatch(detail);
  }
});

test("a machine's file has no language to ask for", async () => {
  for (const format of ["csv", "json"]) expect(await problemOf(await fetchData(`/data/appeals.${format}?lang=ru`))).toMatchObject({ code: "unknownParameter", parameter: "lang" });
});

test("measures in another order are the same selection", async () => {
  const [one, other] = await Promise.all(["late,received", "received,late"].map((measure) => fetchData(`/data/appeals.csv?measure=${measure}`)));
  expect(other!.headers.get("etag")).toBe(one!.headers.get("etag"));
  expect(other!.headers.get("link")).toBe(one!.headers.get("link"));
  expect(one!.headers.get("link")).not.toContain("csv-metadata"); // it describes all columns
});

describe("Parquet", () => {
  const counted = (rows: Record<string, unknown>[]) => {
    const counts: Record<string, number> = {};
    for (const row of rows) counts[Object.values(row).join(" ")] = (counts[Object.values(row).join(" ")] ?? 0) + 1;
    return counts;
  };
  test.each(["appeals-records", "appeals-records-2025", "appeals-records-2026"])("%s.parquet holds the rows of its CSV, in an order that is not the classes'", async (name) => {
    const body = await bytesAt(`/data/${name}.parquet`);
    const rows = await parquetReadObjects({ file: asyncBufferFrom(body) });
    expect(counted(rows)).toEqual(counted(parse(await bytesAt(`/data/${name}.csv`), { columns: true, record_delimiter: "\r\n" })));
    const order = rows.map((row) => Object.values(row).join(" "));
    expect(order).not.toEqual([...order].sort());
  });
  test("its columns are the description's, required texts, compressed; it names its release and licence", async () => {
    const metadata = await parquetMetadataAsync(asyncBufferFrom(await bytesAt("/data/appeals-records.parquet")));
    expect(metadata.schema.slice(1).map(({ name, type, converted_type, repetition_type }) => [name, type, converted_type, repetition_type]))
      .toEqual(recordsDataset.columns.map(({ name }) => [name, "BYTE_ARRAY", "UTF8", "REQUIRED"]));
    expect(metadata.row_groups.flatMap((group) => group.columns.map((column) => column.meta_data!.codec))).toContain("SNAPPY");
    expect(Object.fromEntries(metadata.key_value_metadata!.map(({ key, value }) => [key, value])))
      .toMatchObject({ release: "2026-04-06.1", data_kind: "demonstration", license: "https://creativecommons.org/licenses/by/4.0/" });
  });
});

test("a release from before there were workbooks has one all the same, made from its cube; its frozen files stay what they are", async () => {
  const ready = spreadsheet(await bytesAt("/data/appeals.xlsx?lang=ru"), ".xlsx");
  await db.owner`INSERT INTO open.release (id, seq, as_of, published_at, correction, reason_kk, reason_ru, reason_en, changes, files)
    SELECT '2026-04-06.2', seq + 1, as_of, published_at, correction, reason_kk, reason_ru, reason_en, changes,
      (SELECT jsonb_agg(file) FROM jsonb_array_elements(files) file WHERE file->>'name' NOT LIKE '%.xlsx') FROM open.release WHERE id = '2026-04-06.1'`;
  const made = await fetchData("/data/appeals.xlsx?lang=ru");
  expect([made.status, made.headers.get("x-release")]).toEqual([200, "2026-04-06.2"]);
  expect(spreadsheet(Buffer.from(await made.arrayBuffer()), ".xlsx")).toEqual(ready);
  expect((await problemOf(await fetchData("/data/releases/2026-04-06.2/appeals.xlsx?lang=ru"))).code).toBe("noSuchFile");
});
