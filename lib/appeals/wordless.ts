import { sql } from "drizzle-orm";
import type { Connection } from "#db/private.ts";

/** What came instead of words: pictures, recordings, a place, as the forms of messages, and the first words that followed. */
export type Wordless = { forms: string[]; text: string };

/** Of these cases, which a picture or a recording opened without a word, what was said in them all the same; a list shows it in place of a text. */
export async function wordlessOf(db: Connection, cases: readonly { id: number; text: string }[]): Promise<Map<number, Wordless>> {
  const ids = cases.filter((one) => one.text === "").map((one) => one.id);
  if (ids.length === 0) return new Map();
  const rows = await db.execute<{ appeal: number; forms: string[]; text: string | null }>(sql`
    SELECT m.appeal::int AS appeal, array_agg(DISTINCT m.form) FILTER (WHERE m.form <> 'text') AS forms, left((array_agg(m.text ORDER BY m.at, m.id) FILTER (WHERE m.text <> ''))[1], 160) AS text
    FROM private.message m WHERE m.appeal = ANY (string_to_array(${ids.join(",")}, ',')::bigint[]) AND m.outbox IS NULL GROUP BY m.appeal`);
  return new Map(rows.map(({ appeal, forms, text }) => [appeal, { forms: forms ?? [], text: text ?? "" }]));
}
