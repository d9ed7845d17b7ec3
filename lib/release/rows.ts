import { type QuarterTable, type Quarter } from "#lib/disclosure/quarter.ts";
import { recordDetails } from "#lib/disclosure/records.ts";
import { partOf, shownAs, type Split, type SplitTable } from "#lib/disclosure/splits.ts";
import type { Rules } from "#lib/disclosure/rules.ts";
import { leavesUnder } from "#lib/disclosure/tree.ts";
import * as open from "#db/open.ts";
import { bands, type Outcome } from "#lib/release/figures.ts";
import type { Published } from "#lib/release/ledger.ts";
import { percentileDisc, type Histogram } from "#lib/release/percentile.ts";

export type CountRow = typeof open.figureCount.$inferInsert;
export type OutcomeRow = typeof open.figureOutcome.$inferInsert;
export type RecordRow = typeof open.recordClass.$inferInsert;

const codesOf = (quarter: Quarter, cell: QuarterTable["cells"][number]) => ({
  period: cell.month < 0 ? quarter.period : quarter.months[cell.month]!.period,
  category: quarter.categories.nodes[cell.category]!.code, district: quarter.districts.nodes[cell.district]!.code,
  channel: cell.channel < 0 ? "all" : quarter.channels[cell.channel]!,
});

/** The counts that a release adds: cells that nobody has published yet. */
export function newCounts(quarter: Quarter, table: QuarterTable, earlier: ReadonlyMap<string, Published>, release: string): CountRow[] {
  return table.cells.filter((cell) => cell.listed && !earlier.has(cell.key)).map((cell) => ({
    ...codesOf(quarter, cell), grain: cell.month < 0 ? "quarter" : "month", release,
    received: cell.shown ? cell.n : null, receivedStatus: cell.shown ? "" : "c",
  }));
}

/** The counts that a correction revises: `delta` is the table of its increments. */
export function revisedCounts(quarter: Quarter, delta: QuarterTable, earlier: ReadonlyMap<string, Published>, release: string): CountRow[] {
  return delta.cells.filter((cell) => earlier.get(cell.key)?.shown && (cell.n > 0 || !cell.shown)).map((cell) => ({
    ...codesOf(quarter, cell), grain: cell.month < 0 ? "quarter" : "month", release,
    received: cell.shown ? earlier.get(cell.key)!.received! + cell.n : null, receivedStatus: cell.shown ? "r" : "c",
  }));
}

export type Outcomes = { outcomes: Outcome[]; outcome: Split; duration: Split; deadlines: boolean };

/** T6's outcomes of the cells that `which` lets through; `status` is that of a shown number. */
export function outcomeRows(
  quarter: Quarter, shown: { outcome: SplitTable; duration: SplitTable }, data: Outcomes, release: string, status: "" | "r", which: (cell: number) => boolean = () => true,
): OutcomeRow[] {
  const histograms = histogramsOf(quarter, shown.duration, data.outcomes);
  return shown.outcome.cells.flatMap((cell, i): OutcomeRow[] => {
    if (cell.month >= 0 || !cell.listed || !which(i)) return [];
    const part = (split: Split, ...names: string[]) => split.parts.filter(({ name }) => names.includes(name)).reduce((sum, { values }) => sum + partOf(quarter, values, cell), 0);
    const as = shownAs(shown.outcome, i);
    const told = data.deadlines && as !== "no";
    const whole = data.deadlines && as === "all";
    const timed = shown.duration.cells[i]!.shown;
    const band = (name: (typeof bands)[number]) => (timed ? part(data.duration, name) : null);
    const { period, category, district } = codesOf(quarter, cell);
    return [{
      period, category, district, release,
      withDeadline: told ? part(data.outcome, "on_time", "late", "open_due") : null, onTime: told ? part(data.outcome, "on_time") : null,
      late: whole ? part(data.outcome, "late") : null, open: whole ? part(data.outcome, "open_due", "open_undue") : null,
      outcomeStatus: !data.deadlines ? "z" : told ? status : "c",
      reopened: as === "all" ? partOf(quarter, data.outcome.beside!.values, cell) : null, reopenedStatus: as === "all" ? status : "c",
      days1: band("days_1"), days5: band("days_5"), days10: band("days_10"), days15: band("days_15"), days20: band("days_20"), longerOrOpen: band("longer_or_open"),
      medianDays: timed ? percentileDisc(histograms.get(i)!, 0.5) : null, p90Days: timed ? percentileDisc(histograms.get(i)!, 0.9) : null,
      durationStatus: timed ? status : "c",
    }];
  });
}

/** A quarter whose outcomes nobody observed: every cell says so, whatever its count. */
export function unavailableRows(quarter: Quarter, table: QuarterTable, release: string): OutcomeRow[] {
  return table.cells.filter((cell) => cell.listed && cell.month < 0).map((cell) => {
    const { period, category, district } = codesOf(quarter, cell);
    return { period, category, district, release, outcomeStatus: "x", reopenedStatus: "x", durationStatus: "x" };
  });
}

function histogramsOf(quarter: Quarter, table: SplitTable, outcomes: Outcome[]): Map<number, Histogram> {
  const width = quarter.districts.leaves.length;
  const cellsOf = new Map<number, Histogram[]>();
  const histograms = new Map<number, Histogram>();
  table.cells.forEach((cell, i) => {
    if (!cell.shown) return;
    const histogram: Histogram = new Map();
    histograms.set(i, histogram);
    for (const c of leavesUnder(quarter.categories, cell.category)) for (const d of leavesUnder(quarter.districts, cell.district)) {
      const leaf = c * width + d;
      cellsOf.set(leaf, [...(cellsOf.get(leaf) ?? []), histogram]);
    }
  });
  for (const row of outcomes) {
    if (row.outside) continue;
    for (const histogram of cellsOf.get(row.leaf) ?? []) histogram.set(row.days, (histogram.get(row.days) ?? 0) + row.n);
  }
  return histograms;
}

/** The record-level file of a quarter as classes of equal rows. Without `shown` no outcome is available. */
export function recordRows(
  quarter: Quarter, counts: QuarterTable, shown: { outcome: SplitTable; duration: SplitTable } | undefined, data: Outcomes | undefined, rules: Rules, release: string,
): RecordRow[] {
  const details = recordDetails(quarter, counts, data?.deadlines ? shown?.outcome : undefined, shown?.duration, rules);
  const classes = new Map<string, RecordRow>();
  const add = (leaf: number, outcome: string, durationBand: string, n: number) => {
    const { group, category, part, district } = details[leaf]!;
    const key = [group, category, part, district, outcome, durationBand].join("|");
    const known = classes.get(key);
    if (known) known.appeals += n;
    else classes.set(key, { quarter: quarter.period, release, categoryGroup: group, category, cityPart: part, district, outcome, durationBand, appeals: n });
  };
  if (data) {
    for (const row of data.outcomes) {
      const { outcome, duration } = details[row.leaf]!;
      const result = row.result === "rest" ? "other" : row.result.startsWith("open") ? "open" : row.result;
      add(row.leaf, outcome ? result : "·", !duration ? "·" : row.outside ? "none" : row.band, row.n);
    }
  } else {
    for (const month of quarter.months) month.counts.forEach((n, leaf) => { if (n > 0) add(leaf, "·", "·", n); });
  }
  return [...classes.values()];
}
