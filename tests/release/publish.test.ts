import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataDir } from "#env.ts";
import { dueReleases } from "#lib/release/due.ts";
import { publishRelease } from "#lib/release/publish.ts";
import type { RevisedCell } from "#lib/stats/revised-cell.ts";
import { addCases, smallCity } from "#tests/release/city.ts";
import { testDatabase } from "#tests/support/database.ts";

const reason = { kk: "Кеш келді", ru: "Пришло поздно", en: "Came late" };
let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  for (const [month, count] of [["2025-01", 160], ["2025-02", 140], ["2025-03", 150], ["2025-04", 90]] as const) await addCases(db.owner, month, count, Number(month.slice(5)));
}, 60_000);
afterAll(() => db.drop());

const counts = () => db.owner`SELECT period, category, district, channel, received, received_status, release FROM open.figure_count ORDER BY 1, 2, 3, 4, 7`;
const cell = async (period: string, category = "all", district = "all") => (await db.owner`
  SELECT received, received_status FROM open.figure_count f JOIN open.release r ON r.id = f.release
  WHERE period = ${period} AND category = ${category} AND district = ${district} AND channel = 'all' ORDER BY r.seq DESC LIMIT 1`)[0];

describe("the monthly cadence", () => {
  test("a release is due on the 6th after each month with data", async () => {
    expect(await dueReleases("2025-05-20")).toEqual(["2025-02-06", "2025-03-06", "2025-04-06", "2025-05-06"]);
  });

  test("two at once make one release: the second finds nothing new", async () => {
    const both = await Promise.all([publishRelease({ asOf: "2025-02-06" }), publishRelease({ asOf: "2025-02-06" })]);
    expect(both.filter((done) => "nothing" in done)).toHaveLength(1);
    expect(await db.owner`SELECT id, seq FROM open.release`).toEqual([{ id: "2025-02-06", seq: 1 }]);
  }, 60_000);

  test("a month publishes city totals and channels; series wait for the ladder, categories for the quarter", async () => {
    expect(await cell("2025-01")).toEqual({ received: 160, received_status: "" });
    const kinds = await db.owner`SELECT DISTINCT category, district FROM open.figure_count`;
    expect(kinds).toEqual([{ category: "all", district: "all" }]);
    expect(existsSync(path.join(dataDir, "releases", "testville", "2025-02-06", "SHA256SUMS"))).toBe(true);
  });

  test("the quarter comes with its last month, whole grid listed, places counted in their district, zero like small", async () => {
    await publishRelease({ asOf: "2025-03-06" });
    await publishRelease({ asOf: "2025-04-06" });
    expect(await cell("2025-Q1")).toEqual({ received: 450, received_status: "" });
    const grid = await db.owner`SELECT category, district, received, received_status FROM open.figure_count WHERE period = '2025-Q1'`;
    // 6 ordinary category nodes with the margin and 'unknown' (all, roads, potholes, snow, heating, waste, unknown) × 7 districts, sensitive ones city-wide.
    expect(grid).toHaveLength(7 * 7 + 2);
    expect(grid.filter((row) => row.district === "hamlet")).toEqual([]);
    expect([...await db.owner`SELECT code, district, label_en, latitude, longitude FROM open.place`]).toEqual([{ code: "hamlet", district: "okrugs", label_en: "Hamlet", latitude: 51.5, longitude: 75.2 }]);
    const truth = new Map((await db.owner`SELECT category, district, count(*)::int AS n FROM private.frozen GROUP BY 1, 2`).map((row) => [`${row.category} ${row.district}`, row.n as number]));
    for (const row of grid) {
      if (row.received !== null) expect(row.received).toBeGreaterThanOrEqual(["social", "aid"].includes(row.category) ? 10 : 5);
      else expect(row.received_status).toBe("c");
      const exact = truth.get(`${row.category} ${row.district}`);
      if (["potholes", "heating", "snow"].includes(row.category) && ["north", "okrugs"].includes(row.district) && row.received !== null) expect(row.received).toBe(exact);
    }
  }, 60_000);

  test("outcomes come 35 days after the quarter, splits from n = 10, medians from 20, and equal PostgreSQL's percentile_disc", async () => {
    const done = await publishRelease({ asOf: "2025-05-06" });
    expect(done).toMatchObject({ changes: { months: ["2025-04"], outcomes: ["2025-Q1"] } });
    const rows = await db.owner`SELECT o.category, o.district, o.with_deadline, o.on_time, o.late, o.open, o.outcome_status, o.duration_status, o.median_days, o.p90_days,
      o.days_1 + o.days_5 + o.days_10 + o.days_15 + o.days_20 + o.longer_or_open AS timed, c.received
      FROM open.figure_outcome o JOIN open.figure_count c USING (period, category, district) WHERE c.channel = 'all'`;
    for (const row of rows) {
      if (row.outcome_status === "") expect(row.received).toBeGreaterThanOrEqual(10);
      if (row.duration_status === "") expect(row.timed).toBeGreaterThanOrEqual(20);
      if (row.late === null && row.on_time !== null) expect(["social", "aid"]).toContain(row.category);
    }
    const [city] = rows.filter((row) => row.category === "all" && row.district === "all");
    const [exact] = await db.owner`SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY coalesce(working_days, 100000)) AS median, percentile_disc(0.9) WITHIN GROUP (ORDER BY coalesce(working_days, 100000)) AS p90,
      count(*) FILTER (WHERE result = 'on_time')::int AS on_time FROM private.frozen WHERE result <> 'outside'`;
    expect(city).toMatchObject({ median_days: exact!.median, p90_days: exact!.p90 === 100000 ? null : exact!.p90, on_time: exact!.on_time });
  }, 60_000);

  test("splits never leave a rest of fewer than ten in a line", async () => {
    const rows = await db.owner`SELECT o.category, o.district, o.late IS NOT NULL AS shown, (SELECT count(*)::int FROM private.frozen f WHERE f.month < '2025-04-01' AND f.district = o.district AND
      (o.category = 'all' OR f.category = o.category)) AS n FROM open.figure_outcome o WHERE o.category = 'all'`;
    const parent = rows.find((row) => row.district === "all");
    const rest = rows.filter((row) => !row.shown && ["north", "south", "east", "okrugs", "unknown"].includes(row.district)).reduce((sum, row) => sum + row.n, 0);
    expect(parent!.shown).toBe(true);
    expect(rest === 0 || rest >= 10).toBe(true);
  });

  test("every class of the record file has at least five rows, and they are the quarter's cases", async () => {
    const classes = await db.owner`SELECT sum(appeals)::int AS n, bool_or(outcome <> '·') AS outcome, bool_or(duration_band <> '·') AS duration
      FROM open.record_class GROUP BY quarter, category_group, category, city_part, district`;
    expect(classes.reduce((sum, row) => sum + row.n, 0)).toBe(450);
    for (const row of classes) {
      expect(row.n).toBeGreaterThanOrEqual(5);
      if (row.outcome) expect(row.n).toBeGreaterThanOrEqual(10);
      if (row.duration) expect(row.n).toBeGreaterThanOrEqual(20);
    }
  });
});

describe("what is published stays", () => {
  test("a second run finds nothing to do and changes nothing", async () => {
    const before = await counts();
    expect(await publishRelease({ asOf: "2025-05-06" })).toEqual({ nothing: true });
    expect(await counts()).toEqual(before);
  });
  test("frozen rows refuse change, and a period that is none of the closed world's is refused", async () => {
    await expect(db.owner`UPDATE open.figure_count SET received = 1`).rejects.toThrow(/append-only/);
    await expect(db.owner`DELETE FROM open.figure_outcome`).rejects.toThrow(/append-only/);
    await expect(db.owner`INSERT INTO open.figure_count VALUES ('2025-01-15', 'month', 'all', 'all', 'all', '2025-05-06', 5, '')`).rejects.toThrow(/check/);
  });
  test("recoding a case later moves no published number", async () => {
    await db.owner`UPDATE private.appeal SET category = 'waste' WHERE category = 'potholes' AND received_at < '2025-02-01'`;
    expect(await publishRelease({ asOf: "2025-05-07" })).toEqual({ nothing: true });
  });
  test("a release can't go back, and a hierarchy changes on 1 January only", async () => {
    await expect(publishRelease({ asOf: "2025-03-06" })).rejects.toThrow(/can't go back/);
    await db.owner`INSERT INTO private.district (code, kind, name_en, valid_from) VALUES ('west', 'district', 'West', '2025-06-01')`;
    await expect(publishRelease({ asOf: "2025-06-06" })).rejects.toThrow(/1 January/);
    await db.owner`UPDATE private.district SET valid_from = '2026-01-01' WHERE code = 'west'`;
  });
  test("a city that is no demonstration has no releases of the future", async () => {
    await db.owner`UPDATE private.setting SET value = jsonb_set(value, '{demo}', 'false') WHERE key = 'city'`;
    await expect(publishRelease({ asOf: "2999-01-06" })).rejects.toThrow(/future/);
    await db.owner`UPDATE private.setting SET value = jsonb_set(value, '{demo}', 'true') WHERE key = 'city'`;
  });
});

describe("rows that come late", () => {
  test("a regular release leaves them out; fewer than five are held back", async () => {
    await addCases(db.owner, "2025-02", 3, 99);
    expect(await publishRelease({ asOf: "2025-05-08" })).toEqual({ nothing: true });
    await expect(publishRelease({ asOf: "2025-05-08", correction: { reason } })).rejects.toThrow(/Held back/);
    expect(await cell("2025-02")).toEqual({ received: 140, received_status: "" });
  });
  test("a correction publishes their increments by the same rules, says why, and never shows what was hidden", async () => {
    await addCases(db.owner, "2025-02", 40, 77);
    const before = await db.owner`SELECT period, category, district, channel FROM open.figure_count WHERE received IS NULL`;
    const done = await publishRelease({ asOf: "2025-05-08", correction: { reason } });
    expect(done).toMatchObject({ id: "2025-05-06.1", changes: { since: "2025-05-06", revised: ["2025-02", "2025-Q1"] } });
    expect(await cell("2025-02")).toEqual({ received: 183, received_status: "r" });
    expect(await cell("2025-Q1")).toEqual({ received: 493, received_status: "r" });
    for (const row of before.filter(({ channel }) => channel === "all")) expect((await cell(row.period, row.category, row.district))?.received, JSON.stringify(row)).toBeNull();
    const revised = await db.owner`SELECT n.received - o.received AS more FROM open.figure_count n JOIN open.figure_count o USING (period, category, district, channel)
      WHERE n.release = '2025-05-06.1' AND o.release <> n.release AND n.received IS NOT NULL`;
    for (const { more } of revised) expect(more).toBeGreaterThanOrEqual(5);
    const file = JSON.parse(readFileSync(path.join(dataDir, "releases", "testville", "2025-05-06.1", "CHANGES.json"), "utf8"));
    expect(file).toMatchObject({ version: 1, correction: true, reason });
    const city = { category: "all", district: "all", channel: "all", measure: "received", before_status: "", after_status: "r" };
    expect(file.changes.revised_cells).toContainEqual({ period: "2025-02", ...city, before: 140, after: 183 });
    expect(file.changes.revised_cells).toContainEqual({ period: "2025-Q1", ...city, before: 450, after: 493 });
  }, 60_000);
  test("its list of changes is what anybody finds in the two files, and names nothing that was withheld", async () => {
    const csv = (id: string) => parse<Record<string, string>>(readFileSync(path.join(dataDir, "releases", "testville", id, "appeals.csv")), { columns: true });
    const [before, after] = [csv("2025-05-06"), csv("2025-05-06.1")];
    const { changes } = JSON.parse(readFileSync(path.join(dataDir, "releases", "testville", "2025-05-06.1", "CHANGES.json"), "utf8")) as { changes: { revised_cells: RevisedCell[] } };
    const dimensions = ["period", "category", "district", "channel"] as const;
    const key = (row: Record<string, unknown>) => dimensions.map((name) => row[name]).join(" ");
    const old = new Map(before.map((row) => [key(row), row])), now = new Map(after.map((row) => [key(row), row]));
    for (const cell of changes.revised_cells) {
      expect(cell.before_status, key(cell)).not.toBe("c");
      expect(old.get(key(cell))![cell.measure]).toBe(cell.before === null ? "" : String(cell.before));
      expect(now.get(key(cell))![cell.measure]).toBe(cell.after === null ? "" : String(cell.after));
    }
    const listed = new Set(changes.revised_cells.map((cell) => `${key(cell)} ${cell.measure}`));
    const measures = ["received", "on_time", "late", "median_days", "days_5"];
    for (const [cell, row] of now) for (const measure of measures) {
      if (old.has(cell) && old.get(cell)![measure] !== "" && old.get(cell)![measure] !== row[measure]) expect(listed).toContain(`${cell} ${measure}`);
    }
    // The late rows touched cells that are withheld: they are in no list.
    const hidden = await db.owner`SELECT DISTINCT f.category, f.district FROM private.frozen f JOIN open.figure_count c ON c.category = f.category AND c.district = f.district
      WHERE f.counts_release = '2025-05-06.1' AND c.period = '2025-Q1' AND c.received IS NULL`;
    expect(hidden.length).toBeGreaterThan(0);
    for (const { category, district } of hidden) expect(changes.revised_cells.filter((cell) => cell.category === category && cell.district === district && cell.before === null)).toEqual([]);
  });
  test("the release it corrects keeps its bytes", () => {
    const folder = path.join(dataDir, "releases", "testville", "2025-05-06");
    for (const line of readFileSync(path.join(folder, "SHA256SUMS"), "utf8").trim().split("\n")) {
      const [sum, name] = line.split("  ") as [string, string];
      expect(createHash("sha256").update(readFileSync(path.join(folder, name))).digest("hex"), name).toBe(sum);
    }
  });
  test("a second correction of a day has its own name", async () => {
    await addCases(db.owner, "2025-03", 30, 55);
    expect(await publishRelease({ asOf: "2025-05-08", correction: { reason } })).toMatchObject({ id: "2025-05-06.2" });
  }, 60_000);
});
