import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDb } from "#db/open.ts";
import { city as readCity } from "#lib/stats/city.ts";
import { codelists } from "#lib/stats/codelists.ts";
import { readCube, type CubeFilter } from "#lib/stats/cube.ts";
import { outcomeQuarters, publishedMonths, publishedQuarters, seriesGrain } from "#lib/stats/published.ts";
import { allReleases, currentRelease, findRelease } from "#lib/stats/release.ts";
import { count, openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

const total = { category: "all", district: "all", channel: "all" };
const first = { id: "2026-01-06", seq: 1 };
const last = { id: "2026-04-06.1", seq: 3 };
const read = (filter: CubeFilter, release = last) => readCube(openDb(), release, filter);

test("before the first release there is none", async () => {
  expect(await currentRelease()).toBeNull();
  expect(await allReleases()).toEqual([]);
});

describe("a city with three releases", () => {
  beforeAll(() => publishTwoYears(town));

  test("releases are listed newest first, the newest is current", async () => {
    expect((await allReleases()).map((r) => r.id)).toEqual(["2026-04-06.1", "2026-04-06", "2026-01-06"]);
    const current = (await currentRelease())!;
    expect(current).toMatchObject({ id: "2026-04-06.1", seq: 3, asOf: "2026-04-06", correction: true, reason: { en: "Correction" } });
    expect(current.publishedAt.toISOString()).toBe("2026-04-06T06:00:00.000Z");
    expect(current.files.map((f) => f.name)).toContain("appeals.csv");
    expect((await findRelease(openDb(), "2026-01-06"))!.reason).toBeNull();
    expect(await findRelease(openDb(), "nothing")).toBeNull();
  });

  test("a correction replaces the cell from its release on, and only then", async () => {
    expect((await read({ period: "2025-Q2", ...total }))[0]).toMatchObject({ received: 301, received_status: "r" });
    expect((await read({ period: "2025-Q2", ...total }, first))[0]).toMatchObject({ received: 300, received_status: "" });
  });

  test("each cell is there once, in a fixed order", async () => {
    const rows = await read({});
    const keys = rows.map((r) => [["month", "quarter", "year"].indexOf(r.grain), r.period, r.category, r.district, r.channel].join(" "));
    expect(keys).toEqual([...new Set(keys)].sort());
  });

  test("a month has received alone, a quarter waits for its outcomes", async () => {
    expect((await read({ period: "2025-05", ...total }))[0]).toMatchObject({ received: 100, outcome_status: "z", reopened_status: "z", duration_status: "z", median_status: "z", on_time: null });
    expect((await read({ period: "2025-Q4", ...total }, first))[0]).toMatchObject({ received: 300, outcome_status: "x", duration_status: "x", median_status: "x" });
    expect((await read({ period: "2025-Q4", ...total }))[0]).toMatchObject({ on_time: 250, with_deadline: 257, outcome_status: "", median_days: 3 });
  });

  test("a sensitive category tells on time or not and no more; a p90 in an open case is not available", async () => {
    expect((await read({ period: "2025-Q1", category: "aid" }))[0]).toMatchObject({
      on_time: 9, outcome_status: "", late: null, open: null, late_open_status: "c", median_days: 4, median_status: "", p90_days: null, p90_status: "x",
    });
  });

  test("a year is the sum of four shown quarters, never of three, and hidden when one is", async () => {
    const [year, ...more] = await read({ grain: "year", ...total });
    expect(more).toEqual([]);
    expect(year).toMatchObject({ period: "2025", received: 1201, received_status: "r", on_time: 1000, outcome_status: "", days_1: 20, median_days: null, median_status: "z", p90_status: "z" });
    expect((await read({ grain: "year", category: "leak", district: "zone-1" }))[0]).toMatchObject({ received: null, received_status: "c", on_time: null, outcome_status: "c" });
    expect((await read({ grain: "year", ...total }, first))[0]).toMatchObject({ received: 1200, on_time: null, outcome_status: "x" });
    expect((await read({ grain: "year", category: "aid" }))[0]).toMatchObject({ on_time: 36, late: null, late_open_status: "c" });
  });

  test("a measure is null exactly when its status says so", async () => {
    const twins = [["received", "received_status"], ["on_time", "outcome_status"], ["with_deadline", "outcome_status"], ["late", "late_open_status"],
      ["open", "late_open_status"], ["reopened", "reopened_status"], ["days_1", "duration_status"], ["longer_or_open", "duration_status"],
      ["median_days", "median_status"], ["p90_days", "p90_status"]] as const;
    for (const row of await read({})) for (const [measure, twin] of twins) {
      expect([measure, row[measure] === null], JSON.stringify(row)).toEqual([measure, ["c", "z", "x"].includes(row[twin])]);
    }
  });

  test("bounds are periods and include what lies wholly within", async () => {
    const months = await read({ grain: "month", ...total, from: "2025-Q4", to: "2026-02" });
    expect(months.map((r) => r.period)).toEqual(["2025-10", "2025-11", "2025-12", "2026-01", "2026-02"]);
    const quarters = await read({ grain: "quarter", ...total, from: "2025-11" });
    expect(quarters.map((r) => r.period)).toEqual(["2026-Q1"]);
    expect((await read({ from: "2025", to: "2025", grain: "year", ...total }))).toHaveLength(1);
  });

  test("an aborted release's figures are in no later read", async () => {
    await expect(town.publish({ id: "2026-05-06", counts: [{ ...count("2026-Q2", 5), receivedStatus: "c" }] })).rejects.toThrow();
    expect(await allReleases()).toHaveLength(3);
    expect(await publishedQuarters(last)).toHaveLength(5);
  });

  test("periods, codelists and the city for the pages", async () => {
    expect(await publishedMonths(last)).toHaveLength(15);
    expect(await publishedMonths(first)).toHaveLength(12);
    expect((await outcomeQuarters(last)).at(-1)).toBe("2025-Q4");
    expect((await outcomeQuarters(first)).at(-1)).toBe("2025-Q3");
    expect(await seriesGrain("category", "heat", 2026)).toBe("quarter");
    await db.owner`INSERT INTO open.series_grain VALUES (2026, 'category', 'heat', 'month')`;
    expect(await seriesGrain("category", "heat", 2026)).toBe("month");
    const lists = await codelists();
    expect(lists.district.map((d) => `${d.depth} ${d.code}`)).toEqual(["0 town", "1 zone-1", "1 zone-2", "0 outside", "1 okrugs", "0 unknown"]);
    expect(lists.category.find((c) => c.code === "heat")!.children.map((c) => c.code)).toEqual(["cold", "leak"]);
    expect(lists.category.find((c) => c.code === "aid")!.sensitive).toBe(true);
    expect(lists.channel.map((c) => c.names.en)).toEqual(["Phone", "Web"]);
    expect(await readCity()).toMatchObject({ code: town.code, name: { kk: "Қала" }, demo: true, firstDay: "2025-01-01", language: "kk" });
  });
});
