import { afterAll, beforeAll, expect, test } from "vitest";
import { keepPreview, previewRelease } from "#lib/release/preview.ts";
import { publishRelease } from "#lib/release/publish.ts";
import { addCases, smallCity } from "#tests/release/city.ts";
import { testDatabase } from "#tests/support/database.ts";

// "The same numbers as the public will see, before the public sees them" (issue 3, Reports).
let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  // A whole year before it gives categories and districts monthly series (the grain ladder).
  for (let month = 1; month <= 12; month++) await addCases(db.owner, `2024-${String(month).padStart(2, "0")}`, 160, month);
  for (const [month, count] of [["2025-01", 160], ["2025-02", 140], ["2025-03", 150]] as const) await addCases(db.owner, month, count, Number(month.slice(5)));
  await publishRelease({ asOf: "2025-03-06" });
}, 180_000);
afterAll(() => db.drop());

const everything = async () => Promise.all(["frozen", "release_preview"].map((table) => db.owner`SELECT count(*)::int AS n FROM private.${db.owner(table)}`)
  .concat(["figure_count", "figure_outcome", "record_class", "series_grain", "release", "city"].map((table) => db.owner`SELECT count(*)::int AS n FROM open.${db.owner(table)}`)));

test("a month's preview is what the release then publishes; what it withholds was marked", async () => {
  const before = await everything();
  const preview = (await previewRelease("2025-04-03"))!;
  expect(await everything()).toEqual(before); // nothing stays
  expect(preview).toMatchObject({ nextRelease: "2025-04-06", months: [{ month: "2025-03", whole: true, total: 150 }] });
  await publishRelease({ asOf: "2025-04-06" });
  const month = preview.months[0]!;
  const published = await db.owner<{ category: string; district: string; channel: string; received: number | null }[]>`
    SELECT category, district, channel, received FROM open.figure_count WHERE period = '2025-03'`;
  const expected = [
    { category: "all", district: "all", channel: "all", received: month.total },
    ...month.groups.map((row) => ({ category: row.code, district: "all", channel: "all", row })), ...month.districts.map((row) => ({ category: "all", district: row.code, channel: "all", row })),
    ...month.channels.map((row) => ({ category: "all", district: "all", channel: row.code, row })),
  ].flatMap((line) => ("row" in line ? line.row.standing === "never" ? [] : [{ category: line.category, district: line.district, channel: line.channel, received: line.row.standing === "shown" ? line.row.n : null }] : [line]));
  const key = (one: { category: string; district: string; channel: string }) => `${one.category} ${one.district} ${one.channel}`;
  const sorted = <T extends { category: string; district: string; channel: string }>(rows: T[]) => rows.map((row) => ({ ...row })).sort((a, b) => (key(a) < key(b) ? -1 : 1));
  expect(sorted(expected)).toEqual(sorted([...published]));
  expect(expected.filter((row) => row.received !== null).length).toBeGreaterThan(5);
  // A sensitive category has no monthly series, and a number that nobody publishes is still counted inside.
  expect(month.groups.find((row) => row.code === "social")).toMatchObject({ standing: "never" });
  expect(month.groups.reduce((sum, row) => sum + row.n, 0)).toBe(150);
}, 180_000);

test("a quarter's outcomes before their release are those of the release", async () => {
  const preview = (await previewRelease("2025-05-04"))!;
  const quarter = preview.quarters.find((one) => one.quarter === "2025-Q1")!;
  expect(quarter).toMatchObject({ whole: true, unobserved: false });
  await publishRelease({ asOf: "2025-05-06" });
  const published = await db.owner<{ category: string; with_deadline: number | null; on_time: number | null; late: number | null }[]>`
    SELECT category, with_deadline, on_time, late FROM open.figure_outcome WHERE period = '2025-Q1' AND district = 'all'`;
  for (const row of quarter.rows) {
    const found = published.find((one) => one.category === row.code)!;
    expect({ code: row.code, ...found }).toMatchObject({ code: row.code, on_time: row.shown === "no" ? null : row.onTime, with_deadline: row.shown === "no" ? null : row.withDeadline, late: row.shown === "all" ? row.late : null });
  }
  expect(quarter.rows.filter((row) => row.shown !== "no").length).toBeGreaterThan(3);
}, 180_000);

test("a running month and quarter say so; nothing is published by looking", async () => {
  await addCases(db.owner, "2025-04", 90, 4);
  const preview = (await previewRelease("2025-05-20"))!;
  expect(preview.nextRelease).toBe("2025-06-06");
  expect(preview.months.map((one) => [one.month, one.whole])).toEqual([["2025-04", true]]);
  expect(preview.quarters.map((one) => [one.quarter, one.whole])).toEqual([["2025-Q2", false]]);
  expect(preview.quarters[0]!.rows[0]).toMatchObject({ code: "all", received: 90, shown: "undecided" });
  expect((await db.owner`SELECT count(*)::int AS n FROM open.figure_count WHERE period IN ('2025-04', '2025-Q2')`)[0]!.n).toBe(0);
}, 180_000);

test("kept for the office to read, newest in place of the last", async () => {
  await db.owner`INSERT INTO private.setting (key, value) VALUES ('demo', '{"asOf": "2025-05-20"}')`;
  expect(await keepPreview(new Date("2025-05-20T06:00:00Z"))).toContain("2025-04");
  await keepPreview(new Date("2025-05-20T07:00:00Z"));
  expect(await db.owner`SELECT computed_at, body->>'nextRelease' AS next FROM private.release_preview`).toEqual([{ computed_at: new Date("2025-05-20T07:00:00Z"), next: "2025-06-06" }]);
}, 180_000);
