import { sql } from "drizzle-orm";
import type { Connection } from "#db/private.ts";

/** What an applicant has said that nobody has acted upon: a message, or whether the answer solved it. */
export type NewWord = "message" | "yes" | "partly" | "no";

/** Of these cases those whose applicant had the last word; the first message isn't one: it is the case. */
export async function newWords(db: Connection, ids: readonly number[]): Promise<Map<number, NewWord>> {
  if (ids.length === 0) return new Map();
  const rows = await db.execute<{ appeal: number; word: NewWord }>(sql`
    SELECT e.appeal::int AS appeal, CASE e.kind WHEN 'rating' THEN e.after ->> 'rating' ELSE 'message' END AS word
    FROM unnest(string_to_array(${ids.join(",")}, ',')::bigint[]) AS one(id)
      JOIN LATERAL (SELECT * FROM private.event e WHERE e.appeal = one.id AND e.kind IN ('message', 'rating') ORDER BY e.seq DESC LIMIT 1) e ON true
    WHERE NOT EXISTS (SELECT FROM private.event later WHERE later.appeal = e.appeal AND later.seq > e.seq AND later.actor IS NOT NULL)`);
  return new Map(rows.map(({ appeal, word }) => [appeal, word]));
}
