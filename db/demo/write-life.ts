import type { TransactionSql } from "postgres";
import type { CityLife } from "#db/demo/generate/city-life.ts";
import type { Story } from "#db/demo/generate/story.ts";

/** Rows go in batches of JSON: set-based, and small enough for a modest machine. */
const batch = 2000;
async function inBatches<Row>(rows: Row[], write: (json: string) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += batch) await write(JSON.stringify(rows.slice(from, from + batch)));
}

const appealRow = ({ contact, facts, events }: Story) => ({
  id: contact.id, number: contact.number, source: "portal", source_id: `demo:${contact.number}`,
  track: facts.track, kind: facts.kind, status: facts.status, channel: contact.channel, category: contact.category, district: contact.district,
  department: facts.department, executor: facts.executor, language: contact.language, text: contact.text, applicant: contact.applicant?.id ?? null,
  parent: facts.parent, received_at: contact.receivedAt, registered_at: facts.registeredAt, due_at: facts.dueAt, due_basis: facts.dueBasis,
  extended_at: facts.extendedAt, closed_at: facts.closedAt, outcome: facts.outcome, outcome_ground: facts.outcomeGround, round: facts.round, version: events.length,
});

/**
 * Writes people, cases and their history. The chain of hashes is computed by the database's own function, the whole city
 * at once: the trigger would rewrite each case for each of its events. A test verifies every link.
 */
export async function writeLife(tx: TransactionSql, { stories, people }: CityLife, say: (progress: string) => void): Promise<void> {
  await inBatches(people, (json) => tx`INSERT INTO private.person (id, name, phone, address, created_at) OVERRIDING SYSTEM VALUE
    SELECT id, name, phone, address, '2024-09-02T04:00:00Z' FROM jsonb_populate_recordset(NULL::private.person, ${json}::text::jsonb)`);

  await tx`CREATE TEMP TABLE demo_event (appeal bigint, seq integer, at timestamptz, actor bigint, kind text, before jsonb, after jsonb, reason text, PRIMARY KEY (appeal, seq)) ON COMMIT DROP`;
  await inBatches(stories.flatMap((story) => story.events), (json) => tx`INSERT INTO demo_event
    SELECT appeal, seq, at, actor, kind, nullif(before, 'null'), nullif(after, 'null'), reason FROM jsonb_populate_recordset(NULL::demo_event, ${json}::text::jsonb)`);
  await tx`ANALYZE demo_event`;
  say("history");
  await tx`CREATE TEMP TABLE demo_link ON COMMIT DROP AS
    WITH RECURSIVE chain AS (
      SELECT e.appeal, e.seq, e.at, e.actor, e.kind, e.before, e.after, e.reason, NULL::bytea AS prev,
        private.event_hash(ROW(e.appeal, e.seq, e.at, e.actor, e.kind, e.before, e.after, e.reason, NULL, NULL)::private.event) AS hash
      FROM demo_event e WHERE e.seq = 1
      UNION ALL
      SELECT e.appeal, e.seq, e.at, e.actor, e.kind, e.before, e.after, e.reason, c.hash,
        private.event_hash(ROW(e.appeal, e.seq, e.at, e.actor, e.kind, e.before, e.after, e.reason, c.hash, NULL)::private.event)
      FROM chain c JOIN demo_event e ON e.appeal = c.appeal AND e.seq = c.seq + 1
    ) SELECT appeal, seq, at, actor, kind, before, after, reason, prev, hash FROM chain`;
  await tx`CREATE UNIQUE INDEX ON demo_link (appeal, seq)`;
  await tx`ANALYZE demo_link`;

  let written = 0;
  await inBatches(stories.map(appealRow), async (json) => {
    await tx`INSERT INTO private.appeal (id, number, source, source_id, track, kind, status, channel, category, district, department, executor, language, text, applicant,
        parent, received_at, registered_at, due_at, due_basis, extended_at, closed_at, outcome, outcome_ground, round, version, history_seq, history_hash)
      OVERRIDING SYSTEM VALUE
      SELECT a.id, a.number, a.source, a.source_id, a.track, a.kind, a.status, a.channel, a.category, a.district, a.department, a.executor, a.language, a.text, a.applicant,
        a.parent, a.received_at, a.registered_at, a.due_at, a.due_basis, a.extended_at, a.closed_at, a.outcome, a.outcome_ground, a.round, a.version, l.seq, l.hash
      FROM jsonb_populate_recordset(NULL::private.appeal, ${json}::text::jsonb) a JOIN demo_link l ON l.appeal = a.id AND l.seq = a.version`;
    say(`${Math.min(written += batch, stories.length)} / ${stories.length}`);
  });
  await tx`ALTER TABLE private.event DISABLE TRIGGER event_chain`;
  await tx`INSERT INTO private.event (appeal, seq, at, actor, kind, before, after, reason, prev, hash)
    SELECT appeal, seq, at, actor, kind, before, after, reason, prev, hash FROM demo_link ORDER BY appeal, seq`;
  await tx`ALTER TABLE private.event ENABLE TRIGGER event_chain`;

  await inBatches(stories.flatMap((story) => story.answers), (json) => tx`INSERT INTO private.answer
      (id, appeal, round, text, language, outcome, written_by, written_at, signed_by, signed_at) OVERRIDING SYSTEM VALUE
    SELECT id, appeal, round, text, language, outcome, written_by, written_at, signed_by, signed_at FROM jsonb_populate_recordset(NULL::private.answer, ${json}::text::jsonb)`);
  await inBatches(stories.flatMap((story) => story.rounds), (json) => tx`INSERT INTO private.past_round (appeal, round, due_at, due_basis, closed_at, outcome, reopened_at)
    SELECT appeal, round, due_at, due_basis, closed_at, outcome, reopened_at FROM jsonb_populate_recordset(NULL::private.past_round, ${json}::text::jsonb)`);
  await inBatches(stories.flatMap((story) => story.proposals), (json) => tx`INSERT INTO private.proposal
      (id, appeal, act, detail, reason, proposed_by, proposed_at, decided_by, decided_at, accepted) OVERRIDING SYSTEM VALUE
    SELECT id, appeal, act, detail, reason, proposed_by, proposed_at, decided_by, decided_at, accepted FROM jsonb_populate_recordset(NULL::private.proposal, ${json}::text::jsonb)`);
  // New cases are numbered on from here (lib/intake/case-number.ts).
  await tx`INSERT INTO private.setting (key, value) SELECT 'case-number ' || split_part(number, '-', 1), to_jsonb(max(split_part(number, '-', 2)::bigint))
    FROM private.appeal GROUP BY split_part(number, '-', 1)`;
  for (const table of ["person", "appeal", "answer", "proposal"]) {
    await tx.unsafe(`SELECT setval(pg_get_serial_sequence('private.${table}', 'id'), coalesce((SELECT max(id) FROM private.${table}), 1))`);
  }
  // What is written after this reads it: a planner that still takes the tables for empty reads a case's events and answers from end to end.
  await tx`ANALYZE private.person, private.appeal, private.event, private.answer`;
}

