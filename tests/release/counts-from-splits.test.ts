import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dataDir } from "#env.ts";
import { publishRelease } from "#lib/release/publish.ts";
import { interrogate } from "#tests/disclosure/outsider.ts";
import { readLists, readRelease, type Files, type Lists } from "#tests/disclosure/public-files.ts";
import { attackedCity, enter, sensitive, someCases } from "#tests/release/attacked-city.ts";
import { testDatabase } from "#tests/support/database.ts";

// A sparse city, found by trying many. The group's rest beside its shown area is 11 cases, none late; the category's is one late, none open: so its
// cases in that rest were on time, and of those there are too few to leave it uncertain. It takes all parts of the split at once to see it.
const reason = { kk: "Кеш келді", ru: "Пришло поздно", en: "Came late" };
let db: Awaited<ReturnType<typeof testDatabase>>;
let file: Files;
let lists: Lists;
beforeAll(async () => {
  db = await testDatabase();
  await attackedCity(db.owner, "sparse");
  for (const [month, count] of [["2024-11", 60], ["2024-12", 64], ["2025-01", 60], ["2025-02", 56], ["2025-03", 64], ["2025-04", 48], ["2025-05", 52], ["2025-06", 44]] as const) {
    await enter(db.owner, someCases(month, count, 200 + Number(month.slice(2, 4)) * 12 + Number(month.slice(5))));
  }
  for (const asOf of ["2024-12-06", "2025-01-06", "2025-02-06"]) await publishRelease({ asOf });
  await enter(db.owner, [...someCases("2025-01", 10, 251), ...someCases("2024-12", 7, 252)]);
  await publishRelease({ asOf: "2025-02-20", correction: { reason } });
  for (const asOf of ["2025-03-06", "2025-04-06", "2025-05-06"]) await publishRelease({ asOf });
  await enter(db.owner, [...someCases("2025-02", 12, 253), ...someCases("2025-04", 12, 254)]);
  await publishRelease({ asOf: "2025-05-20", correction: { reason } });
  for (const asOf of ["2025-06-06", "2025-07-06", "2025-08-06"]) await publishRelease({ asOf });
  const folder = path.join(dataDir, "releases", "sparse", "2025-08-06");
  [file, lists] = [readRelease(folder), readLists(folder, sensitive)];
}, 60_000);
afterAll(() => db.drop());

const narrow = async (view: "counts" | "outcome") => (await interrogate([file], lists, "2025-Q2", view, { only: ({ what }) => what === "received" }))
  .filter(({ low, high }) => high > 0 && high - low < 5).map(({ key, low, high }) => `${key}: ${low} to ${high}`);

test("the counts alone tell no hidden count", async () => expect(await narrow("counts")).toEqual([]));

// Known gap: the gate attacks hidden counts beside the largest part alone. Take `.fails` away when it attacks them beside all parts together.
test("nor do counts with every part of the outcomes", async () => expect(await narrow("outcome")).toEqual([]));
