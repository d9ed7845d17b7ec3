import { type SQL, sql } from "drizzle-orm";
import { appeal, type Connection } from "#db/private.ts";
import { departmentOf } from "#lib/appeals/scope.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** Stands in a query of words where the mark of each month goes (db: private.case_words). */
const month = "\u0001";

/** A folded word as tsquery takes it. */
export const quoted = (word: string) => `'${word.replace(/['\\]/g, "$&$&")}'`;
/** A folded word as the index of cases has it. */
export const inCase = (word: string) => quoted(`${month}${word}`);

const holds = (query: string) => sql`private.case_words(${appeal.text}, ${appeal.receivedAt}, ${appeal.department}, ${appeal.closedAt}) @@ replace(${query}, ${month}, chr(m.month))::tsquery`;

/**
 * Cases of the month `m` with the words of a query (made of inCase) that meet another condition too. That one is kept from the indexes, which
 * know no months: each month would read them from end to end.
 */
export function withWords(actor: Actor, query: string, condition: SQL | undefined, open = false): SQL {
  const asked = open ? `(${query}) & ${inCase("@:open")}` : query, department = departmentOf(actor);
  const words = department ? sql`(${holds(`(${asked}) & ${inCase(`@${department}`)}`)} OR (${appeal.id} = ANY (m.shared) AND ${holds(asked)}))` : holds(asked);
  return condition ? sql`${words} AND (${condition}) IS TRUE` : words;
}

/** What comes first by month and then by moment comes first by moment; said so, a page that is full reads no older months. */
export const newestMonth = sql`m.month DESC`;

type Span = { since?: SQL; until?: SQL };

/** The months of a span in which cases came in, from the newest, as `m`; with the cases of each that an official's department only co-executes. */
function monthsOf(actor: Actor, first: number | null, last: number | null): SQL {
  const department = departmentOf(actor);
  const shared = department ? sql`LEFT JOIN (SELECT private.month_of(c.received_at) AS month, array_agg(c.id) AS shared FROM private.appeal c
    WHERE c.id = ANY (ARRAY(SELECT co.appeal FROM private.co_executor co WHERE co.department = ${department})) GROUP BY 1) s USING (month)` : sql``;
  return sql`(SELECT month${department ? sql`, shared` : sql``} FROM generate_series(${last}::int, ${first}::int, -1) AS g(month) ${shared} ORDER BY month DESC) m`;
}

/**
 * Reads cases by their words, joined with the months `m` that hold them. By the index of words alone: left to itself the planner may walk
 * the newest cases and compute the words of each, which takes a second when nothing matches.
 */
export function byMonths<Rows>(db: Connection, actor: Actor, { since, until }: Span, read: (tx: Connection, months: SQL) => Promise<Rows>): Promise<Rows> {
  return db.transaction(async (tx) => {
    const [span] = await tx.execute<{ first: number | null; last: number | null }>(sql`
      SELECT greatest(private.month_of(min(received_at)), private.month_of(${since ?? null}::timestamptz)) AS first, least(private.month_of(max(received_at)), private.month_of(${until ?? null}::timestamptz)) AS last,
        set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true), set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)
      FROM private.appeal`);
    return read(tx, monthsOf(actor, span!.first, span!.last));
  });
}
