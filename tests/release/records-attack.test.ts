import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dataDir } from "#env.ts";
import { publishRelease } from "#lib/release/publish.ts";
import { audit } from "#tests/disclosure/audit.ts";
import { interrogate } from "#tests/disclosure/outsider.ts";
import { copied, readLists, readRelease, type Files, type Lists } from "#tests/disclosure/public-files.ts";
import { attackedCity, enter, sensitive, someCases } from "#tests/release/attacked-city.ts";
import { describeAnswer, isExposed, isProtected, readTruth, truthOf, type Truth } from "#tests/release/truth.ts";
import { testDatabase } from "#tests/support/database.ts";

// A city with few places and subjects: its record file tells outcome and duration of a case together, which no table does.
let db: Awaited<ReturnType<typeof testDatabase>>;
let file: Files;
let lists: Lists;
let truth: Truth;
beforeAll(async () => {
  db = await testDatabase();
  await attackedCity(db.owner, "records");
  const few = (text: string | null) => ["potholes", "cold", "leak", "relief", "t1", "t2", "t3", "l1"].includes(text ?? "");
  for (const month of ["2025-01", "2025-02", "2025-03"]) {
    await enter(db.owner, someCases(month, 420, 700 + Number(month.slice(5))).filter(({ category, district }, i) => (few(category) && few(district)) || i % 60 === 0));
  }
  for (const asOf of ["2025-02-06", "2025-03-06", "2025-04-06", "2025-05-06"]) await publishRelease({ asOf });
  const folder = path.join(dataDir, "releases", "records", "2025-05-06");
  [file, lists] = [readRelease(folder), readLists(folder, sensitive)];
  truth = truthOf(await readTruth(db.owner, [file], lists), [file]);
}, 60_000);
afterAll(() => db.drop());

const exposed = async (of: Files, view: "joint" | "counts") => (await interrogate([of], lists, "2025-Q1", view, { only: (question) => isProtected(truth, question) }))
  .filter((answer) => isExposed(truth, answer)).map((answer) => describeAnswer(truth, answer));

test("outcome and duration of a record together tell no protected split", async () => {
  expect(file.records.filter((row) => row.outcome !== "·" && row.duration_band !== "·").length).toBeGreaterThan(50);
  expect(audit([file], lists)).toEqual([]);
  expect(await exposed(file, "joint")).toEqual([]);
}, 60_000);

test("mutation: records finer than the tables are found", async () => {
  const mutated = copied([file])[0]!;
  const coarse = mutated.records.find((row) => row.district === "·")!;
  Object.assign(coarse, { category_group: "heating", category: "meter", city_part: "town", district: "t4" });
  expect(audit([mutated], lists).join()).toMatch(/heating\|meter\|town\|t4: (1 rows, the tables leave 0|only 1 rows)/);
});
