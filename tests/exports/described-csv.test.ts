import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDb } from "#db/open.ts";
import { fileKind } from "#lib/exports/file-name.ts";
import { findRelease, type Release } from "#lib/stats/release.ts";
import { fetchData } from "#tests/data/fetch-data.ts";
import { differences, readCsv } from "#tests/exports/differences.ts";
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
const codesOf = (list: string) => new Set(readCsv(text(`codelists/${list}.csv`)).slice(1).map(([code]) => code!));

test("every CSV of a release is exactly what its description says: header, types, values, symbols, codes, keys", () => {
  const csv = release.files.filter((file) => file.name.endsWith(".csv") && fileKind(file.name)?.format === "csv");
  expect(csv.length).toBeGreaterThanOrEqual(9);
  for (const { name } of csv) expect(differences(text(name), fileKind(name)!, codesOf), name).toEqual([]);
});

test("so is the daily series, with what is not known of a day", async () => {
  await db.owner`INSERT INTO open.daily (day, received, answered, answered_status, published_at) VALUES ('2026-04-01', 12, 9, '', now()), ('2026-04-02', 14, NULL, 'x', now())`;
  const content = await (await fetchData("/data/daily.csv")).text();
  expect(differences(content, fileKind("daily.csv")!, codesOf)).toEqual([]);
  expect(differences(content.replace(",9,", ",,"), fileKind("daily.csv")!, codesOf).join()).toMatch(/answered: “” beside/);
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
