import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDb } from "#db/open.ts";
import { columnNames, type Column } from "#lib/exports/dataset.ts";
import { fileKind, type FileKind } from "#lib/exports/file-name.ts";
import { findRelease, type Release } from "#lib/stats/release.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
let release: Release;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await publishTwoYears(town);
  release = (await findRelease(openDb(), "2026-04-06.1"))!;
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

const text = (name: string) => readFileSync(path.join(town.directory, release.id, name), "utf8");
/** Strictly: every row as long as the header, CRLF after each, quotes where RFC 4180 wants them. */
const read = (content: string): string[][] => parse(content, { record_delimiter: "\r\n", relax_column_count: false, relax_quotes: false, bom: false });
const codesOf = (list: string) => new Set(read(text(`codelists/${list}.csv`)).slice(1).map(([code]) => code!));

/** What is wrong with a file by its dataset's description; nothing when they agree. */
function differences(content: string, { dataset }: FileKind, codes: (list: string) => Set<string>): string[] {
  const [header = [], ...rows] = read(content);
  if (header.join() !== columnNames(dataset).join()) return [`header ${header.join()}`];
  const found = rows.flatMap((row, at) => dataset.columns.flatMap((column, i) => {
    const twin = column.status === undefined ? undefined : row[header.indexOf(column.status)]!;
    return wrong(row[i]!, column, twin, codes).map((what) => `row ${at + 2}, ${column.name}: ${what}`);
  }));
  if (!dataset.key) return found;
  const keys = rows.map((row) => dataset.key!.map((name) => row[header.indexOf(name)]).join("\t"));
  return keys.length === new Set(keys).size ? found : [...found, "rows with the same key"];
}

function wrong(value: string, column: Column, twin: string | undefined, codes: (list: string) => Set<string>): string[] {
  if (twin !== undefined && (value === "") !== ["c", "z", "x"].includes(twin)) return [`“${value}” beside the symbol “${twin}”`];
  if (value === column.missing) return [];
  if (value === "") return ["empty"];
  const shapes = { integer: /^(0|[1-9]\d*)$/, date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, string: /^/ };
  return [
    ...(shapes[column.type].test(value) ? [] : [`“${value}” is no ${column.type}`]),
    ...(column.values && !column.values.includes(value) ? [`“${value}” is none of its values`] : []),
    ...(column.pattern && !new RegExp(`^(${column.pattern})$`).test(value) ? [`“${value}” has another form`] : []),
    ...(column.codelist && !codes(column.codelist).has(value) ? [`“${value}” is not in ${column.codelist}`] : []),
  ];
}

test("every CSV of a release is exactly what its description says: header, types, values, symbols, codes, keys", () => {
  const csv = release.files.filter((file) => file.name.endsWith(".csv") && fileKind(file.name)?.format === "csv");
  expect(csv.length).toBeGreaterThanOrEqual(9);
  for (const { name } of csv) expect(differences(text(name), fileKind(name)!, codesOf), name).toEqual([]);
});

test("every file is one of a described dataset or says what the release is", () => {
  const others = release.files.map((file) => file.name).filter((name) => !fileKind(name) && !name.endsWith("-metadata.json"));
  expect(others).toEqual(["datapackage.json", "CHANGES.json", "SHA256SUMS"]);
});

describe("any difference is found", () => {
  const appeals = () => text("appeals.csv");
  test.each<[string, () => string, RegExp]>([
    ["a renamed column", () => appeals().replace("on_time", "in_time"), /^header/],
    ["columns in another order", () => appeals().replace("period,grain", "grain,period"), /^header/],
    ["a number with a decimal point", () => appeals().replace(",300,", ",300.0,"), /received: “300\.0” is no integer/],
    ["an empty value without a symbol", () => appeals().replace(",300,,", ",,,"), /received: “” beside the symbol “”/],
    ["a value that is said to be withheld", () => appeals().replace(",300,,", ",300,c,"), /received: “300” beside the symbol “c”/],
    ["an unknown symbol", () => appeals().replace(",300,,", ",300,q,"), /received_status: “q” is none of its values/],
    ["a code that no list has", () => appeals().replace(",heat,", ",heating,"), /category: “heating” is not in category/],
    ["a period of another form", () => appeals().replace("2025-Q1,quarter", "2025-1,quarter"), /period: “2025-1” has another form/],
    ["the same row twice", () => `${appeals()}${appeals().split("\r\n")[1]}\r\n`, /same key/],
  ])("%s", (_, spoilt, said) => {
    expect(spoilt()).not.toBe(appeals());
    expect(differences(spoilt(), fileKind("appeals.csv")!, codesOf).join("\n")).toMatch(said);
  });
});
