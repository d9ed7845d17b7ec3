import { sql } from "drizzle-orm";
import { airlockDb } from "#db/airlock.ts";
import { quarterTable } from "#lib/disclosure/quarter.ts";
import { partOf, type Shown } from "#lib/disclosure/splits.ts";
import type { Airlock } from "#lib/release/airlock.ts";
import { dueReleases } from "#lib/release/due.ts";
import { readOutcomes, readQuarter, type Scope, splitsOf } from "#lib/release/figures.ts";
import { freezeOutcomes, isUnobserved, lateRows } from "#lib/release/freeze.ts";
import { publishedCounts, publishedMonths, publishedSplits } from "#lib/release/ledger.ts";
import { hasEnded, monthsOfQuarter, quarterOf, releaseDays } from "#lib/stats/cadence.ts";
import { contextOf, proceed, store } from "#lib/release/publish.ts";
import { type Context, outcomesOf } from "#lib/release/quarter-release.ts";
import { cityDay } from "#lib/release/refusal.ts";
import { releaseSettings } from "#lib/release/settings.ts";

/** `withheld`: the rules would hide it; `never`: this series isn't published at this grain at all. */
export type Standing = "shown" | "withheld" | "never";
export type PreviewCount = { code: string; n: number; standing: Standing };
/** A month that no release has published. `whole`: it is over, so only late cases can change it. */
export type PreviewMonth = { month: string; whole: boolean; total: number; groups: PreviewCount[]; districts: PreviewCount[]; channels: PreviewCount[] };
/** `share`: a sensitive category shows its share on time and no more; `undecided` until the quarter has ended: what is hidden depends on all of it. */
export type PreviewOutcome = { code: string; received: number; withDeadline: number; onTime: number; late: number; open: number; shown: Shown | "undecided" };
/** A quarter whose outcomes no release has published. `unobserved`: nobody knows how its cases came out. */
export type PreviewQuarter = { quarter: string; whole: boolean; unobserved: boolean; rows: PreviewOutcome[] };
/** `late`: cases that came after their month was published, by month; a correction would take up those of a month that has enough. */
export type Preview = { asOf: string; nextRelease: string; months: PreviewMonth[]; quarters: PreviewQuarter[]; late?: { month: string; n: number; enough: boolean }[] };

/** The name under which a preview freezes; nothing of it outlives its transaction. */
const id = "preview";

/** Carries the result out of the transaction that must not be kept. */
class RolledBack extends Error {
  readonly preview: Preview | null;
  constructor(preview: Preview | null) {
    super("a preview leaves nothing behind");
    this.preview = preview;
  }
}

/**
 * What the next releases would publish as cases stand now, before suppression and with what it would hide: a release is made by its
 * own code, read, and rolled back. Internal: it never leaves the office.
 * @param today the city's day unless told; a demonstration lives on its own clock
 * @returns null while there is no case at all
 */
export async function previewRelease(today?: string): Promise<Preview | null> {
  try {
    await airlockDb().transaction(async (tx) => {
      await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('open-akimat release'))`);
      throw new RolledBack(await compute(tx, today ?? await todayOf(tx)));
    });
  } catch (error) {
    if (error instanceof RolledBack) return error.preview;
    throw error;
  }
  throw new Error("A preview was kept.");
}

async function todayOf(tx: Airlock): Promise<string> {
  const [demo] = await tx.execute<{ asOf: string }>(sql`SELECT value->>'asOf' AS "asOf" FROM private.setting WHERE key = 'demo'`);
  return demo?.asOf ?? cityDay((await releaseSettings(tx)).city.timeZone);
}

/** The release day that comes next: none before the newest release, none in the past. */
async function nextReleaseDay(tx: Airlock, today: string): Promise<string> {
  const [row] = await tx.execute<{ last: string | null }>(sql`SELECT max(as_of)::text AS last FROM open.release`);
  const ahead = releaseDays(today, `${Number(today.slice(0, 4)) + 1}-12-31`);
  const thisMonth = `${today.slice(0, 7)}-06`;
  return [thisMonth, ...ahead].find((day) => day >= today && (row!.last === null || day > row!.last))!;
}

async function compute(tx: Airlock, today: string): Promise<Preview | null> {
  const before = new Set(await publishedMonths(tx));
  const nextRelease = await nextReleaseDay(tx, today);
  const context = await contextOf(tx, id, nextRelease);
  if (!context) return null;
  const outcomesBefore = await publishedOutcomes(tx);
  const late = [...await lateRows(tx, [...before], context.timeZone)].map(([month, n]) => ({ month, n, enough: n >= context.rules.k })).sort((a, b) => a.month.localeCompare(b.month));
  await proceed(tx, context);
  const months = (await publishedMonths(tx)).filter((month) => !before.has(month));
  const shownMonths: PreviewMonth[] = [];
  for (const month of months) shownMonths.push(await monthOf(tx, context, month, today));
  const quarters: PreviewQuarter[] = [];
  for (const quarter of new Set((await publishedMonths(tx)).map(quarterOf))) {
    if (!outcomesBefore.has(quarter)) quarters.push(await quarterPreview(tx, context, quarter, today));
  }
  return { asOf: today, nextRelease, months: shownMonths, quarters, late };
}

const publishedOutcomes = async (tx: Airlock): Promise<Set<string>> =>
  new Set((await tx.execute<{ period: string }>(sql`SELECT DISTINCT period FROM open.figure_outcome`)).map((row) => row.period));

const scopeOf = async (tx: Airlock, quarter: string, ended: boolean): Promise<Scope> =>
  ({ quarter, months: (await publishedMonths(tx)).filter((month) => monthsOfQuarter(quarter).includes(month)), ended });

/** A month's tables (T1–T3), each cell with what the release just decided of it. */
async function monthOf(tx: Airlock, context: Context, month: string, today: string): Promise<PreviewMonth> {
  const scope = await scopeOf(tx, quarterOf(month), false);
  const quarter = await readQuarter(tx, scope, context.hierarchies, context.firstDay);
  const decided = await publishedCounts(tx, scope.months);
  const table = quarterTable(quarter, { rules: context.rules, earlier: decided, delta: false });
  const cells = table.cells.filter((cell) => cell.month === scope.months.indexOf(month));
  const rows = (which: (cell: (typeof cells)[number]) => boolean, code: (cell: (typeof cells)[number]) => string): PreviewCount[] =>
    cells.filter(which).map((cell) => ({ code: code(cell), n: cell.n, standing: !cell.listed ? "never" : decided.get(cell.key)?.shown ? "shown" : "withheld" }));
  const { nodes } = quarter.districts;
  return {
    month, whole: today.slice(0, 7) > month, total: cells.find((cell) => cell.category === 0 && cell.district === 0 && cell.channel < 0)!.n,
    groups: rows((cell) => cell.category > 0, (cell) => quarter.categories.nodes[cell.category]!.code),
    districts: rows((cell) => cell.district > 0 && !nodes[cell.district]!.self, (cell) => nodes[cell.district]!.code),
    channels: rows((cell) => cell.channel >= 0, (cell) => quarter.channels[cell.channel]!),
  };
}

/** A quarter's outcomes, city-wide and by category group; of one that runs, as far as it has come. */
async function quarterPreview(tx: Airlock, context: Context, period: string, today: string): Promise<PreviewQuarter> {
  const ended = hasEnded(period, context.asOf);
  const scope = await scopeOf(tx, period, true);
  if (!ended) await freezeOutcomes(tx, scope.months, context.asOf, id, context.timeZone);
  else if (!(await publishedOutcomes(tx)).has(period)) await store(tx, await outcomesOf(tx, scope, context), context);
  const quarter = await readQuarter(tx, scope, context.hierarchies, context.firstDay);
  const outcomes = await readOutcomes(tx, scope, quarter);
  const { outcome } = splitsOf(quarter, outcomes, context.rules, true);
  const decided = (await publishedSplits(tx, period)).outcome;
  const table = quarterTable(quarter, { rules: context.rules, earlier: await publishedCounts(tx, [period]), delta: false });
  const tops = [0, ...quarter.categories.nodes[0]!.children];
  return {
    quarter: period, whole: hasEnded(period, today), unobserved: await isUnobserved(tx, scope.months, context.asOf, context.timeZone),
    rows: tops.map((top) => {
      const cell = table.cells.find((one) => one.month < 0 && one.category === top && one.district === 0 && one.channel < 0)!;
      const part = (...names: string[]) => outcome.parts.filter(({ name }) => names.includes(name)).reduce((sum, { values }) => sum + partOf(quarter, values, cell), 0);
      return {
        code: quarter.categories.nodes[top]!.code, received: cell.n, withDeadline: part("on_time", "late", "open_due"), onTime: part("on_time"), late: part("late"),
        open: part("open_due", "open_undue"), shown: ended ? decided.get(cell.key) ?? "no" : "undecided",
      };
    }),
  };
}

/** Computes the preview and keeps it for the office to read; a page never waits for it. */
export async function keepPreview(now = new Date()): Promise<string> {
  // A city that begins publishes all its past first; previewing that again and again would only hold it up.
  if ((await dueReleases()).length > 1) return "waits until the releases that are due have been made";
  const preview = await previewRelease();
  if (!preview) return "nothing to preview";
  await airlockDb().execute(sql`INSERT INTO private.release_preview (computed_at, body) VALUES (${now.toISOString()}, ${JSON.stringify(preview)}::jsonb)
    ON CONFLICT (singleton) DO UPDATE SET computed_at = excluded.computed_at, body = excluded.body`);
  return `previewed ${[...preview.months.map((one) => one.month), ...preview.quarters.map((one) => one.quarter)].join(", ")}`;
}
