import { sql } from "drizzle-orm";
import { type Connection, privateDb } from "#db/private.ts";
import { officeEvent } from "#db/private/history.ts";

/** A place where a case's history is not what was written. */
export type BrokenLink = { appeal: number; number: string; seq: number; fault: "edited" | "missing" | "unlinked" | "tail" };

/**
 * Walks the hash chains of all cases (or one) inside the database and names each first broken link:
 * `edited` – a row's content no longer gives its hash; `missing` – a number is left out; `unlinked` – it doesn't follow
 * from the row before; `tail` – the case remembers a newer link than history has (or another one).
 */
export async function verifyChain(appealId: number | null = null, db: Connection = privateDb()): Promise<BrokenLink[]> {
  const rows = await db.execute<{ appeal: string; number: string; seq: number; fault: BrokenLink["fault"] }>(sql`
    WITH link AS (
      SELECT e.appeal, e.seq, e.hash, private.event_hash(e) AS computed, e.prev,
        lag(e.seq) OVER one AS seq_before, lag(e.hash) OVER one AS hash_before
      FROM private.event e WHERE ${appealId}::bigint IS NULL OR e.appeal = ${appealId}::bigint
      WINDOW one AS (PARTITION BY e.appeal ORDER BY e.seq)
    ), fault AS (
      SELECT appeal, seq, CASE
        WHEN seq <> coalesce(seq_before, 0) + 1 THEN 'missing'
        WHEN hash IS DISTINCT FROM computed THEN 'edited'
        WHEN prev IS DISTINCT FROM hash_before THEN 'unlinked' END AS fault
      FROM link
      UNION ALL
      SELECT a.id, a.history_seq, 'tail' FROM private.appeal a
        LEFT JOIN LATERAL (SELECT e.seq, e.hash FROM private.event e WHERE e.appeal = a.id ORDER BY e.seq DESC LIMIT 1) last ON true
      WHERE (${appealId}::bigint IS NULL OR a.id = ${appealId}::bigint)
        AND (a.history_seq <> coalesce(last.seq, 0) OR a.history_hash IS DISTINCT FROM last.hash)
    )
    SELECT DISTINCT ON (f.appeal) f.appeal::text, a.number, f.seq, f.fault
    FROM fault f JOIN private.appeal a ON a.id = f.appeal WHERE f.fault IS NOT NULL ORDER BY f.appeal, f.seq`);
  return rows.map((row) => ({ ...row, appeal: Number(row.appeal) }));
}

/** A change outside any case: an account, a calendar's day, a rule, a template. */
export type OfficeChange = { kind: string; subject: string; before?: unknown; after?: unknown; reason?: string | null };

/** Writes such a change into the office's chained history, in the caller's transaction: one without the other can't be. */
export async function recordOffice(tx: Connection, actor: { id: number } | null, change: OfficeChange): Promise<void> {
  await tx.insert(officeEvent).values({
    seq: 0, hash: Buffer.alloc(0), // both set by the chain's trigger
    actor: actor?.id ?? null, kind: change.kind, subject: change.subject, before: change.before ?? null, after: change.after ?? null, reason: change.reason?.trim() || null,
  });
}
