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
export function spanOf(days: { from: string; to: string }, timeZone: string): Span {
  const nextDay = cityDay(new Date(endOfCityDay(days.to, timeZone).getTime() + 1), timeZone);
  return { from: startOfCityDay(days.from, timeZone), before: startOfCityDay(nextDay, timeZone) };
}

/** Open cases whose deadline lies in a span, as a condition on private.appeal. */
export const dueWithin = ({ from, before }: Span): SQL => and(isNull(appeal.closedAt), gte(appeal.dueAt, from), lt(appeal.dueAt, before))!;

const within = (column: SQL, { from, before }: Span) => sql`${column} >= ${from.toISOString()}::timestamptz AND ${column} < ${before.toISOString()}::timestamptz`;

/** Cases answered in a span, in whichever round: (id, occasion). */
const answers = (span: Span) => sql`
  SELECT given.id, CASE WHEN bool_or(NOT given.in_time) THEN 'late' WHEN bool_or(given.in_time) THEN 'onTime' ELSE 'noTerm' END AS occasion
  FROM (SELECT a.id, a.closed_at <= a.due_at AS in_time FROM private.appeal a WHERE a.status = 'answered' AND ${within(sql`a.closed_at`, span)}
    UNION ALL SELECT p.appeal, p.closed_at <= p.due_at FROM private.past_round p WHERE ${within(sql`p.closed_at`, span)}) given
  GROUP BY given.id`;
const reopenings = (span: Span) => sql`SELECT DISTINCT p.appeal AS id, 'reopened' AS occasion FROM private.past_round p WHERE ${within(sql`p.reopened_at`, span)}`;
const extensions = (span: Span) => sql`SELECT a.id, 'extended' AS occasion FROM private.appeal a WHERE ${within(sql`a.extended_at`, span)}`;

/** What happened in a span, as a query of (id, occasion): `onTime`, `late` or `noTerm`, `reopened`, `extended`; a case once for each. */
export const happenedWithin = (span: Span): SQL => sql`${answers(span)} UNION ALL ${reopenings(span)} UNION ALL ${extensions(span)}`;

/** Cases of one occasion, as a condition on private.appeal. */
export function ofOccasion(occasion: Occasion, span: Span): SQL {
  if (occasion === "due") return dueWithin(span);
  const found = occasion === "reopened" ? reopenings(span) : occasion === "extended" ? extensions(span) : answers(span);
  const only = occasion === "onTime" || occasion === "late" || occasion === "noTerm" ? sql`WHERE found.occasion = ${occasion}` : sql``;
  return sql`${appeal.id} IN (SELECT found.id FROM (${found}) found ${only})`;
}
