import { type SQL, sql } from "drizzle-orm";
import { appeal, type Connection } from "#db/private.ts";
import { departmentOf } from "#lib/appeals/scope.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** Stands in a query of words where the mark of each month goes (db: private.case_words). */
const mark = "\u0001";

/** A folded word as tsquery takes it. */
export const quoted = (word: string) => `'${word.replace(/['\\]/g, "$&$&")}'`;
/** A folded word as the index of cases has it. */
export const inCase = (word: string) => quoted(`${mark}${word}`);

/** Words that cases are looked up by. */
export type Asked = {
  /** A tsquery whose words are made by inCase. */
  words: string;
  /** Open cases only. */
  open?: boolean;
  /** Months before and after these moments aren't looked through. */
  since?: SQL; until?: SQL;
  /**
   * What else is asked of the cases. It is kept from the indexes, which know no months: each month would read them from end to end.
   * The actor's scope belongs in it.
   */
  where: SQL | undefined;
};

/** What to join cases with as `m`, which of them are meant then, and what goes first in an order from the newest, so that a full page reads no older months. */
export type Months = { months: SQL; where: SQL; newest: SQL };

/**
 * Reads cases by words, month by month from the newest. By the index of words alone: left to itself the planner may walk the newest cases and
 * compute the words of each, which takes a second when nothing matches.
 */
export function byMonths<Rows>(db: Connection, actor: Actor, asked: Asked, read: (tx: Connection, found: Months) => Promise<Rows>): Promise<Rows> {
  return db.transaction(async (tx) => {
    const [span] = await tx.execute<{ first: number | null; last: number | null }>(sql`
      SELECT greatest(private.month_of(min(received_at)), private.month_of(${asked.since ?? null}::timestamptz)) AS first, least(private.month_of(max(received_at)), private.month_of(${asked.until ?? null}::timestamptz)) AS last,
        set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true), set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)
      FROM private.appeal`);
    const months = sql`generate_series(${span!.last}::int, ${span!.first}::int, -1) AS g(month)`;
    const department = departmentOf(actor), words = asked.open ? `(${asked.words}) & ${inCase("@:open")}` : asked.words;
    const found = department ? ofDepartment(months, department, words) : { months: sql`(SELECT month FROM ${months} ORDER BY month DESC) m`, which: has(sql`appeal`, words) };
    return read(tx, { months: found.months, where: asked.where ? sql`${found.which} AND (${asked.where}) IS TRUE` : found.which, newest: sql`m.month DESC` });
  });
}

const has = (table: SQL, words: string) => sql`private.case_words(${table}.text, ${table}.received_at, ${table}.department, ${table}.closed_at) @@ replace(${words}, ${mark}, chr(m.month))::tsquery`;

/**
 * A department's own cases and those it co-executes. Each kind has a condition of its own that the index answers whole: with both in
 * one OR the words of every case found would be computed again.
 */
function ofDepartment(months: SQL, department: string, words: string): { months: SQL; which: SQL } {
  const shared = sql`SELECT private.month_of(c.received_at) AS month, array_agg(c.id) AS ids FROM private.appeal c
    WHERE c.id = ANY (ARRAY(SELECT co.appeal FROM private.co_executor co WHERE co.department = ${department})) GROUP BY 1`;
  const found = sql`SELECT x.id FROM private.appeal x WHERE ${has(sql`x`, `(${words}) & ${inCase(`@${department}`)}`)}
    UNION ALL SELECT x.id FROM private.appeal x WHERE x.id = ANY (m.shared) AND ${has(sql`x`, words)}`;
  return {
    months: sql`(SELECT month, s.ids AS shared FROM ${months} LEFT JOIN (${shared}) s USING (month) ORDER BY month DESC) m CROSS JOIN LATERAL (SELECT ARRAY(${found}) AS ids OFFSET 0) f`,
    which: sql`${appeal.id} = ANY (f.ids)`,
  };
}
