import { and, type SQL, sql } from "drizzle-orm";
import { type Connection, privateDb } from "#db/private.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { cityDay, endOfCityDay, startOfCityDay } from "#lib/appeals/city-day.ts";
import { workingDaysLeft } from "#lib/appeals/deadlines.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { type Period, weekEnd } from "#lib/reports/period.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { staffNames } from "#lib/staff/names.ts";

/** What is counted of a department or an executor. Stocks are of now, the others of the period. */
export type Figures = {
  inWork: number; dueThisWeek: number; overdue: number; forSignature: number;
  /** Working days since the oldest passed deadline; 0 when nothing is overdue. */
  longestOverdue: number;
  /** Answers given; on time and late are those that had a deadline. */
  answered: number; onTime: number; late: number; reopened: number; extended: number;
};
/** The same numbers a week ago (stocks) or in the period before; only what can be known of the past. */
export type Before = Pick<Figures, "inWork" | "overdue" | "answered" | "onTime" | "late" | "reopened" | "extended">;

export type Line = { now: Figures; before: Before };
export type DepartmentLine = Line & { department: string | null; executors: (Line & { executor: number | null; name: string | null })[] };
export type Meeting = { period: Period; asOf: Date; total: Line; departments: DepartmentLine[] };

type Counted = { department: string | null; executor: string | null } & Partial<Record<keyof Figures, number>> & { oldest?: Date | null };

// Columns of the open cases of an official's scope; the alias is the table's own name, so that scopes fit.
const open = (scope: SQL | undefined, now: Date, week: Date) => sql`
  SELECT department, executor::text, count(*)::int AS "inWork",
    count(*) FILTER (WHERE due_at >= ${now.toISOString()} AND due_at <= ${week.toISOString()})::int AS "dueThisWeek",
    count(*) FILTER (WHERE due_at < ${now.toISOString()})::int AS overdue, min(due_at) FILTER (WHERE due_at < ${now.toISOString()}) AS oldest,
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

/** What happened in a stretch of time: answers of any round, reopenings, extensions. */
const happened = (scope: SQL | undefined, from: string, to: string) => sql`
  WITH fact AS (
    SELECT department, executor, count(*) AS answered, count(*) FILTER (WHERE closed_at <= due_at) AS on_time, count(*) FILTER (WHERE closed_at > due_at) AS late, 0 AS reopened, 0 AS extended
    FROM private.appeal WHERE ${and(sql`closed_at >= ${from} AND closed_at <= ${to} AND status = 'answered'`, scope)} GROUP BY 1, 2
    UNION ALL
    SELECT appeal.department, appeal.executor, 1, (p.closed_at <= p.due_at)::int, (p.closed_at > p.due_at)::int, 0, 0
    FROM private.past_round p JOIN private.appeal ON appeal.id = p.appeal WHERE ${and(sql`p.closed_at >= ${from} AND p.closed_at <= ${to}`, scope)}
    UNION ALL
    SELECT appeal.department, appeal.executor, 0, 0, 0, 1, 0
    FROM private.past_round p JOIN private.appeal ON appeal.id = p.appeal WHERE ${and(sql`p.reopened_at >= ${from} AND p.reopened_at <= ${to}`, scope)}
    UNION ALL
    SELECT department, executor, 0, 0, 0, 0, 1 FROM private.appeal WHERE ${and(sql`extended_at >= ${from} AND extended_at <= ${to}`, scope)})
  SELECT department, executor::text, sum(answered)::int AS answered, coalesce(sum(on_time), 0)::int AS "onTime", coalesce(sum(late), 0)::int AS late,
    sum(reopened)::int AS reopened, sum(extended)::int AS extended FROM fact GROUP BY 1, 2`;

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
  const week = endOfCityDay(weekEnd(cityDay(now, clock.timeZone)), clock.timeZone), weekAgo = new Date(now.getTime() - 7 * 86_400_000).toISOString();
  const stretch = (days: { from: string; to: string }): [string, string] => [startOfCityDay(days.from, clock.timeZone).toISOString(), endOfCityDay(days.to, clock.timeZone).toISOString()];
  const [present, then, during, earlier] = await Promise.all([
    db.execute<Counted>(open(scope, now, week)), db.execute<Counted>(openThen(scope, weekAgo)),
    db.execute<Counted>(happened(scope, ...stretch(period))), db.execute<Counted>(happened(scope, ...stretch(period.before))),
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
    department, ...lines.get(JSON.stringify([department]))!,
    executors: pairs.filter((pair) => pair.length === 2 && pair[0] === department)
      .map(([, executor]) => ({ executor: executor ? Number(executor) : null, name: executor ? names.get(Number(executor)) ?? null : null, ...lines.get(JSON.stringify([department, executor]))! }))
      .sort((a, b) => (a.name ?? "\uffff").localeCompare(b.name ?? "\uffff")),
  }));
  return { period, asOf: now, total: lines.get("total") ?? blank(), departments };
}
