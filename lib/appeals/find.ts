import { and, type SQL, sql } from "drizzle-orm";
import { appeal, type Connection } from "#db/private.ts";
import { inCase } from "#lib/appeals/case-words.ts";
import { otherLayout } from "#lib/appeals/keyboard.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** How a search is answered: by a condition, or by queries of words one after another, the surest first; a later one leaves out what the former found. */
export type Found = { by: "number"; where: SQL } | { by: "text"; queries: (() => Promise<string>)[] } | { by: "nothing" };

/** Text as a LIKE pattern's literal part. */
const literal = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** A typed word as tsquery finds it: two letters off the end of a long one, which kk and ru endings change; digits as they are. */
const ending = (word: string) => (/^\d+$/.test(word) || word.length < 3 ? inCase(word) : `${inCase(word.slice(0, Math.max(5, word.length - 2)))}:*`);

/** Words of a text as they are compared (db: private.fold), at most eight, without single letters. */
export async function foldedWords(db: Connection, text: string): Promise<string[]> {
  const rows = await db.execute<{ word: string }>(sql`SELECT lexeme AS word FROM unnest(private.words_of(${text})) WHERE length(lexeme) > 1 OR lexeme ~ '[0-9]' ORDER BY positions[1] LIMIT 8`);
  return rows.map((row) => row.word);
}

/** Each word or one that people write much like it, as private.word knows them. */
async function nearly(db: Connection, words: string[]): Promise<string> {
  const rows = await db.execute<{ typed: string; word: string }>(sql`
    SELECT t.word AS typed, w.word FROM string_to_table(${words.join(" ")}, ' ') t(word)
    CROSS JOIN LATERAL (SELECT w.word FROM private.word w WHERE w.word % t.word AND similarity(w.word, t.word) >= 0.4 ORDER BY similarity(w.word, t.word) DESC, w.share DESC LIMIT 8) w
    WHERE t.word !~ '[0-9]'`);
  return words.map((word) => `(${[ending(word), ...rows.filter((row) => row.typed === word).map((row) => inCase(row.word))].join(" | ")})`).join(" & ");
}

/** The numbers somebody may mean: their beginning, or the count alone ("777" is 2026-000777, 2025-000777 …). */
function numbered(query: string): SQL {
  const starts = sql`(${appeal.number} LIKE ${`${literal(query)}%`} OR ${appeal.number} LIKE ${`${literal(query.toUpperCase())}%`})`;
  if (!/^\d{1,6}$/.test(query)) return starts;
  const years = Array.from({ length: 20 }, (_, back) => new Date().getUTCFullYear() + 1 - back);
  return sql`(${starts} OR ${appeal.number} = ANY (string_to_array(${years.map((year) => `${year}-${query.padStart(6, "0")}`).join(" ")}, ' ')))`;
}

/**
 * Reads the list's search box: a case's number or its beginning, else words of the text in any order – first those that hold
 * every word (in whatever letters and endings), then what was meant in the other keyboard layout, then words much alike.
 * People are searched elsewhere (applicant-search.ts): that is a look.
 */
export async function findBy(db: Connection, actor: Actor, typed: string): Promise<Found | null> {
  const query = typed.normalize("NFKC").trim();
  if (query === "") return null;
  if (/\d/.test(query) && !/\s/.test(query)) {
    // A hit outside the official's scope is none: not even how it was found may tell that it exists.
    const where = numbered(query);
    const hits = await db.select({ id: appeal.id }).from(appeal).where(and(scopeOf(actor), where)).limit(1);
    if (hits.length > 0) return { by: "number", where };
  }
  const readings = await Promise.all([query, ...otherLayout(query)].map((reading) => foldedWords(db, reading)));
  const meant = [...new Map(readings.filter((words) => words.length > 0).map((words) => [words.join(" "), words])).values()];
  if (meant.length === 0) return { by: "nothing" };
  const exact = meant.map((words) => `(${words.map(ending).join(" & ")})`);
  return {
    by: "text", queries: [
      ...exact.map((one, i) => async () => (i === 0 ? one : `${one} & !(${exact.slice(0, i).join(" | ")})`)),
      async () => `(${(await Promise.all(meant.map((words) => nearly(db, words)))).map((one) => `(${one})`).join(" | ")}) & !(${exact.join(" | ")})`,
    ],
  };
}
