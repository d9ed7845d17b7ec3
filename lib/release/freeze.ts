import { sql } from "drizzle-orm";
import type { Airlock } from "#lib/release/airlock.ts";
import { type Hierarchies, publishedCodes } from "#lib/release/hierarchy.ts";

/** Not counted at all: no contact, the same person's second one, or the part of a counted one that was redirected (art. 65). */
export const uncounted = sql`a.status NOT IN ('spam', 'merged') AND (a.parent IS NULL OR a.status <> 'redirected')`;

/** First instant of a month in the city, and of the next. */
const within = (month: string, timeZone: string) => sql`
  a.received_at >= (${`${month}-01`}::date::timestamp AT TIME ZONE ${timeZone})
  AND a.received_at < ((${`${month}-01`}::date + interval '1 month')::timestamp AT TIME ZONE ${timeZone})`;

/** Freezes which cases a month counts, and as what (disclosure.md, Who is counted). Cases frozen before stay as they are. */
export async function freezeCounts(tx: Airlock, month: string, release: string, hierarchies: Hierarchies, timeZone: string): Promise<void> {
  const year = month.slice(0, 4);
  await tx.execute(sql`
    INSERT INTO private.frozen (appeal, month, category, district, channel, counts_release)
    SELECT a.id, ${`${month}-01`}::date, coalesce(c.published, 'unknown'), coalesce(d.published, 'unknown'), a.channel, ${release}
    FROM private.appeal a
    LEFT JOIN jsonb_to_recordset(${JSON.stringify(publishedCodes(hierarchies.category, year))}::jsonb) AS c(code text, published text) ON c.code = a.category
    LEFT JOIN jsonb_to_recordset(${JSON.stringify(publishedCodes(hierarchies.district, year))}::jsonb) AS d(code text, published text) ON d.code = a.district
    WHERE ${within(month, timeZone)} AND ${uncounted}
      AND NOT EXISTS (SELECT 1 FROM private.frozen f WHERE f.appeal = a.id)`);
}

/** How many cases of each published month came after it was frozen. */
export async function lateRows(tx: Airlock, months: string[], timeZone: string): Promise<Map<string, number>> {
  const found = await tx.execute<{ month: string; n: number }>(sql`
    SELECT to_char(a.received_at AT TIME ZONE ${timeZone}, 'YYYY-MM') AS month, count(*)::int AS n
    FROM private.appeal a
    WHERE ${uncounted} AND NOT EXISTS (SELECT 1 FROM private.frozen f WHERE f.appeal = a.id)
    GROUP BY 1`);
  return new Map(found.filter((row) => months.includes(row.month)).map((row) => [row.month, row.n]));
}

/**
 * Freezes how the cases of some months had come out at the first instant of the as-of day: by the first round, in working days of the
 * city's calendar. What was closed later was open then. Rows with an outcome keep it.
 */
export async function freezeOutcomes(tx: Airlock, months: string[], asOf: string, release: string, timeZone: string): Promise<void> {
  const first = `${months[0]}-01`;
  await tx.execute(sql`
    WITH at AS (SELECT (${asOf}::date::timestamp AT TIME ZONE ${timeZone}) AS moment),
    day AS MATERIALIZED (
      SELECT d::date AS day, count(*) FILTER (WHERE coalesce(c.working, extract(isodow FROM d) < 6)) OVER (ORDER BY d) AS elapsed
      FROM generate_series(${first}::date, ${asOf}::date, interval '1 day') d LEFT JOIN private.calendar_day c ON c.day = d::date),
    first_round AS (
      SELECT f.appeal, a.status, a.received_at, CASE WHEN p.appeal IS NULL THEN a.due_at ELSE p.due_at END AS due_at,
        CASE WHEN p.appeal IS NULL THEN a.closed_at ELSE p.closed_at END AS closed_at,
        CASE WHEN p.appeal IS NULL THEN a.outcome ELSE p.outcome END AS outcome,
        p.appeal IS NULL AND a.status IN ('redirected', 'withdrawn', 'returned', 'terminated') AS ended_outside,
        coalesce(p.reopened_at < at.moment, false) AS reopened, at.moment
      FROM at, private.frozen f JOIN private.appeal a ON a.id = f.appeal
      LEFT JOIN private.past_round p ON p.appeal = a.id AND p.round = 1
      WHERE f.month = ANY (SELECT (m || '-01')::date FROM jsonb_array_elements_text(${JSON.stringify(months)}::jsonb) m) AND f.outcomes_release IS NULL),
    judged AS (
      SELECT r.appeal, r.reopened, coalesce(r.closed_at < r.moment, false) AS closed, r.outcome,
        CASE WHEN r.ended_outside AND coalesce(r.closed_at < r.moment, true) THEN 'outside'
          WHEN r.closed_at < r.moment THEN CASE WHEN r.due_at IS NULL THEN 'closed_undue' WHEN r.closed_at <= r.due_at THEN 'on_time' ELSE 'late' END
          WHEN r.due_at IS NULL THEN 'open_undue' ELSE 'open_due' END AS result,
        CASE WHEN r.closed_at < r.moment THEN greatest(ended.elapsed - begun.elapsed, 0)::int END AS working_days
      FROM first_round r
      LEFT JOIN day begun ON begun.day = (r.received_at AT TIME ZONE ${timeZone})::date
      LEFT JOIN day ended ON ended.day = (r.closed_at AT TIME ZONE ${timeZone})::date)
    UPDATE private.frozen f SET result = j.result, working_days = j.working_days, reopened = j.reopened,
      outcome = CASE WHEN j.closed THEN j.outcome END, outcomes_release = ${release}
    FROM judged j WHERE j.appeal = f.appeal`);
}

/** Whether some of the months' cases come from a source that was not observed up to the freeze: their outcomes are not available. */
export async function isUnobserved(tx: Airlock, months: string[], asOf: string, timeZone: string): Promise<boolean> {
  const [found] = await tx.execute<{ unobserved: boolean }>(sql`
    SELECT EXISTS (SELECT 1 FROM private.frozen f JOIN private.appeal a ON a.id = f.appeal JOIN private.source s ON s.code = a.source
      WHERE f.month = ANY (SELECT (m || '-01')::date FROM jsonb_array_elements_text(${JSON.stringify(months)}::jsonb) m)
        AND s.observed_until < (${asOf}::date::timestamp AT TIME ZONE ${timeZone})) AS unobserved`);
  return found!.unobserved;
}
