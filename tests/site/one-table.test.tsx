import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { Window } from "happy-dom";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PivotTable } from "#app/[locale]/stats/pivot-table.tsx";
import { answerChart } from "#lib/charts/answer.ts";
import { chartAddress } from "#lib/charts/address.ts";
import { chartContext, type ChartContext } from "#lib/charts/context.ts";
import { viewCharts } from "#lib/charts/view.ts";
import { pivotWords } from "#lib/charts/view-words.ts";
import { Refusal } from "#lib/errors.ts";
import { appealsDataset, type Column } from "#lib/exports/dataset.ts";
import { locales, type Locale } from "#lib/i18n/locale.ts";
import { city as readCity } from "#lib/stats/city.ts";
import { codelists } from "#lib/stats/codelists.ts";
import { readCube } from "#lib/stats/cube.ts";
import { measures } from "#lib/stats/measure.ts";
import { pivot, type Pivot } from "#lib/stats/pivot.ts";
import { openDb } from "#lib/stats/reader.ts";
import { allReleases } from "#lib/stats/release.ts";
import { tidyQuery } from "#lib/stats/tidy-query.ts";
import { axes, readView, viewQuery, type View } from "#lib/stats/view.ts";
import { fetchData, problemOf } from "#tests/data/fetch-data.ts";
import { spreadsheet } from "#tests/data/read-back.ts";
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

const bytesAt = async (address: string): Promise<Buffer> => {
  const response = await fetchData(address);
  expect(response.status, address).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};

/** The view as the page makes it. */
async function asPage(view: View, locale: Locale): Promise<{ ctx: ChartContext; table: Pivot }> {
  const [city, lists, releases] = await Promise.all([readCity(), codelists(), allReleases()]);
  const release = releases.find(({ id }) => id === (view.release ?? releases[0]!.id))!;
  const ctx = chartContext(locale, { city: city!, release, codelists: lists });
  return { ctx, table: pivot(view, await readCube(openDb(), release), lists, pivotWords(ctx)) };
}

type Cell = { value: number | null; status: string; of?: [number, number] };
const statusOf = (measure: string): string => (appealsDataset.columns as readonly Column[]).find(({ name }) => name === measure)!.status!;
const number = (text: string | undefined): number | null => (text === undefined || text === "" ? null : Number(text));

/** What a cell must hold, read from the open file alone. */
function cellIn(rows: Map<string, Record<string, string>>, at: Record<string, string>): Cell {
  const row = rows.get([at.period, at.category, at.district, at.channel].join(" "));
  if (!row) return { value: null, status: "z" };
  if (at.measure !== "on_time_share") return { value: number(row[at.measure!]), status: row[statusOf(at.measure!)]! };
  const [onTime, total] = [number(row.on_time), number(row.with_deadline)];
  if (onTime === null || total === null) return { value: null, status: row.outcome_status! };
  return total === 0 ? { value: null, status: "z" } : { value: Math.round((100 * onTime) / total), status: row.outcome_status!, of: [onTime, total] };
}

const bare = (text: string): string => text.replace(/[\s\u00a0\u202f\u2060*]/g, "");
const words = (text: unknown): string => String(text).replace(/^'/, "").replace(/\s+/g, " ").trim();

/** The rendered table: of each row its names and its cells' texts; and how many times it says that there is more. */
function rendered(ctx: ChartContext, table: Pivot): { seen: { heads: string[]; cells: string[] }[]; cut: number } {
  const window = new Window();
  window.document.body.innerHTML = renderToStaticMarkup(<PivotTable ctx={ctx} pivot={table} file="" />);
  const seen = [...window.document.querySelectorAll("tbody tr")].map((row) => ({
    heads: [...row.querySelectorAll("th")].map((head) => words(head.textContent)), cells: [...row.querySelectorAll("td")].map((cell) => bare(cell.textContent)),
  }));
  return { seen, cut: window.document.querySelectorAll("p > strong").length };
}

/** A number on the page reads as itself, a share with its two numbers, and what isn't one begins with its mark. */
function expectText(text: string, { value, status, of }: Cell): void {
  if (value === null) return expect(text.slice(0, 1)).toBe({ c: "·", x: "…", z: "–" }[status]);
  expect(of ? /^(\d+)%(\d+)(?:\/|of|из)(\d+)$/.exec(text)?.slice(1).map(Number) : Number(text)).toEqual(of ? [value, ...of] : value);
}

const many = <T extends string>(...codes: T[]) => fc.option(fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 3 }).map((list) => list.join(",")), { nil: "" });
const someMeasures = fc.option(fc.uniqueArray(fc.constantFrom(...measures), { minLength: 1, maxLength: 4 }).map((list) => list.join(",")), { nil: "" });
const sides = (...of: string[]) => fc.shuffledSubarray(of).chain((list) => fc.nat(list.length).map((at) => ({ rows: list.slice(0, at).join(","), columns: list.slice(at).join(",") })));
const rest = { sort: fc.constantFrom("", "list", "name", "value"), release: fc.constantFrom("", "", "2026-01-06", "2026-04-06") };
const bounds = { from: fc.constantFrom("", "", "2025-Q3", "2025", "latest", "2025-Q2"), to: fc.constantFrom("", "", "", "2025-Q4", "2026") };
const mixed = (fields: Record<string, fc.Arbitrary<string>>, axesOf: string[]) => fc.tuple(fc.record({ ...bounds, ...rest, ...fields }), sides(...axesOf)).map(([said, laid]): Record<string, string> => ({ ...said, ...laid }));
const one = fc.constantFrom("", "", "all", "heat");
/** What is published, mostly; and anything at all. */
const asked = fc.oneof(
  { weight: 4, arbitrary: mixed({ measure: someMeasures, grain: fc.constantFrom("", "quarter"), category: fc.oneof(one, many("all", "each", "heat", "leak", "aid")), district: fc.constantFrom("", "", "all") }, ["period", "category", "measure"]) },
  { weight: 2, arbitrary: mixed({ measure: someMeasures, grain: fc.constantFrom("", "year"), category: fc.constantFrom("leak", "heat", "each"), district: fc.constantFrom("", "each") }, ["period", "district", "measure"]) },
  { weight: 2, arbitrary: mixed({ grain: fc.constant("month"), channel: fc.constantFrom("", "each", "phone,web", "all,phone"), district: fc.constantFrom("", "", "all") }, ["period", "measure"]) },
  { weight: 1, arbitrary: mixed({ measure: someMeasures, grain: fc.constantFrom("quarter", "month", "year"), category: many("all", "each", "top", "heat"), district: many("all", "each", "top", "town", "zone-1", "okrugs"), channel: fc.constantFrom("", "", "each") }, [...axes]) },
);

test("one view holds the same numbers on the page, in its charts, and in every file; what is refused is refused by all", async () => {
  let shown = 0, charted = 0;
  await fc.assert(fc.asyncProperty(asked, fc.constantFrom(...locales), async (said, lang) => {
    const search = new URLSearchParams(Object.entries(said).filter(([, value]) => value));
    let view: View, page: Awaited<ReturnType<typeof asPage>>;
    try {
      view = readView(search);
      page = await asPage(view, lang);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      for (const format of ["csv", "json", "excel.csv", "xlsx"]) expect(await problemOf(await fetchData(`/data/table.${format}?${search}`))).toMatchObject({ status: 400, code: error.code });
      return;
    }
    shown++;
    const { ctx, table } = page;
    const tidy = new Map((parse(await bytesAt(`/data/appeals.csv?${tidyQuery(table)}`), { columns: true }) as Record<string, string>[])
      .map((row) => [[row.period, row.category, row.district, row.channel].join(" "), row]));
    expect(tidy.size).toBe(table.source.rows.length);
    const query = `${viewQuery(view)}&lang=${lang}`;

    const json = JSON.parse((await bytesAt(`/data/table.json?${query}`)).toString()) as { columns: Record<string, string>[]; rows: Record<string, string | number | null>[]; row_count: number };
    const csv = parse(await bytesAt(`/data/table.csv?${query}`), { columns: true }) as Record<string, string>[];
    expect(csv).toEqual(json.rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? "" : String(value)]))));
    const at = (row: Record<string, string | number | null>, column: Record<string, string>) => ({ ...Object.fromEntries(axes.flatMap((axis) => (row[axis] === undefined ? [] : [[axis, String(row[axis])]]))), ...column });
    let numbers = 0;
    for (const row of json.rows) {
      for (const column of json.columns) {
        const { value, status } = cellIn(tidy, at(row, column));
        expect([row[column.name!], row[column.status!]]).toEqual([value, status]);
        if (tidy.has([at(row, column)].map((cell) => axes.slice(0, 4).map((axis) => (cell as Record<string, string>)[axis]).join(" "))[0]!)) numbers++;
      }
    }
    const inFile = new Set(json.rows.flatMap((row) => json.columns.map((column) => (at(row, column) as Record<string, string>).measure)));
    expect(numbers, "no row of the open file is left out").toBe(tidy.size * inFile.size);

    const book = spreadsheet(await bytesAt(`/data/table.xlsx?${query}`), ".xlsx"), excelCsv = spreadsheet(await bytesAt(`/data/table.excel.csv?${query}`), ".excel.csv");
    expect(excelCsv.map((line) => line.map(words))).toEqual(book.map((line) => line.map((cell) => words(cell ?? ""))));
    const values = book.slice(1).map((line) => line.slice(view.rows.length).filter((_, i, rest) => typeof rest[i] === "number"));
    expect(values).toEqual(json.rows.map((row) => json.columns.map((column) => row[column.name!]).filter((value) => value !== null)));

    // A share's two numbers stand in its own cell on the page, beside it in files.
    const own = (cell: Record<string, string>): boolean => cell.measure === undefined || view.measure.some((measure) => measure === cell.measure);
    const rows = json.rows.filter((row) => own(at(row, {}))), columns = json.columns.filter((column) => own(at(rows[0]!, column)));
    const { seen, cut } = rendered(ctx, table);
    expect([seen.length, seen[0]!.cells.length]).toEqual([Math.min(rows.length, Math.floor(4000 / Math.min(columns.length, 40)), 200), Math.min(columns.length, 40)]);
    expect(cut, "what a page has no room for is counted").toBe(Number(seen.length < rows.length) + Number(seen[0]!.cells.length < columns.length));
    seen.forEach(({ cells }, i) => cells.forEach((text, j) => expectText(text, cellIn(tidy, at(rows[i]!, columns[j]!)))));
    const bookRows = book.slice(1).filter((_, i) => own(at(json.rows[i]!, {})));
    expect(seen.map(({ heads }) => heads)).toEqual(bookRows.slice(0, seen.length).map((line) => line.slice(0, view.rows.length).map(words)));

    for (const spec of viewCharts(ctx, table)) {
      charted++;
      const data = parse(Buffer.from(await (await answerChart(new Request(`http://portal.test${chartAddress(spec, "csv", view.release ? { release: view.release } : {})}`))).arrayBuffer()), { columns: true }) as Record<string, string>[];
      expect(data).toHaveLength(spec.table.rows.length * (spec.table.columns.length - 1));
      const single = Object.fromEntries(axes.slice(0, 4).map((axis) => [axis, axis === "period" ? table.source.rows[0]!.period : table.source.rows[0]![axis as "category"]]));
      const axis = axes.find((one) => one !== "measure" && new Set(table.source.rows.map((row) => row[one])).size > 1);
      for (const line of data) {
        const cell = cellIn(tidy, { ...single, ...(axis ? { [axis]: line.row, measure: line.measure } : { measure: line.row }) } as Record<string, string>);
        expect([line.row, line.measure, number(line.value), line.status]).toEqual([line.row, line.measure, cell.value, cell.status]);
      }
      for (const [i, row] of spec.table.rows.entries()) for (const [j, figure] of row.cells.entries()) expect(String(figure.value ?? "")).toBe(data[i * row.cells.length + j]!.value);
    }
  }), {
    numRuns: 120,
    // The newest quarter has counts and no outcomes yet: a chart of outcomes shows the table's period, at its own address too.
    examples: [[{ grain: "month", rows: "measure,period,category,district,channel" }, "kk"], [{ from: "latest", sort: "value", category: "each" }, "kk"], [{ from: "latest", category: "aid,leak" }, "kk"], [{ from: "latest", measure: "received,on_time_share", category: "heat,leak" }, "en"]],
  });
  expect(shown).toBeGreaterThan(40);
  expect(charted).toBeGreaterThan(10);
}, 240_000);

describe("a table that is too large for a page", () => {
  test("says how many of how many rows it shows, and where all are", async () => {
    const { ctx, table } = await asPage(readView(new URLSearchParams("rows=period,category,district&measure=received")), "en");
    const rows = Array.from({ length: 300 }, (_, i) => table.rows[i % table.rows.length]!), cells = rows.map((_, i) => table.cells[i % table.rows.length]!);
    const html = renderToStaticMarkup(<PivotTable ctx={ctx} pivot={{ ...table, rows, cells }} file="/data/table.csv?x" />);
    expect(html.match(/<tr/g)).toHaveLength(1 + 200);
    expect(html).toContain("This page shows the first 200 of 300 rows");
    expect(html).toContain('href="/data/table.csv?x"');
  });
});

test("headings are headings: of each column, of groups of columns, of each row", async () => {
  const { ctx, table } = await asPage(readView(new URLSearchParams("rows=category&columns=period,measure&measure=received,on_time_share&from=2025-Q1&to=2025-Q2")), "kk");
  const html = renderToStaticMarkup(<PivotTable ctx={ctx} pivot={table} file="" />);
  expect(html.match(/<th scope="colgroup" colSpan="2"/g)).toHaveLength(2);
  expect(html.match(/<th scope="row"/g)).toHaveLength(table.rows.length);
  expect(html).toContain("<caption");
});
