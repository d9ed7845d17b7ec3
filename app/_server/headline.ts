import { seriesOf } from "#lib/charts/select.ts";
import type { Scope } from "#lib/charts/context.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

export type Headline = {
  /** The newest quarter whose outcomes are known; else the newest quarter, else the newest month. */
  row: CubeRow;
  /** The newest month, where it is newer than that quarter. */
  month: CubeRow | null;
};

const monthEnd = (row: CubeRow): string => (row.grain === "month" ? row.period : `${row.period.slice(0, 4)}-${String(Number(row.period[6]) * 3).padStart(2, "0")}`);

/** What a page opens with: one period for all of its figures, because figures of different periods can't be read together. */
export function headline(cube: CubeRow[], scope: Scope = {}): Headline | null {
  const quarters = seriesOf(cube, scope, "quarter");
  const month = seriesOf(cube, scope, "month").at(-1) ?? null;
  const row = quarters.findLast((r) => r.outcome_status !== "x") ?? quarters.at(-1) ?? month;
  return row && { row, month: month && month !== row && month.period > monthEnd(row) ? month : null };
}

/** The members with the most appeals in a period, of those whose number is shown; ties stay in the order of the codelist. */
export function mostReceived(cube: CubeRow[], period: string, dimension: "category" | "district", codes: string[], count: number): CubeRow[] {
  const other = dimension === "category" ? "district" : "category";
  const rows = cube.filter((r) => r.period === period && r[other] === "all" && r.channel === "all");
  return codes.flatMap((code) => rows.find((r) => r[dimension] === code && r.received !== null) ?? [])
    .sort((a, b) => b.received! - a.received!).slice(0, count);
}
