import { sql } from "drizzle-orm";
import { airlockDb } from "#db/airlock.ts";
import { releaseDays } from "#lib/stats/cadence.ts";
import { cityDay } from "#lib/release/refusal.ts";
import { releaseSettings } from "#lib/release/settings.ts";

/**
 * The days on which a release was due and none has been made since, oldest first.
 * @param today the city's own day unless told; a demonstration lives on its own clock and stays there
 */
export async function dueReleases(today?: string): Promise<string[]> {
  const db = airlockDb();
  const { city } = await releaseSettings(db);
  const [demo] = await db.execute<{ asOf: string }>(sql`SELECT value->>'asOf' AS "asOf" FROM private.setting WHERE key = 'demo'`);
  const until = today ?? demo?.asOf ?? cityDay(city.timeZone);
  const [row] = await db.execute<{ first: string | null; last: string | null; silent: string | null }>(sql`
    SELECT coalesce((SELECT first_day::text FROM open.city WHERE EXISTS (SELECT 1 FROM open.release)),
        (SELECT (min(received_at AT TIME ZONE ${city.timeZone})::date)::text FROM private.appeal WHERE status NOT IN ('spam', 'merged'))) AS first,
      (SELECT max(as_of)::text FROM open.release WHERE NOT correction) AS last,
      -- Four months after the newest case its quarter's outcomes are out as well: a source that ended is due nothing more.
      (SELECT (date_trunc('month', max(received_at AT TIME ZONE ${city.timeZone})) + interval '4 months 5 days')::date::text
        FROM private.appeal WHERE status NOT IN ('spam', 'merged')) AS silent`);
  if (!row?.first) return [];
  return releaseDays(row.first, row.silent !== null && row.silent < until ? row.silent : until).filter((day) => row.last === null || day > row.last);
}
