import type { ChartQuery } from "#lib/charts/context.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { monthsOf, type Grain } from "#lib/stats/period.ts";

/** Columns that a picture of a phone's width can hold. */
const most: Record<Grain, number> = { month: 36, quarter: 12, year: 12 };

/** The rows of one series in the order of time, between `from` and `to`, without holes: the newest unbroken run of its periods. */
export function seriesOf(rows: CubeRow[], query: Omit<ChartQuery, "period">, grain: Grain): CubeRow[] {
  const { category = "all", district = "all", channel = "all", from, to } = query;
  const found = rows.filter((r) => r.grain === grain && r.category === category && r.district === district && r.channel === channel)
    .filter((r) => (from === undefined || monthsOf(r.period)[0] >= monthsOf(from)[0]) && (to === undefined || monthsOf(r.period)[1] <= monthsOf(to)[1]))
    .sort((a, b) => monthsOf(a.period)[0] - monthsOf(b.period)[0]);
  let start = found.length - 1;
  while (start > 0 && follows(found[start - 1]!, found[start]!)) start--;
  return found.slice(Math.max(start, found.length - most[grain], 0));
}

const follows = (before: CubeRow, after: CubeRow): boolean => monthsOf(before.period)[1] + 1 === monthsOf(after.period)[0];

/** A series without the quarters at its ends whose outcomes aren't published (yet): they are no news. */
export function withOutcomes(rows: CubeRow[], status: "outcome_status" | "duration_status"): CubeRow[] {
  const known = rows.map((r) => r[status] !== "x");
  return known.includes(true) ? rows.slice(known.indexOf(true), known.lastIndexOf(true) + 1) : [];
}
