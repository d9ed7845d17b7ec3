import { sql } from "drizzle-orm";
import { type Connection, privateDb } from "#db/private.ts";

/** How many of the newest cases the words are counted in: a city's vocabulary of a year or more. */
const counted = 100_000;

/**
 * Counts anew in what share of the newest cases each word occurs. Words that no text has any more (erased with it) go; while it
 * runs, readers have the former counts.
 * @returns how many words there are
 */
export async function countWords(db: Connection = privateDb()): Promise<number> {
  return db.transaction(async (tx) => {
    const [mine] = await tx.execute<{ mine: boolean }>(sql`SELECT pg_try_advisory_xact_lock(hashtext('open-akimat words')) AS mine`);
    if (!mine!.mine) return 0; // another machine is at it
    await tx.execute(sql`WITH counted AS MATERIALIZED (
        SELECT word COLLATE "C" AS word, ndoc / (SELECT count(*) FROM (SELECT FROM private.appeal LIMIT ${sql.raw(`${counted}`)}) one)::real AS share
        FROM ts_stat('SELECT private.words_of(text) FROM private.appeal ORDER BY received_at DESC, id DESC LIMIT ${sql.raw(`${counted}`)}') WHERE word !~ '^[0-9]+$'
      ), gone AS (DELETE FROM private.word w WHERE NOT EXISTS (SELECT FROM counted c WHERE c.word = w.word))
      INSERT INTO private.word AS w (word, share) SELECT word, share FROM counted ON CONFLICT (word) DO UPDATE SET share = excluded.share WHERE w.share <> excluded.share`);
    const [row] = await tx.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM private.word`);
    return row!.n;
  });
}
