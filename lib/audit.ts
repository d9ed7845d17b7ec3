import { sql } from "drizzle-orm";
import { type Connection, privateDb } from "#db/private.ts";
import { officeEvent } from "#db/private/history.ts";

type Fault = "edited" | "missing" | "unlinked" | "tail";
/** A place where a case's history is not what was written. */
export type BrokenLink = { appeal: number; number: string; seq: number; fault: Fault };

/**
 * Walks the hash chains of some cases inside the database and names each first broken link:
 * `edited` – a row's content no longer gives its hash; `missing` – a number is left out; `unlinked` – it doesn't follow
 * from the row before; `tail` – the case remembers a newer link than history has (or another one).
 */
async function brokenAmong(db: Connection, from: number, to: number): Promise<BrokenLink[]> {
  const rows = await db.execute<{ appeal: string; number: string; seq: number; fault: Fault }>(sql`
    WITH link AS (
      SELECT e.appeal, e.seq, e.hash, private.event_hash(e) AS computed, e.prev,
        lag(e.seq) OVER one AS seq_before, lag(e.hash) OVER one AS hash_before
      FROM private.event e WHERE e.appeal BETWEEN ${from}::bigint AND ${to}::bigint
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
      WHERE a.id BETWEEN ${from}::bigint AND ${to}::bigint
        AND (a.history_seq <> coalesce(last.seq, 0) OR a.history_hash IS DISTINCT FROM last.hash)
    )
    SELECT DISTINCT ON (f.appeal) f.appeal::text, a.number, f.seq, f.fault
    FROM fault f JOIN private.appeal a ON a.id = f.appeal WHERE f.fault IS NOT NULL ORDER BY f.appeal, f.seq`);
  return rows.map((row) => ({ ...row, appeal: Number(row.appeal) }));
}

/** Cases a step: long enough to be quick, short enough to tell how far it is. */
const stride = 20_000;

/** The first broken link of each case, of one or of all; `onProgress` is told how many of the cases' numbers are walked. */
export async function verifyChain(appealId: number | null = null, db: Connection = privateDb(), onProgress: (walked: number, of: number) => void = () => {}): Promise<BrokenLink[]> {
  if (appealId !== null) return brokenAmong(db, appealId, appealId);
  const [newest] = await db.execute<{ id: string | null }>(sql`SELECT max(id) AS id FROM private.appeal`);
  const last = Number(newest?.id ?? 0);
  const broken: BrokenLink[] = [];
  for (let from = 1; from <= last; from += stride) {
    broken.push(...await brokenAmong(db, from, from + stride - 1));
    onProgress(Math.min(from + stride - 1, last), last);
  }
  return broken;
}

/** The first broken link of the office's own history (accounts, calendar, rules …), or null when it is whole. */
export async function verifyOfficeChain(db: Connection = privateDb()): Promise<{ seq: number; fault: Fault } | null> {
  const [broken] = await db.execute<{ seq: string; fault: Fault }>(sql`
    WITH link AS (
      SELECT e.seq, e.hash, private.office_event_hash(e) AS computed, e.prev, lag(e.seq) OVER w AS seq_before, lag(e.hash) OVER w AS hash_before
      FROM private.office_event e WINDOW w AS (ORDER BY e.seq)
    ), fault AS (
      SELECT seq, CASE
        WHEN seq <> coalesce(seq_before, 0) + 1 THEN 'missing'
        WHEN hash IS DISTINCT FROM computed THEN 'edited'
        WHEN prev IS DISTINCT FROM hash_before THEN 'unlinked' END AS fault
      FROM link
      UNION ALL
      SELECT h.seq, 'tail' FROM private.office_event_head h LEFT JOIN LATERAL (SELECT e.seq, e.hash FROM private.office_event e ORDER BY e.seq DESC LIMIT 1) last ON true
      WHERE h.seq <> coalesce(last.seq, 0) OR h.hash IS DISTINCT FROM last.hash
    )
    SELECT seq::text, fault FROM fault WHERE fault IS NOT NULL ORDER BY seq LIMIT 1`);
  return broken ? { seq: Number(broken.seq), fault: broken.fault } : null;
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
