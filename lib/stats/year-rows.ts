import { durationParts, lateOpenParts, outcomeParts, type CubeRow, type Status } from "#lib/stats/cube-row.ts";

/**
 * The years of a cube: sums of shown quarters and nothing else (disclosure.md), for the cells that have all four. A sum
 * with a hidden part is hidden itself, or the difference would tell the part.
 */
export function yearRows(rows: CubeRow[]): CubeRow[] {
  const cells = new Map<string, CubeRow[]>();
  for (const row of rows) {
    if (row.grain !== "quarter") continue;
    const key = `${row.period.slice(0, 4)} ${row.category} ${row.district} ${row.channel}`;
    cells.set(key, [...(cells.get(key) ?? []), row]);
  }
  return [...cells.values()].filter((quarters) => quarters.length === 4).map(yearOf);
}

function yearOf(quarters: CubeRow[]): CubeRow {
  const { period, category, district, channel } = quarters[0]!;
  const received = sumOf(quarters, ["received"], "received_status");
  const outcome = sumOf(quarters, outcomeParts, "outcome_status");
  const lateOpen = sumOf(quarters, lateOpenParts, "late_open_status");
  const reopened = sumOf(quarters, ["reopened"], "reopened_status");
  const duration = sumOf(quarters, durationParts, "duration_status");
  return {
    period: period.slice(0, 4), grain: "year", category, district, channel,
    received: received.parts.received, received_status: received.status,
    ...outcome.parts, outcome_status: outcome.status,
    ...lateOpen.parts, late_open_status: lateOpen.status,
    ...reopened.parts, reopened_status: reopened.status,
    ...duration.parts, duration_status: duration.status,
    // A median isn't a sum: a year has none.
    median_days: null, median_status: "z", p90_days: null, p90_status: "z",
  };
}

type Measure = "received" | (typeof outcomeParts)[number] | (typeof lateOpenParts)[number] | "reopened" | (typeof durationParts)[number];

/** Sums the parts that share a status; the gravest status of the four stands for the year. */
function sumOf<Part extends Measure>(quarters: CubeRow[], parts: readonly Part[], twin: `${string}_status` & keyof CubeRow) {
  const statuses = quarters.map((quarter) => quarter[twin] as Status);
  const status: Status = (["x", "c", "z", "r"] as const).find((symbol) => statuses.includes(symbol)) ?? "";
  const shown = status === "" || status === "r";
  const sums = parts.map((part) => [part, shown ? quarters.reduce((sum, quarter) => sum + quarter[part]!, 0) : null]);
  return { status, parts: Object.fromEntries(sums) as Record<Part, number | null> };
}
