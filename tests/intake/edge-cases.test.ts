import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { loadCity, readCity } from "#db/reference/load-city.ts";
import { importFile, type ImportSummary } from "#lib/intake/import-file.ts";
import { parseMap } from "#lib/intake/import-map.ts";
import { sum } from "#tests/intake/import-case.ts";
import { testDatabase } from "#tests/support/database.ts";

// Real files that are not part of the project (their licences, their size): skipped, and said so, where they are not.
const data = path.resolve("../shared/data/311");
const there = existsSync(data);
if (!there) console.warn(`The import's proof on real files is skipped: there is no ${data}.`);

let db: Awaited<ReturnType<typeof testDatabase>>;
const inCity = (directory: string) => {
  beforeAll(async () => {
    db = await testDatabase();
    await loadCity(db.owner, readCity(directory));
  });
  afterAll(() => db.drop());
};
async function take(file: string, mapFile: string, change: { code?: string; dateFormat?: string } = {}): Promise<ImportSummary> {
  const json = JSON.parse(readFileSync(mapFile, "utf8"));
  if (change.code) json.source.code = change.code;
  if (change.dateFormat) json.dateFormat = change.dateFormat;
  const summary = await importFile(privateDb().$client, path.join(data, file), parseMap(JSON.stringify(json), mapFile), { rejectedPath: path.join(mkdtempSync(path.join(tmpdir(), "edge-")), "rejected.csv") });
  expect(sum(summary)).toBe(summary.lines);
  return summary;
}

describe.skipIf(!there)("Boston 2022 samples", () => {
  inCity("examples/boston-2015/city");
  const map = "tests/intake/edge-cases/boston-2022.json";
  const expected: [string, object, Partial<ImportSummary>][] = [
    ["boston311-100.csv", {}, { lines: 101, inserted: 100, rejected: 0 }],
    ["boston311-dmy-100.csv", { dateFormat: "dd/MM/yyyy HH:mm:ss" }, { lines: 101, inserted: 100, rejected: 0 }],
    ["boston311-100-with-nonascii.csv", {}, { lines: 101, inserted: 100, rejected: 0 }],
    ["boston311-100-with-fake-pii.csv", {}, { lines: 101, inserted: 100, rejected: 0 }],
    ["boston311-100-20dupes-random.csv", {}, { lines: 101, inserted: 80, present: 20, differing: 0, rejected: 0 }],
    ["boston311-100-bad.tsv", {}, { lines: 101, inserted: 99, rejected: 1, reasons: { "wrong-column-count": 1 } }],
  ];
  test.each(expected)("%s", async (file, change, numbers) => {
    expect(await take(`edge_cases/${file}`, map, { code: file.replace(/\W+/g, "-"), ...change })).toMatchObject(numbers);
  });
  test("the plain and the day-first file say the same", async () => {
    const facts = (code: string) => db.owner`SELECT source_id, received_at, due_at, closed_at, category, district FROM private.appeal WHERE source = ${code} ORDER BY source_id`;
    expect(await facts("boston311-dmy-100-csv")).toEqual(await facts("boston311-100-csv"));
  });
});

describe.skipIf(!there)("New York samples", () => {
  inCity("tests/intake/edge-cases/nyc");
  test.each([
    ["nyc311-100.csv", { lines: 101, inserted: 99, reasons: { "open-with-closing-date": 1 } }],
    ["NYC311-5.csv", { lines: 6, inserted: 5 }],
  ])("%s", async (file, numbers) => expect(await take(`edge_cases/${file}`, "tests/intake/edge-cases/nyc.json")).toMatchObject(numbers));
});

describe.skipIf(!there)("Boston 2015, all of it", () => {
  inCity("examples/boston-2015/city");
  const map = "examples/boston-2015/map.json";
  test("121 145 requests: 197 are closed before they were received, the rest is in, twice changes nothing", async () => {
    expect(await take("boston_2015.csv.gz", map)).toMatchObject({ lines: 121_146, inserted: 120_948, present: 0, rejected: 197, reasons: { "closed-before-received": 197 } });
    expect(await take("boston_2015.csv.gz", map)).toMatchObject({ inserted: 0, present: 120_948, differing: 0, rejected: 197 });
    const [facts] = await db.owner`SELECT count(*) FILTER (WHERE closed_at IS NULL)::int AS open, count(*) FILTER (WHERE due_at IS NULL)::int AS undated,
      count(*) FILTER (WHERE district IS NULL)::int AS nowhere, count(*) FILTER (WHERE category IS NULL)::int AS uncategorised FROM private.appeal`;
    expect(facts).toMatchObject({ open: 19_873, uncategorised: 0 });
    expect(facts!.undated).toBeGreaterThan(26_000);
    expect(facts!.nowhere).toBeGreaterThan(13_000);
  }, 300_000);
});
