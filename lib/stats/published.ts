import { sql } from "drizzle-orm";
import { openDb } from "#db/open.ts";
import { readCube } from "#lib/stats/cube.ts";
import type { Grain } from "#lib/stats/period.ts";
import type { Reader } from "#lib/stats/reader.ts";

type ReleaseKey = { id: string; seq: number };

/** The periods of a grain that a release has, oldest first. */
export async function publishedPeriods(release: ReleaseKey, grain: Grain, db: Reader = openDb()): Promise<string[]> {
  const city = await readCube(db, release, { grain, category: "all", district: "all", channel: "all" });
  return city.map((row) => row.period);
}

export const publishedMonths = (release: ReleaseKey, db: Reader = openDb()): Promise<string[]> => publishedPeriods(release, "month", db);
export const publishedQuarters = (release: ReleaseKey, db: Reader = openDb()): Promise<string[]> => publishedPeriods(release, "quarter", db);

/** The quarters whose outcomes (on time, duration) a release has, oldest first. */
export async function outcomeQuarters(release: ReleaseKey, db: Reader = openDb()): Promise<string[]> {
  const city = await readCube(db, release, { grain: "quarter", category: "all", district: "all", channel: "all" });
  return city.filter((row) => row.outcome_status !== "x").map((row) => row.period);
}

/** The quarters that a release's record file holds, oldest first. */
export async function recordQuarters(release: ReleaseKey, db: Reader = openDb()): Promise<string[]> {
  const rows = await db.execute<{ quarter: string }>(sql`
    SELECT DISTINCT c.quarter FROM open.record_class c JOIN open.release r ON r.id = c.release WHERE r.seq <= ${release.seq} ORDER BY c.quarter`);
  return rows.map((row) => row.quarter);
}

/** Whether a category's or district's series goes by month or by quarter in a year (the grain ladder, disclosure.md). */
export async function seriesGrain(dimension: "category" | "district", code: string, year: number, db: Reader = openDb()): Promise<"month" | "quarter"> {
  const [row] = await db.execute<{ grain: "month" | "quarter" }>(sql`
    SELECT grain FROM open.series_grain WHERE year = ${year} AND dimension = ${dimension} AND code = ${code}`);
  return row?.grain ?? "quarter";
}
