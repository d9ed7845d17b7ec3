import { and, gte, isNull, lt, type SQL, sql } from "drizzle-orm";
import { appeal } from "#db/private.ts";
import { cityDay, endOfCityDay, startOfCityDay } from "#lib/appeals/city-day.ts";

/**
 * What cases are counted and looked for by between two days. Every case counts once: answered `late` when any of its answers of
 * these days came after its deadline, `onTime` when none did, `noTerm` when none of them had a deadline; `answered` is all three.
 * `due`: open, with its deadline on one of these days.
 */
export const occasions = ["due", "answered", "onTime", "late", "noTerm", "reopened", "extended"] as const;
export type Occasion = (typeof occasions)[number];

/** City days, both included, as instants: from the first of them to before the last. */
export type Span = { from: Date; before: Date };
/** Whole days of the city as a span of time. */
export function spanOf(days: { from: string; to: string }, timeZone: string): Span {
  const nextDay = cityDay(new Date(endOfCityDay(days.to, timeZone).getTime() + 1), timeZone);
  return { from: startOfCityDay(days.from, timeZone), before: startOfCityDay(nextDay, timeZone) };
}

/** Open cases whose deadline lies in a span, as a condition on private.appeal. */
export const dueWithin = ({ from, before }: Span): SQL => and(isNull(appeal.closedAt), gte(appeal.dueAt, from), lt(appeal.dueAt, before))!;

const within = (column: SQL, { from, before }: Span) => sql`${column} >= ${from.toISOString()}::timestamptz AND ${column} < ${before.toISOString()}::timestamptz`;

// Each of these is a query of (id, department, executor, occasion). The tables go by their own names, so that an official's scope
// fits in, and department and executor come out of the reports' indexes with them: a year's cases are not looked up one by one.

/** Cases answered in a span, in whichever round. */
const answers = (span: Span, scope?: SQL) => sql`
  SELECT id, department, executor, CASE WHEN bool_or(NOT in_time) THEN 'late' WHEN bool_or(in_time) THEN 'onTime' ELSE 'noTerm' END AS occasion
  FROM (SELECT id, department, executor, closed_at <= due_at AS in_time FROM private.appeal WHERE ${and(sql`status = 'answered'`, within(sql`closed_at`, span), scope)}
    UNION ALL SELECT appeal.id, appeal.department, appeal.executor, p.closed_at <= p.due_at
    FROM private.past_round p JOIN private.appeal ON appeal.id = p.appeal WHERE ${and(within(sql`p.closed_at`, span), scope)}) given
  GROUP BY id, department, executor`;
const reopenings = (span: Span, scope?: SQL) => sql`
  SELECT DISTINCT appeal.id, appeal.department, appeal.executor, 'reopened' AS occasion
  FROM private.past_round p JOIN private.appeal ON appeal.id = p.appeal WHERE ${and(within(sql`p.reopened_at`, span), scope)}`;
const extensions = (span: Span, scope?: SQL) => sql`SELECT id, department, executor, 'extended' AS occasion FROM private.appeal WHERE ${and(within(sql`extended_at`, span), scope)}`;

/** What happened in a span to the cases of a scope: `onTime`, `late` or `noTerm`, `reopened`, `extended`; a case once for each. */
export const happenedWithin = (span: Span, scope?: SQL): SQL => sql`${answers(span, scope)} UNION ALL ${reopenings(span, scope)} UNION ALL ${extensions(span, scope)}`;

/** Cases of one occasion, as a condition on private.appeal. */
export function ofOccasion(occasion: Occasion, span: Span): SQL {
  if (occasion === "due") return dueWithin(span);
  const found = occasion === "reopened" ? reopenings(span) : occasion === "extended" ? extensions(span) : answers(span);
  const only = occasion === "onTime" || occasion === "late" || occasion === "noTerm" ? sql`WHERE found.occasion = ${occasion}` : sql``;
  return sql`${appeal.id} IN (SELECT found.id FROM (${found}) found ${only})`;
}
