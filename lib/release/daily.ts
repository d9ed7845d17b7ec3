import { sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { airlockDb } from "#db/airlock.ts";
import type { Airlock } from "#lib/release/airlock.ts";
import { uncounted } from "#lib/release/freeze.ts";
import { releaseSettings } from "#lib/release/settings.ts";

/** A day is told in the morning after: what the night's import or a late hand enters until then still counts. */
const morning = 6;

/** Days over which a city must have received enough (below). */
const window = 91;

/**
 * Publishes the days that have ended and are not published yet: how many appeals came and how many were answered, the
 * city's total alone (disclosure.md, What is published). A day is published once and stays; what comes late for it is counted
 * by its month alone. No day is told
 * - after the newest case: silence may be a source that ended, and a zero would be a claim;
 * - of a city that received fewer in a quarter's length than a duration needs: there a day's numbers would tell how long a
 *   single appeal took (docs/decisions/0019-publication.md).
 * @param today the city's day unless told; a demonstration lives on its own clock
 */
export async function publishDays(today?: string): Promise<string | void> {
  return airlockDb().transaction(async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('open-akimat daily'))`);
    const { city, rules } = await releaseSettings(tx);
    const span = await unpublishedDays(tx, city.timeZone, today ?? await dayNow(tx, city.timeZone));
    if (!span) return;
    const { first, last } = span;
    const dayOf = (moment: ReturnType<typeof sql>) => sql`(${moment} AT TIME ZONE ${city.timeZone})::date`;
    const startOf = (day: ReturnType<typeof sql>) => sql`(${day}::timestamp AT TIME ZONE ${city.timeZone})`;
    const rows = await tx.execute(sql`
      WITH day AS (SELECT d::date AS day FROM generate_series(${first}::date - ${window - 1}::int, ${last}::date, interval '1 day') d),
      received AS (
        SELECT ${dayOf(sql`a.received_at`)} AS day, count(*)::int AS n FROM private.appeal a
        WHERE ${uncounted} AND a.received_at >= ${startOf(sql`(${first}::date - ${window - 1}::int)`)} AND a.received_at < ${startOf(sql`(${last}::date + 1)`)} GROUP BY 1),
      first_answer AS (
        SELECT coalesce(p.closed_at, a.closed_at) AS at FROM private.appeal a LEFT JOIN private.past_round p ON p.appeal = a.id AND p.round = 1
        WHERE ${uncounted} AND (p.appeal IS NOT NULL OR a.status = 'answered')),
      answered AS (
        SELECT ${dayOf(sql`at`)} AS day, count(*)::int AS n FROM first_answer
        WHERE at >= ${startOf(sql`${first}::date`)} AND at < ${startOf(sql`(${last}::date + 1)`)} GROUP BY 1),
      -- From then on nobody knows how the cases of a source went on.
      unobserved AS (
        SELECT min(s.observed_until) AS since FROM private.source s
        WHERE s.observed_until IS NOT NULL AND EXISTS (SELECT 1 FROM private.appeal a WHERE a.source = s.code AND a.closed_at IS NULL AND ${uncounted})),
      told AS (
        SELECT day.day, coalesce(r.n, 0) AS received, ${startOf(sql`(day.day + 1)`)} > u.since IS TRUE AS unknown, coalesce(d.n, 0) AS answered,
          sum(coalesce(r.n, 0)) OVER (ORDER BY day.day ROWS ${sql.raw(String(window - 1))} PRECEDING) AS lately
        FROM unobserved u, day LEFT JOIN received r USING (day) LEFT JOIN answered d USING (day))
      INSERT INTO open.daily (day, received, answered, answered_status, published_at)
      SELECT day, received, CASE WHEN NOT unknown THEN answered END, CASE WHEN unknown THEN 'x' ELSE '' END, now()
      FROM told WHERE day >= ${first}::date AND lately >= ${rules.duration} ORDER BY day RETURNING day`);
    return rows.length > 0 ? `published ${rows.length === 1 ? last : `${rows.length} days up to ${last}`}` : undefined;
  });
}

/** The day after which days have ended for this series. */
async function dayNow(tx: Airlock, timeZone: string): Promise<string> {
  const [demo] = await tx.execute<{ asOf: string }>(sql`SELECT value->>'asOf' AS "asOf" FROM private.setting WHERE key = 'demo'`);
  return demo?.asOf ?? DateTime.now().setZone(timeZone).minus({ hours: morning }).toISODate()!;
}

/**
 * From the day after the last one published (else the first with data, which the first release fixes: until then an import
 * may be half done) to the last that has ended and was not silent.
 */
async function unpublishedDays(tx: Airlock, timeZone: string, today: string): Promise<{ first: string; last: string } | undefined> {
  const [span] = await tx.execute<{ first: string | null; last: string | null }>(sql`
    SELECT coalesce((SELECT max(day) + 1 FROM open.daily), (SELECT first_day FROM open.city WHERE EXISTS (SELECT 1 FROM open.release)))::text AS first,
      least(${today}::date - 1, (SELECT (max(a.received_at) AT TIME ZONE ${timeZone})::date FROM private.appeal a WHERE ${uncounted}))::text AS last`);
  return span?.first && span.last && span.first <= span.last ? { first: span.first, last: span.last } : undefined;
}
