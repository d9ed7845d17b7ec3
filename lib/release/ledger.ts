import { sql } from "drizzle-orm";
import { cellKey, type Earlier } from "#lib/disclosure/quarter.ts";
import type { Shown } from "#lib/disclosure/splits.ts";
import type { Airlock } from "#lib/release/airlock.ts";

/** What has been published of a cell: its newest state, its newest value, and the largest value anybody has read. */
export type Published = Earlier & { received: number | null };

// A release writes its own row last: what it has published a moment ago in the same transaction is the newest, without a number yet.
const among = (periods: string[]) => sql`f.period = ANY (SELECT jsonb_array_elements_text(${JSON.stringify(periods)}::jsonb))`;

/** The counts ever published of some periods, by cellKey. */
export async function publishedCounts(tx: Airlock, periods: string[]): Promise<Map<string, Published>> {
  const rows = await tx.execute<{ period: string; category: string; district: string; channel: string; received: number | null; floor: number }>(sql`
    SELECT DISTINCT ON (f.period, f.category, f.district, f.channel) f.period, f.category, f.district, f.channel, f.received,
      coalesce(max(f.received) OVER (PARTITION BY f.period, f.category, f.district, f.channel), 0)::int AS floor
    FROM open.figure_count f LEFT JOIN open.release r ON r.id = f.release WHERE ${among(periods)}
    ORDER BY f.period, f.category, f.district, f.channel, r.seq DESC NULLS FIRST`);
  return new Map(rows.map((row) => [cellKey(row.period, row.category, row.district, row.channel),
    { shown: row.received !== null, received: row.received, floor: row.floor }]));
}

/** How the splits of a quarter have been published, newest state, by cellKey; empty before its outcomes are. */
export async function publishedSplits(tx: Airlock, quarter: string): Promise<{ outcome: Map<string, Shown>; duration: Map<string, Shown>; unavailable: boolean }> {
  const rows = await tx.execute<{ category: string; district: string; on_time: number | null; late: number | null; outcome_status: string; reopened: number | null; days_1: number | null }>(sql`
    SELECT DISTINCT ON (f.category, f.district) f.category, f.district, f.on_time, f.late, f.outcome_status, f.reopened, f.days_1
    FROM open.figure_outcome f LEFT JOIN open.release r ON r.id = f.release WHERE f.period = ${quarter}
    ORDER BY f.category, f.district, r.seq DESC NULLS FIRST`);
  const key = (row: { category: string; district: string }) => cellKey(quarter, row.category, row.district, "all");
  return {
    outcome: new Map(rows.map((row) => [key(row), row.reopened !== null || row.late !== null ? "all" : row.on_time !== null ? "share" : "no"])),
    duration: new Map(rows.map((row) => [key(row), row.days_1 !== null ? "all" : "no"])),
    unavailable: rows.length > 0 && rows.every((row) => row.outcome_status === "x"),
  };
}

/** The months published so far, as city totals stand for them. */
export async function publishedMonths(tx: Airlock): Promise<string[]> {
  const rows = await tx.execute<{ period: string }>(sql`
    SELECT DISTINCT period FROM open.figure_count WHERE grain = 'month' AND category = 'all' AND district = 'all' AND channel = 'all' ORDER BY period`);
  return rows.map((row) => row.period);
}
