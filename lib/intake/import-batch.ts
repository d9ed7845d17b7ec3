import { hash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import type { Sql, TransactionSql } from "postgres";
import type { ImportedCase } from "#lib/intake/imported-case.ts";

export type BatchResult = { inserted: number; present: number; differing: number };
export type ImportTarget = { source: string; run: number; track: "signal" | "appeal"; dueBasis: string };

/** What a batch stages, in the order of its COPY. */
const columns = ["source_id", "digest", "status", "kind", "language", "channel", "category", "district", "department", "text",
  "name", "phone", "address", "received_at", "registered_at", "due_at", "closed_at", "outcome"] as const;

/** A row ready to be staged: its id, what it says in short, and its line of COPY. */
export type StagedRow = { sourceId: string; digest: string; line: string };

const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const field = (value: string | null) => value === null ? "\\N" : /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, (letter) => escapes[letter]!) : value;
const moment = (at: number | null) => at === null ? "\\N" : new Date(at).toISOString();

/** The digest tells at a second import whether a row still says what was imported. */
export function stageRow(row: ImportedCase): StagedRow {
  const facts = [
    row.status, field(row.kind), row.language, row.channel, field(row.category), field(row.district), field(row.department), field(row.text),
    field(row.name), field(row.phone), field(row.address), moment(row.receivedAt), moment(row.registeredAt), moment(row.dueAt), moment(row.closedAt), field(row.outcome),
  ].join("\t");
  const digest = hash("sha256", facts, "base64url").slice(0, 22);
  return { sourceId: row.sourceId, digest, line: `${field(row.sourceId)}\t${digest}\t${facts}\n` };
}

/**
 * Writes rows of one source in one transaction: cases with their applicants and the first link of their history. What
 * is there already stays as it is. Several may be written at once; source ids must differ within and between them.
 */
export async function writeBatch(db: Sql, target: ImportTarget, rows: StagedRow[]): Promise<BatchResult> {
  if (rows.length === 0) return { inserted: 0, present: 0, differing: 0 };
  return await db.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock_shared(hashtext('open-akimat import batch'), hashtext(${target.source}))`;
    await stage(tx, rows);
    const [known] = await tx<{ present: number; differing: number }[]>`
      WITH known AS (
        DELETE FROM import_row s USING private.appeal a
        WHERE a.source = ${target.source} AND a.source_id = s.source_id
        RETURNING (SELECT e.after ->> 'digest' FROM private.event e WHERE e.appeal = a.id AND e.seq = 1) = s.digest AS same)
      SELECT count(*) FILTER (WHERE same)::int AS present, count(*) FILTER (WHERE same IS NOT TRUE)::int AS differing FROM known`;
    const inserted = rows.length - known!.present - known!.differing;
    if (inserted > 0) {
      if (rows.some(hasApplicant)) await addApplicants(tx);
      await addCases(tx, target);
    }
    return { inserted, ...known! };
  }) as BatchResult;
}

const hasApplicant = ({ line }: StagedRow) => !/^(?:[^\t]*\t){10}\\N\t\\N\t\\N\t/.test(line);

async function stage(tx: TransactionSql, rows: StagedRow[]): Promise<void> {
  await tx.unsafe(`CREATE TEMP TABLE IF NOT EXISTS import_row (
      source_id text NOT NULL, digest text NOT NULL, status text, kind text, language text, channel text, category text, district text,
      department text, text text, name text, phone text, address text, received_at timestamptz, registered_at timestamptz,
      due_at timestamptz, closed_at timestamptz, outcome text,
      id bigint DEFAULT nextval(pg_get_serial_sequence('private.appeal', 'id')), applicant bigint
    ) ON COMMIT DELETE ROWS`);
  const copy = await tx.unsafe(`COPY import_row (${columns.join(", ")}) FROM STDIN`).writable();
  await pipeline(Readable.from(chunks(rows)), copy);
}

/** Lines in pieces of some 100 kB: one write a line costs more than the database does. */
function* chunks(rows: StagedRow[]): Generator<Buffer> {
  for (let i = 0; i < rows.length; i += 500) yield Buffer.from(rows.slice(i, i + 500).map((row) => row.line).join(""));
}

/** One import a source at a time; a batch that a killed import left with the server is waited for. */
export async function holdSource(db: Sql, source: string): Promise<{ release(): Promise<void> }> {
  const session = await db.reserve();
  const [held] = await session<{ mine: boolean }[]>`SELECT pg_try_advisory_lock(hashtext('open-akimat import'), hashtext(${source})) AS mine`;
  if (!held!.mine) {
    session.release();
    throw new Error(`Another import of the source '${source}' is running; wait for its end.`);
  }
  await session`SELECT pg_advisory_lock(hashtext('open-akimat import batch'), hashtext(${source})), pg_advisory_unlock(hashtext('open-akimat import batch'), hashtext(${source}))`;
  return {
    async release() {
      await session`SELECT pg_advisory_unlock(hashtext('open-akimat import'), hashtext(${source}))`;
      session.release();
    },
  };
}

/** Somebody known by the same phone and name is the same person; without a phone everybody is somebody new. */
async function addApplicants(tx: TransactionSql): Promise<void> {
  await tx`SELECT pg_advisory_xact_lock(hashtext('open-akimat import applicants'))`; // or two batches make one person twice
  await tx.unsafe(`UPDATE import_row s SET applicant = p.id FROM private.person p
    WHERE s.phone IS NOT NULL AND p.phone = s.phone AND p.name IS NOT DISTINCT FROM s.name AND p.address IS NOT DISTINCT FROM s.address
      AND NOT EXISTS (SELECT 1 FROM private.person q WHERE q.phone = p.phone AND q.name IS NOT DISTINCT FROM p.name AND q.address IS NOT DISTINCT FROM p.address AND q.id < p.id)`);
  await tx.unsafe(`WITH fresh AS (
      SELECT nextval(pg_get_serial_sequence('private.person', 'id')) AS id, array_agg(s.id) AS cases, s.name, s.phone, s.address
      FROM import_row s WHERE s.applicant IS NULL AND coalesce(s.name, s.phone, s.address) IS NOT NULL
      GROUP BY s.name, s.phone, s.address, CASE WHEN s.phone IS NULL THEN s.id END
    ), written AS (
      INSERT INTO private.person (id, name, phone, address) OVERRIDING SYSTEM VALUE SELECT id, name, phone, address FROM fresh)
    UPDATE import_row s SET applicant = f.id FROM fresh f WHERE s.id = ANY (f.cases)`);
}

/**
 * Cases and their first event together. The case is born pointing at that event (history_seq, history_hash), so the
 * trigger event_chain has only to check it: chaining by UPDATE would write every index of a case a second time.
 */
async function addCases(tx: TransactionSql, { source, run, track, dueBasis }: ImportTarget): Promise<void> {
  const after = tx`jsonb_build_object('status', status, 'source', ${source}::text, 'digest', digest)`;
  await tx`INSERT INTO private.appeal (id, number, source, source_id, import_run, track, kind, status, channel, category, district, department,
      language, text, applicant, received_at, registered_at, due_at, due_basis, closed_at, outcome, history_seq, history_hash)
    OVERRIDING SYSTEM VALUE
    SELECT id, ${source}::text || '/' || source_id, ${source}::text, source_id, ${run}::bigint, ${track}::text, kind, status, channel, category, district,
      department, language, text, applicant, received_at, registered_at, due_at, CASE WHEN due_at IS NOT NULL THEN ${dueBasis}::text END,
      closed_at, outcome, 1, private.event_hash(ROW(id, 1, now(), NULL, 'imported', NULL, ${after}, NULL, NULL, '')::private.event)
    FROM import_row`;
  await tx`INSERT INTO private.event (appeal, seq, at, kind, after, hash)
    SELECT id, 1, now(), 'imported', ${after}, '' FROM import_row`;
}
