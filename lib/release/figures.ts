import { sql } from "drizzle-orm";
import type { Month, Quarter } from "#lib/disclosure/quarter.ts";
import type { Rules } from "#lib/disclosure/rules.ts";
import type { Split } from "#lib/disclosure/splits.ts";
import type { Airlock } from "#lib/release/airlock.ts";
import { type Hierarchies, treeOf } from "#lib/release/hierarchy.ts";
import { ladderOf } from "#lib/release/ladder.ts";

/** Only what a correction added (its id), or all that is frozen. */
export type Scope = { quarter: string; months: string[]; ended: boolean; onlyOf?: string };

const frozenIn = (scope: Scope) => sql`f.month = ANY (SELECT (m || '-01')::date FROM jsonb_array_elements_text(${JSON.stringify(scope.months)}::jsonb) m)
  ${scope.onlyOf ? sql`AND f.counts_release = ${scope.onlyOf}` : sql``}`;

/** A quarter's frozen cases as the leaves of its tables: one pass over them. */
export async function readQuarter(tx: Airlock, scope: Scope, hierarchies: Hierarchies, firstDay: string): Promise<Quarter> {
  const year = scope.quarter.slice(0, 4);
  const carried = await tx.execute<{ category: string; district: string }>(sql`
    SELECT DISTINCT category, district FROM private.frozen f WHERE ${frozenIn({ ...scope, onlyOf: undefined } as Scope)}`);
  const categories = treeOf(hierarchies.category, year, new Set(carried.map((row) => row.category)));
  const districts = treeOf(hierarchies.district, year, new Set(carried.map((row) => row.district)));
  const channels = (await tx.execute<{ code: string }>(sql`SELECT code FROM private.channel ORDER BY code`)).map((row) => row.code);
  const ladder = await ladderOf(tx, year, firstDay, categories, districts);
  const series = (codes: ReadonlySet<string>, nodeOf: Map<string, number>) => new Set([...codes].flatMap((code) => nodeOf.get(code) ?? []));
  const width = districts.leaves.length;
  const months = scope.months.map((period): Month => ({
    period, counts: new Int32Array(categories.leaves.length * width), channels: new Int32Array(channels.length),
    categorySeries: series(ladder.category, categories.nodeOf), districtSeries: series(ladder.district, districts.nodeOf),
  }));
  const rows = await tx.execute<{ month: string; category: string; district: string; channel: string; n: number }>(sql`
    SELECT to_char(f.month, 'YYYY-MM') AS month, f.category, f.district, f.channel, count(*)::int AS n
    FROM private.frozen f WHERE ${frozenIn(scope)} GROUP BY f.month, f.category, f.district, f.channel`);
  const quarter: Quarter = { period: scope.quarter, categories, districts, channels, months, ended: scope.ended };
  for (const row of rows) {
    const month = months[scope.months.indexOf(row.month)]!;
    month.counts[leafIndex(quarter, row)]! += row.n;
    month.channels[channels.indexOf(row.channel)]! += row.n;
  }
  return quarter;
}

/** The place of a category and a district in the table of a quarter's leaves. */
export function leafIndex({ categories, districts }: Quarter, row: { category: string; district: string }): number {
  const category = categories.nodes[categories.leafOf.get(row.category)!]!.leaf;
  return category * districts.leaves.length + districts.nodes[districts.leafOf.get(row.district)!]!.leaf;
}

export const bands = ["days_1", "days_5", "days_10", "days_15", "days_20", "longer_or_open"] as const;
export type Band = (typeof bands)[number];
const bandOf = (days: number | null): Band => bands[[1, 5, 10, 15, 20].findIndex((most) => days !== null && days <= most)] ?? "longer_or_open";

/** Results in the record file: what the tables tell apart. */
export const resultNames = ["on_time", "late", "open_due", "open_undue", "rest"] as const;

/** Equal cases of a leaf: how many came out so, after so many working days (null: still open). */
export type Outcome = { leaf: number; result: (typeof resultNames)[number]; outside: boolean; band: Band; days: number | null; reopened: boolean; n: number };

export async function readOutcomes(tx: Airlock, scope: Scope, quarter: Quarter): Promise<Outcome[]> {
  const rows = await tx.execute<{ category: string; district: string; result: string; days: number | null; reopened: boolean; n: number }>(sql`
    SELECT f.category, f.district, f.result, f.working_days AS days, f.reopened, count(*)::int AS n
    FROM private.frozen f WHERE ${frozenIn(scope)} AND f.result IS NOT NULL GROUP BY f.category, f.district, f.result, f.working_days, f.reopened`);
  return rows.map((row) => ({
    leaf: leafIndex(quarter, row), outside: row.result === "outside", band: bandOf(row.days), days: row.days, reopened: row.reopened, n: row.n,
    result: row.result === "outside" || row.result === "closed_undue" ? "rest" : row.result as Outcome["result"],
  }));
}

/** The two splits that disclosure control decides on. `deadlines`: whether any case of the quarter has one (else on time is not applicable). */
export function splitsOf(quarter: Quarter, outcomes: Outcome[], rules: Rules, deadlines: boolean): { outcome: Split; duration: Split } {
  const leaves = () => new Int32Array(quarter.categories.leaves.length * quarter.districts.leaves.length);
  const tally = (of: (row: Outcome) => boolean) => {
    const values = leaves();
    for (const row of outcomes) if (of(row)) values[row.leaf]! += row.n;
    return values;
  };
  return {
    outcome: {
      name: "outcome", praise: "on_time", least: rules.outcome, counted: tally(() => true),
      parts: deadlines ? resultNames.map((name) => ({ name, values: tally((row) => row.result === name) })) : [],
      beside: { name: "reopened", values: tally((row) => row.reopened) },
      ...(deadlines ? { sensitive: { shown: "on_time", of: ["on_time", "late", "open_due"] } } : {}),
    },
    duration: {
      name: "duration", praise: "days_1", least: rules.duration, counted: tally((row) => !row.outside),
      parts: [...bands.map((name) => ({ name, values: tally((row) => !row.outside && row.band === name) })), { name: "outside", values: tally((row) => row.outside) }],
    },
  };
}
