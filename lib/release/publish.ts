import { rm, rename, mkdir } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { airlockDb } from "#db/airlock.ts";
import * as open from "#db/open.ts";
import { dataDir } from "#env.ts";
import type { Progress } from "#lib/disclosure/counts.ts";
import { revisedCells } from "#lib/exports/revised-cells.ts";
import { writeReleaseFiles } from "#lib/exports/release-files.ts";
import type { Names } from "#lib/i18n/locale.ts";
import type { Airlock } from "#lib/release/airlock.ts";
import { freezeCounts, lateRows } from "#lib/release/freeze.ts";
import { readHierarchies } from "#lib/release/hierarchy.ts";
import { publishedMonths } from "#lib/release/ledger.ts";
import { hasEnded, lastWholeMonth, monthsFrom, monthsOfQuarter, outcomesAreDue, quarterOf } from "#lib/stats/cadence.ts";
import { type Additions, type Context, correctionOf, countsOf, outcomesOf } from "#lib/release/quarter-release.ts";
import { publishRatings } from "#lib/release/ratings.ts";
import { publishReference } from "#lib/release/reference.ts";
import { releaseSettings } from "#lib/release/settings.ts";
import { cityDay, ReleaseRefusal } from "#lib/release/refusal.ts";
import { readCube } from "#lib/stats/cube.ts";
import type { Added } from "#lib/stats/release-changes.ts";
import type { RevisedCell } from "#lib/stats/revised-cell.ts";

export type Order = {
  /** The release's own day: what has ended or closed by its first moment counts. */
  asOf: string;
  /** A correction takes up rows that came after their period was frozen; it says why in each language. */
  correction?: { reason: Names };
  onProgress?: Progress;
};
export type Published = { id: string; seq: number; changes: Changes } | { nothing: true };

/** `since`: the release before. `revised_cells`: the published numbers that a correction changed. */
type Changes = { since: string | null } & Added & { revised_cells: RevisedCell[] };

/**
 * The airlock: computes what may be known, and publishes it whole or not at all, in one transaction, with its frozen files.
 * @throws ReleaseRefusal or DisclosureRefusal when nothing may be published; a sentence for the publisher
 */
export async function publishRelease(order: Order): Promise<Published> {
  let directory: string | undefined;
  try {
    return await airlockDb().transaction(async (tx) => {
      // A second release waits here, then finds what the first one did.
      await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('open-akimat release'))`);
      const { city } = await releaseSettings(tx);
      if (!city.demo && order.asOf > cityDay(city.timeZone)) throw new ReleaseRefusal("future", `The as-of date ${order.asOf} is in the future.`);
      const newest = await newestRelease(tx);
      if (newest && order.asOf < newest.as_of) throw new ReleaseRefusal("back", `There is a release as of ${newest.as_of} already: a release can't go back to ${order.asOf}.`);
      if (order.correction && !newest) throw new ReleaseRefusal("nothingPublished", "There is nothing to correct: nothing has been published.");
      const id = await freeId(tx, order.correction ? newest!.id.slice(0, 10) : order.asOf);
      const context = await contextOf(tx, id, order.asOf, order.onProgress);
      if (!context) return { nothing: true };
      const added = order.correction ? await correct(tx, context) : await proceed(tx, context);
      if (!added) return { nothing: true };

      const reason = order.correction?.reason ?? null;
      const seq = (newest?.seq ?? 0) + 1;
      const revised = order.correction ? revisedCells(await readCube(tx, newest!), await readCube(tx, { id, seq })) : [];
      const changes: Changes = { since: newest?.id ?? null, ...added, revised_cells: revised };
      const release = { id, seq, asOf: order.asOf, publishedAt: new Date(), correction: reason !== null, reason, changes };
      directory = path.join(dataDir, "releases", city.code, id);
      const temporary = `${directory}.${process.pid}.tmp`;
      await rm(temporary, { recursive: true, force: true });
      await mkdir(temporary, { recursive: true });
      order.onProgress?.("files", 0);
      const files = await writeReleaseFiles(tx, release, temporary);
      await tx.insert(open.release).values({
        id, seq: release.seq, asOf: order.asOf, publishedAt: release.publishedAt, correction: release.correction,
        reasonKk: reason?.kk ?? null, reasonRu: reason?.ru ?? null, reasonEn: reason?.en ?? null, changes, files,
      });
      // Left behind by a release that never committed: no row names it, or its id would not be free.
      await rm(directory, { recursive: true, force: true });
      await rename(temporary, directory);
      return { id, seq: release.seq, changes };
    });
  } catch (error) {
    if (directory) for (const left of [directory, `${directory}.${process.pid}.tmp`]) await rm(left, { recursive: true, force: true });
    throw error;
  }
}

/** What a release works with; the public side learns the reference data on the way. Undefined while there is no case at all. */
export async function contextOf(tx: Airlock, release: string, asOf: string, progress?: Progress): Promise<Context | undefined> {
  const { city, rules } = await releaseSettings(tx);
  await publishReference(tx);
  const firstDay = await fixFirstDay(tx, city.timeZone);
  return firstDay === undefined ? undefined : { release, asOf, timeZone: city.timeZone, firstDay, rules, hierarchies: await readHierarchies(tx), ...(progress ? { progress } : {}) };
}

/** The next months, the quarters that ended with them, and the outcomes that are due. */
export async function proceed(tx: Airlock, context: Context): Promise<Added | undefined> {
  const published = await publishedMonths(tx);
  const last = [lastWholeMonth(context.asOf), await newestMonth(tx, context.timeZone)].sort()[0]!;
  const months = monthsFrom(context.firstDay.slice(0, 7), last).filter((month) => !published.includes(month));
  for (const month of months) {
    context.progress?.(`freezing ${month}`, 0);
    await freezeCounts(tx, month, context.release, context.hierarchies, context.timeZone);
  }
  const all = [...published, ...months].sort();
  const changes: Added = { months, quarters: [], years: [], outcomes: [], revised: [] };
  for (const quarter of new Set(months.map(quarterOf))) {
    const ended = hasEnded(quarter, context.asOf);
    const inQuarter = all.filter((month) => monthsOfQuarter(quarter).includes(month));
    await store(tx, { counts: await countsOf(tx, { quarter, months: inQuarter, ended }, context), outcomes: [], records: [] }, context);
    if (ended) changes.quarters.push(quarter);
  }
  changes.years = [...new Set(changes.quarters.map((quarter) => quarter.slice(0, 4)))].filter((year) => all.filter((month) => month.startsWith(year)).length === 12);
  for (const quarter of await quartersWithoutOutcomes(tx, all, context.asOf)) {
    await publishOutcomes(tx, context, quarter, all);
    changes.outcomes.push(quarter);
  }
  return months.length || changes.outcomes.length ? changes : undefined;
}

/** The month of the newest case. Silence after it may be a source that ended: those months wait until something has come, and no zero is claimed. */
async function newestMonth(tx: Airlock, timeZone: string): Promise<string> {
  const [row] = await tx.execute<{ month: string }>(sql`
    SELECT to_char(max(received_at AT TIME ZONE ${timeZone}), 'YYYY-MM') AS month FROM private.appeal WHERE status NOT IN ('spam', 'merged')`);
  return row!.month;
}

async function publishOutcomes(tx: Airlock, context: Context, quarter: string, all: string[]): Promise<void> {
  const months = all.filter((month) => monthsOfQuarter(quarter).includes(month));
  await store(tx, await outcomesOf(tx, { quarter, months, ended: true }, context), context);
  await publishRatings(tx, quarter, months, context);
}

/** Rows that came late, by the quarters they fall in. Fewer than k in a month wait for more of their kind. */
async function correct(tx: Airlock, context: Context): Promise<Added> {
  const published = await publishedMonths(tx);
  const late = await lateRows(tx, published, context.timeZone);
  if (late.size === 0) throw new ReleaseRefusal("nothingLate", "There is nothing to correct: no row came late for a published period.");
  const months = [...late].filter(([, n]) => n >= context.rules.k).map(([month]) => month).sort();
  if (months.length === 0) throw new ReleaseRefusal("heldBack", `Held back: fewer than ${context.rules.k} late rows in every month. They will be published when more have come.`);
  for (const month of months) await freezeCounts(tx, month, context.release, context.hierarchies, context.timeZone);
  const changes: Added = { months: [], quarters: [], years: [], outcomes: [], revised: [] };
  for (const quarter of new Set(months.map(quarterOf))) {
    const inQuarter = published.filter((month) => monthsOfQuarter(quarter).includes(month));
    const ended = await hasQuarter(tx, quarter);
    await store(tx, await correctionOf(tx, { quarter, months: inQuarter, ended }, context), context);
    changes.revised.push(...months.filter((month) => inQuarter.includes(month)), ...(ended ? [quarter] : []));
  }
  return changes;
}

/** Writes what a release adds into the open schema. */
export async function store(tx: Airlock, { counts, outcomes, records }: Additions, { progress }: Context): Promise<void> {
  progress?.("writing figures", counts.length + outcomes.length + records.length);
  for (let i = 0; i < counts.length; i += 2000) await tx.insert(open.figureCount).values(counts.slice(i, i + 2000));
  for (let i = 0; i < outcomes.length; i += 1000) await tx.insert(open.figureOutcome).values(outcomes.slice(i, i + 1000));
  for (let i = 0; i < records.length; i += 2000) await tx.insert(open.recordClass).values(records.slice(i, i + 2000));
}

async function newestRelease(tx: Airlock) {
  const [row] = await tx.execute<{ id: string; seq: number; as_of: string }>(sql`SELECT id, seq, as_of::text FROM open.release ORDER BY seq DESC LIMIT 1`);
  return row;
}

/** A release's name: its date; what corrects it, or is made on the same day, is DATE.1, DATE.2 … */
async function freeId(tx: Airlock, date: string): Promise<string> {
  const [row] = await tx.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM open.release WHERE split_part(id, '.', 1) = ${date}`);
  return row!.n === 0 ? date : `${date}.${row!.n}`;
}

/** The first day with data, fixed by the first release: what comes later for earlier days is never published. */
async function fixFirstDay(tx: Airlock, timeZone: string): Promise<string | undefined> {
  await tx.execute(sql`UPDATE open.city SET first_day = (SELECT min(a.received_at AT TIME ZONE ${timeZone})::date FROM private.appeal a WHERE a.status NOT IN ('spam', 'merged'))
    WHERE NOT EXISTS (SELECT 1 FROM open.release)`);
  const [row] = await tx.execute<{ first: string | null }>(sql`SELECT first_day::text AS first FROM open.city`);
  return row?.first ?? undefined;
}

/** Ended quarters whose counts are published, 35 days after their end. */
async function quartersWithoutOutcomes(tx: Airlock, months: string[], asOf: string): Promise<string[]> {
  const done = new Set((await tx.execute<{ period: string }>(sql`SELECT DISTINCT period FROM open.figure_outcome`)).map((row) => row.period));
  return [...new Set(months.map(quarterOf))].filter((quarter) => !done.has(quarter) && outcomesAreDue(quarter, asOf));
}

async function hasQuarter(tx: Airlock, quarter: string): Promise<boolean> {
  const [row] = await tx.execute<{ found: boolean }>(sql`SELECT EXISTS (SELECT 1 FROM open.figure_count WHERE period = ${quarter}) AS found`);
  return row!.found;
}
