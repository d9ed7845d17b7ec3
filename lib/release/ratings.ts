import { sql } from "drizzle-orm";
import * as open from "#db/open.ts";
import { protectRatings, type RatingPart } from "#lib/disclosure/ratings.ts";
import type { Airlock } from "#lib/release/airlock.ts";
import { isUnobserved } from "#lib/release/freeze.ts";
import type { Context } from "#lib/release/quarter-release.ts";
import { freezeDay } from "#lib/stats/cadence.ts";

/**
 * Publishes T7 of a quarter with its outcomes: of the appeals that came in it and were frozen, each applicant's last word before
 * they froze. Published once; what a correction adds later says nothing here (docs/decisions/0024-own-words.md).
 */
export async function publishRatings(tx: Airlock, quarter: string, months: readonly string[], { release, asOf, timeZone, rules }: Context): Promise<void> {
  const frozenOn = freezeDay(quarter, asOf);
  const rows = await tx.execute<{ answer: RatingPart; n: number }>(sql`
    SELECT last.answer, count(*)::int AS n FROM (
      SELECT DISTINCT ON (r.appeal) r.appeal, r.answer
      FROM private.rating r JOIN private.frozen f ON f.appeal = r.appeal
      WHERE f.month = ANY (SELECT (m || '-01')::date FROM jsonb_array_elements_text(${JSON.stringify(months)}::jsonb) m)
        AND r.at < (${frozenOn}::date::timestamp AT TIME ZONE ${timeZone})
      ORDER BY r.appeal, r.round DESC, r.at DESC, r.id DESC) last
    GROUP BY last.answer`);
  const n = { yes: 0, partly: 0, no: 0 };
  for (const row of rows) n[row.answer] = row.n;
  // A source that nobody observed to the end couldn't be asked, either.
  const known = !(await isUnobserved(tx, [...months], frozenOn, timeZone));
  const shown = known ? protectRatings(n, rules) : { answered: null, yes: null, partly: null, no: null };
  const status = (value: number | null) => (value !== null ? "" : known ? "c" : "x");
  await tx.insert(open.ratingCount).values({ quarter, release, ...shown, answeredStatus: status(shown.answered), splitStatus: status(shown.yes) });
}
