import { and, type SQL, sql } from "drizzle-orm";
import { type Connection, privateDb } from "#db/private.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { workingDaysLeft } from "#lib/appeals/deadlines.ts";
import { overdue } from "#lib/appeals/due.ts";
import type { ListFilter } from "#lib/appeals/list-filter.ts";
import { dueWithin, happenedWithin, type Span, spanOf } from "#lib/appeals/occasion.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { type Period, weekEnd } from "#lib/reports/period.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { staffNames } from "#lib/staff/names.ts";

/** What is counted of a department or an executor. Stocks are of now, the others of the period. */
export type Figures = {
  inWork: number; dueThisWeek: number; overdue: number; forSignature: number;
  /** Working days since the oldest passed deadline; 0 when nothing is overdue. */
  longestOverdue: number;
  /** Cases answered; on time and late are those that had a deadline (occasion.ts). */
  answered: number; onTime: number; late: number; reopened: number; extended: number;
};
/** The same numbers a week ago (stocks) or in the period before; only what can be known of the past. */
export type Before = Pick<Figures, "inWork" | "overdue" | "answered" | "onTime" | "late" | "reopened" | "extended">;

/** Whose cases a line counts, as the list of cases is told. */
export type Whose = Pick<ListFilter, "department" | "executor">;
export type Line = { whose: Whose; now: Figures; before: Before };
export type DepartmentLine = Line & { department: string | null; executors: (Line & { executor: number | null; name: string | null })[] };
/** `week`: the days of which `dueThisWeek` tells, today to Sunday. */
export type Meeting = { period: Period; asOf: Date; week: { from: string; to: string }; total: Line; departments: DepartmentLine[] };

type Counted = { department: string | null; executor: string | null } & Partial<Record<keyof Figures, number>> & { oldest?: Date | null };

/** The open cases of an official's scope. */
const open = (scope: SQL | undefined, now: Date, week: Span) => sql`
  SELECT department, executor::text, count(*)::int AS "inWork", count(*) FILTER (WHERE ${dueWithin(week)})::int AS "dueThisWeek",
    count(*) FILTER (WHERE ${overdue(now)})::int AS overdue, min(due_at) FILTER (WHERE ${overdue(now)}) AS oldest,
    count(*) FILTER (WHERE status = 'on_approval')::int AS "forSignature"
  FROM private.appeal WHERE ${and(sql`closed_at IS NULL`, scope)} GROUP BY 1, 2`;

/** Cases that were open at a moment of the past, in whichever round they then were; by the deadline as it stands today. */
const openThen = (scope: SQL | undefined, at: string) => sql`
  WITH life AS (
    SELECT department, executor, due_at, CASE WHEN round = 1 THEN received_at ELSE (SELECT max(p.reopened_at) FROM private.past_round p WHERE p.appeal = appeal.id) END AS begun
    FROM private.appeal WHERE ${and(sql`closed_at IS NULL`, scope)}
    UNION ALL
    SELECT department, executor, due_at, CASE WHEN round = 1 THEN received_at ELSE (SELECT max(p.reopened_at) FROM private.past_round p WHERE p.appeal = appeal.id) END
    FROM private.appeal WHERE ${and(sql`closed_at >= ${at}`, scope)}
    UNION ALL
    SELECT appeal.department, appeal.executor, p.due_at,
      coalesce((SELECT max(q.reopened_at) FROM private.past_round q WHERE q.appeal = p.appeal AND q.round < p.round), appeal.received_at)
    FROM private.past_round p JOIN private.appeal ON appeal.id = p.appeal WHERE ${and(sql`p.closed_at >= ${at}`, scope)})
  SELECT department, executor::text, count(*)::int AS "inWork", count(*) FILTER (WHERE due_at < ${at})::int AS overdue FROM life WHERE begun < ${at} GROUP BY 1, 2`;

/** What happened in a stretch of time, each case once for each. */
const happened = (scope: SQL | undefined, span: Span) => sql`
  SELECT department, executor::text, count(*) FILTER (WHERE occasion IN ('onTime', 'late', 'noTerm'))::int AS answered,
    count(*) FILTER (WHERE occasion = 'onTime')::int AS "onTime", count(*) FILTER (WHERE occasion = 'late')::int AS late,
    count(*) FILTER (WHERE occasion = 'reopened')::int AS reopened, count(*) FILTER (WHERE occasion = 'extended')::int AS extended
  FROM (${happenedWithin(span, scope)}) happened GROUP BY 1, 2`;

const nothing = (): Figures => ({ inWork: 0, dueThisWeek: 0, overdue: 0, forSignature: 0, longestOverdue: 0, answered: 0, onTime: 0, late: 0, reopened: 0, extended: 0 });
const keys = Object.keys(nothing()) as (keyof Figures)[];
const blank = (): { now: Figures; before: Figures } => ({ now: nothing(), before: nothing() });

/** Adds counted rows up under a key; the longest overdue is the longest, not the sum. */
function addTo(lines: Map<string, { now: Figures; before: Figures }>, side: "now" | "before", key: string, row: Counted, longest: number): void {
  const line = lines.get(key) ?? blank();
  lines.set(key, line);
  for (const name of keys) if (name !== "longestOverdue") line[side][name] += row[name] ?? 0;
  line[side].longestOverdue = Math.max(line[side].longestOverdue, longest);
}

/**
 * Monday's meeting in numbers, by department and executor, beside a week ago or the period before. A department's head gets his
 * department only.
 */
export async function meeting(actor: Actor, period: Period, now = new Date(), db: Connection = privateDb()): Promise<Meeting> {
  demand(actor, "report.read");
  const clock = await cityClock(db);
  const scope = ownScope(actor);
  const today = cityDay(now, clock.timeZone), week = { from: today, to: weekEnd(today) }, weekAgo = new Date(now.getTime() - 7 * 86_400_000).toISOString();
  const span = (days: { from: string; to: string }) => spanOf(days, clock.timeZone);
  const [present, then, during, earlier] = await Promise.all([
    db.execute<Counted>(open(scope, now, span(week))), db.execute<Counted>(openThen(scope, weekAgo)),
    db.execute<Counted>(happened(scope, span(period))), db.execute<Counted>(happened(scope, span(period.before))),
  ]);

  const lines = new Map<string, { now: Figures; before: Figures }>();
  const key = (row: Counted) => JSON.stringify([row.department, row.executor]);
  for (const [side, rows] of [["now", present], ["before", then], ["now", during], ["before", earlier]] as const) for (const row of rows) {
    const longest = row.oldest ? Math.max(1, -workingDaysLeft(clock, new Date(row.oldest), now)) : 0;
    for (const at of ["total", JSON.stringify([row.department]), key(row)]) addTo(lines, side, at, row, longest);
  }
  const pairs = [...lines.keys()].filter((one) => one !== "total").map((one) => JSON.parse(one) as [string | null, (string | null)?]);
  const names = await staffNames([...new Set(pairs.flatMap(([, executor]) => (executor ? [Number(executor)] : [])))], db);
  const departments = pairs.filter((pair) => pair.length === 1).map(([department]): DepartmentLine => ({
    department, whose: { department: department ?? "none" }, ...lines.get(JSON.stringify([department]))!,
    executors: pairs.filter((pair) => pair.length === 2 && pair[0] === department)
      .map(([, executor]) => ({ executor: executor ? Number(executor) : null, name: executor ? names.get(Number(executor)) ?? null : null, whose: { department: department ?? "none", executor: executor ?? "none" }, ...lines.get(JSON.stringify([department, executor]))! }))
      .sort((a, b) => (a.name ?? "\uffff").localeCompare(b.name ?? "\uffff")),
  }));
  // A head's total is his department's; the list would show him what it co-executes too.
  return { period, asOf: now, week, total: { whose: scope && actor.department ? { department: actor.department } : {}, ...(lines.get("total") ?? blank()) }, departments };
}
