import { sql } from "drizzle-orm";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { grainOf, monthsOf, type Grain } from "#lib/stats/period.ts";
import { isPool, type Reader } from "#lib/stats/reader.ts";
import { yearRows } from "#lib/stats/year-rows.ts";

export type { CubeRow, Status } from "#lib/stats/cube-row.ts";

/** One code, or any of several. */
type Codes = string | readonly string[];

/** Which rows: every given value must match; `from` and `to` are periods that bound the row's own from outside. */
export type CubeFilter = { period?: string; grain?: Grain; category?: Codes; district?: Codes; channel?: Codes; from?: string; to?: string };

type ReleaseKey = { id: string; seq: number };

/** Cubes by pool and release: immutable once published, so kept; few at a time, because a reader may walk the old ones. */
const kept = new WeakMap<Reader, Map<string, Promise<CubeRow[]>>>();
const KEPT_RELEASES = 4;

/**
 * The published cube as it stood at a release: of each cell the newest value up to then, years as sums of their shown
 * quarters, in a fixed order. Rows are shared: don't change them.
 */
export async function readCube(db: Reader, release: ReleaseKey, filter: CubeFilter = {}): Promise<CubeRow[]> {
  return filterCube(await wholeCube(db, release), filter);
}

/** The rows of a cube that a filter lets through. */
export function filterCube(rows: CubeRow[], filter: CubeFilter): CubeRow[] {
  const { period, grain, category, district, channel } = filter;
  const first = filter.from === undefined ? -Infinity : monthsOf(filter.from)[0];
  const last = filter.to === undefined ? Infinity : monthsOf(filter.to)[1];
  const bounded = filter.from !== undefined || filter.to !== undefined;
  const within = (row: CubeRow): boolean => {
    const [start, end] = monthsOf(row.period);
    return start >= first && end <= last;
  };
  return rows.filter((row) =>
    (period === undefined || row.period === period) && (grain === undefined || row.grain === grain) &&
    isAmong(row.category, category) && isAmong(row.district, district) && isAmong(row.channel, channel) && (!bounded || within(row)));
}

const isAmong = (code: string, wanted: Codes | undefined): boolean => wanted === undefined || (typeof wanted === "string" ? code === wanted : wanted.includes(code));

async function wholeCube(db: Reader, release: ReleaseKey): Promise<CubeRow[]> {
  if (!isPool(db)) return loadCube(db, release);
  const cubes = kept.get(db) ?? new Map<string, Promise<CubeRow[]>>();
  kept.set(db, cubes);
  const cube = cubes.get(release.id) ?? loadCube(db, release);
  cubes.delete(release.id);
  cubes.set(release.id, cube); // the last in the map is the last used
  if (cubes.size > KEPT_RELEASES) cubes.delete(cubes.keys().next().value!);
  cube.catch(() => cubes.delete(release.id));
  return cube;
}

const grainOrder: Record<Grain, number> = { month: 0, quarter: 1, year: 2 };

async function loadCube(db: Reader, release: ReleaseKey): Promise<CubeRow[]> {
  // A release's own row is written last, so inside its transaction its figures name a release that isn't there yet.
  const upTo = sql`coalesce(r.seq, CASE WHEN f.release = ${release.id} THEN ${release.seq}::int END)`;
  const published = [...await db.execute<Published>(sql`
    WITH counts AS (
      SELECT DISTINCT ON (f.period, f.category, f.district, f.channel)
        f.period, f.category, f.district, f.channel, f.received, f.received_status
      FROM open.figure_count f LEFT JOIN open.release r ON r.id = f.release WHERE ${upTo} <= ${release.seq}::int
      ORDER BY f.period, f.category, f.district, f.channel, ${upTo} DESC),
    outcomes AS (
      SELECT DISTINCT ON (f.period, f.category, f.district)
        f.period, f.category, f.district, f.with_deadline, f.on_time, f.late, f.open, f.outcome_status, f.reopened, f.reopened_status,
        f.days_1, f.days_5, f.days_10, f.days_15, f.days_20, f.longer_or_open, f.median_days, f.p90_days, f.duration_status
      FROM open.figure_outcome f LEFT JOIN open.release r ON r.id = f.release WHERE ${upTo} <= ${release.seq}::int
      ORDER BY f.period, f.category, f.district, ${upTo} DESC)
    SELECT c.period, c.category, c.district, c.channel, c.received, c.received_status,
      o.with_deadline, o.on_time, o.late, o.open, o.outcome_status, o.reopened, o.reopened_status,
      o.days_1, o.days_5, o.days_10, o.days_15, o.days_20, o.longer_or_open, o.median_days, o.p90_days, o.duration_status
    FROM counts c LEFT JOIN outcomes o ON o.period = c.period AND o.category = c.category AND o.district = c.district AND c.channel = 'all'`)];
  const rows = published.map(toRow);
  return [...rows, ...yearRows(rows)].sort(inOrder);
}

/** By grain, period, category, district, channel, each by its code: the same order wherever it is computed. */
const inOrder = (a: CubeRow, b: CubeRow): number =>
  grainOrder[a.grain] - grainOrder[b.grain] || compare(a.period, b.period) || compare(a.category, b.category) ||
  compare(a.district, b.district) || compare(a.channel, b.channel);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Published = Omit<CubeRow, "grain" | "late_open_status" | "median_status" | "p90_status" | "outcome_status" | "reopened_status" | "duration_status"> & {
  outcome_status: CubeRow["outcome_status"] | null;
  reopened_status: CubeRow["reopened_status"] | null;
  duration_status: CubeRow["duration_status"] | null;
};

function toRow(row: Published): CubeRow {
  const grain = grainOf(row.period);
  // A month has received alone; a quarter gets its outcomes 35 days after its end (disclosure.md, Cadence).
  const missing = grain === "month" ? "z" : "x";
  const outcome = row.outcome_status ?? missing;
  const duration = row.duration_status ?? missing;
  const known = (status: CubeRow["outcome_status"]): boolean => status === "" || status === "r";
  return {
    period: row.period, grain, category: row.category, district: row.district, channel: row.channel,
    received: row.received, received_status: row.received_status,
    with_deadline: row.with_deadline, on_time: row.on_time, outcome_status: outcome,
    // Of a sensitive category only on time or not is told.
    late: row.late, open: row.open, late_open_status: known(outcome) && row.late === null ? "c" : outcome,
    reopened: row.reopened, reopened_status: row.reopened_status ?? missing,
    days_1: row.days_1, days_5: row.days_5, days_10: row.days_10, days_15: row.days_15, days_20: row.days_20,
    longer_or_open: row.longer_or_open, duration_status: duration,
    // A median or p90 that falls in a case still open is longer than can be said.
    median_days: row.median_days, median_status: known(duration) && row.median_days === null ? "x" : duration,
    p90_days: row.p90_days, p90_status: known(duration) && row.p90_days === null ? "x" : duration,
  };
}
