import { protectCounts, type Progress } from "#lib/disclosure/counts.ts";
import { quarterTable, type TableOptions } from "#lib/disclosure/quarter.ts";
import { protectSplit, shownAs } from "#lib/disclosure/splits.ts";
import type { Rules } from "#lib/disclosure/rules.ts";
import type { Airlock } from "#lib/release/airlock.ts";
import { type Outcome, readOutcomes, readQuarter, type Scope, splitsOf } from "#lib/release/figures.ts";
import { freezeOutcomes, isUnobserved } from "#lib/release/freeze.ts";
import type { Hierarchies } from "#lib/release/hierarchy.ts";
import { publishedCounts, publishedSplits } from "#lib/release/ledger.ts";
import { freezeDay } from "#lib/stats/cadence.ts";
import { type CountRow, newCounts, type OutcomeRow, outcomeRows, type RecordRow, recordRows, revisedCounts, unavailableRows } from "#lib/release/rows.ts";

export type Context = { release: string; asOf: string; timeZone: string; firstDay: string; rules: Rules; hierarchies: Hierarchies; progress?: Progress };
export type Additions = { counts: CountRow[]; outcomes: OutcomeRow[]; records: RecordRow[] };

const periodsOf = (scope: Scope) => [scope.quarter, ...scope.months];

/** New counts of a quarter: its months so far, and the quarter itself once all of it is frozen. */
export async function countsOf(tx: Airlock, scope: Scope, context: Context): Promise<CountRow[]> {
  const quarter = await readQuarter(tx, scope, context.hierarchies, context.firstDay);
  const earlier = await publishedCounts(tx, periodsOf(scope));
  const table = await protectCounts(quarter, { rules: context.rules, earlier, delta: false }, context.progress);
  return newCounts(quarter, table, earlier, context.release);
}

/** A whole quarter's outcomes, and its part of the record file, on top of its published counts. */
export async function outcomesOf(tx: Airlock, scope: Scope, context: Context): Promise<Additions> {
  const { release, rules, progress } = context;
  const quarter = await readQuarter(tx, scope, context.hierarchies, context.firstDay);
  const options: TableOptions = { rules, earlier: await publishedCounts(tx, periodsOf(scope)), delta: false };
  const counts = quarterTable(quarter, options);
  const frozenOn = freezeDay(scope.quarter, context.asOf);
  await freezeOutcomes(tx, scope.months, frozenOn, release, context.timeZone);
  if (await isUnobserved(tx, scope.months, frozenOn, context.timeZone)) {
    return { counts: [], outcomes: unavailableRows(quarter, counts, release), records: recordRows(quarter, counts, undefined, undefined, rules, release) };
  }
  const outcomes = await readOutcomes(tx, scope, quarter);
  const deadlines = haveDeadlines(outcomes);
  const data = { outcomes, deadlines, ...splitsOf(quarter, outcomes, rules, deadlines) };
  const shown = {
    outcome: await protectSplit(quarter, counts, data.outcome, options, new Map(), progress),
    duration: await protectSplit(quarter, counts, data.duration, options, new Map(), progress),
  };
  return { counts: [], outcomes: outcomeRows(quarter, shown, data, release, ""), records: recordRows(quarter, counts, shown, data, rules, release) };
}

const haveDeadlines = (outcomes: Outcome[]) => outcomes.some((row) => row.result === "on_time" || row.result === "late" || row.result === "open_due");

/**
 * What rows that came late change in a quarter. Their own table, the increments, passes the same rules and gate: a reader who subtracts the
 * release before from this one sees just that table. Nothing hidden is ever shown; what had to be hidden now stays so.
 */
export async function correctionOf(tx: Airlock, scope: Scope, context: Context): Promise<Additions> {
  const { release, rules, progress } = context;
  const late: Scope = { ...scope, onlyOf: release };
  const earlier = await publishedCounts(tx, periodsOf(scope));
  const increments = await readQuarter(tx, late, context.hierarchies, context.firstDay);
  const options: TableOptions = { rules, earlier, delta: true };
  const delta = await protectCounts(increments, options, progress);
  const revised = revisedCounts(increments, delta, earlier, release);
  const before = await publishedSplits(tx, scope.quarter);
  if (before.outcome.size === 0) return { counts: revised, outcomes: [], records: [] };

  // The whole table as it now stands: what the increments let through.
  const quarter = await readQuarter(tx, scope, context.hierarchies, context.firstDay);
  const state = new Map(delta.cells.filter((cell) => cell.listed).map((cell) => [cell.key, { shown: cell.shown, floor: 0 }]));
  const counts = quarterTable(quarter, { rules, earlier: state, delta: false });
  if (before.unavailable) return { counts: revised, outcomes: [], records: recordRows(quarter, counts, undefined, undefined, rules, release) };

  await freezeOutcomes(tx, scope.months, context.asOf, release, context.timeZone);
  const [outcomes, lateOutcomes] = [await readOutcomes(tx, scope, quarter), await readOutcomes(tx, late, increments)];
  const deadlines = haveDeadlines(outcomes);
  const data = { outcomes, deadlines, ...splitsOf(quarter, outcomes, rules, deadlines) };
  const ofLate = splitsOf(increments, lateOutcomes, rules, deadlines);
  const shown = {
    outcome: await protectSplit(increments, delta, ofLate.outcome, options, before.outcome, progress),
    duration: await protectSplit(increments, delta, ofLate.duration, options, before.duration, progress),
  };
  const changed = (cell: number) => delta.cells[cell]!.n > 0 || (before.outcome.get(delta.cells[cell]!.key) ?? "no") !== shownAs(shown.outcome, cell)
    || (before.duration.get(delta.cells[cell]!.key) === "all") !== shown.duration.cells[cell]!.shown;
  return {
    counts: revised, outcomes: outcomeRows(quarter, shown, data, release, "r", changed).filter((row) => !isHiddenStill(row, before, scope.quarter)),
    records: recordRows(quarter, counts, shown, data, rules, release),
  };
}

/** A cell that was hidden and still is says nothing new; naming it would tell that something changed there. */
const isHiddenStill = (row: OutcomeRow, before: Awaited<ReturnType<typeof publishedSplits>>, quarter: string) => {
  const key = `${quarter} ${row.category} ${row.district} all`;
  return (before.outcome.get(key) ?? "no") === "no" && (before.duration.get(key) ?? "no") === "no";
};
