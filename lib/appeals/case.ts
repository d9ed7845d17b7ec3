import { and, eq, type SQL } from "drizzle-orm";
import type { Outcome, Status } from "#db/reference/codelists.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import { appeal, type Connection } from "#db/private.ts";
import { changesSince, Conflict } from "#lib/appeals/conflict.ts";
import { ownScope, scopeOf } from "#lib/appeals/scope.ts";
import type { Track } from "#lib/appeals/status.ts";
import { Refusal } from "#lib/errors.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** What a form was drawn from: the case's version and the newest event it showed. */
export type Seen = { version: number; seq: number };

/** A case's facts as commands judge them. */
export type Case = NonNullable<Awaited<ReturnType<typeof take>>>;

const readable = async (tx: Connection, actor: Actor, id: number): Promise<boolean> =>
  (await tx.select({ id: appeal.id }).from(appeal).where(and(eq(appeal.id, id), scopeOf(actor)))).length > 0;

/** The case, held until the transaction ends; undefined when the condition lets none through. */
async function take(tx: Connection, where: SQL | undefined) {
  const [row] = await tx.select({
    id: appeal.id, number: appeal.number, source: appeal.source, track: appeal.track, kind: appeal.kind, status: appeal.status, channel: appeal.channel, category: appeal.category,
    district: appeal.district, department: appeal.department, executor: appeal.executor, language: appeal.language, applicant: appeal.applicant,
    parent: appeal.parent, problem: appeal.problem, receivedAt: appeal.receivedAt, registeredAt: appeal.registeredAt, dueAt: appeal.dueAt, dueBasis: appeal.dueBasis,
    extendedAt: appeal.extendedAt, closedAt: appeal.closedAt, outcome: appeal.outcome, outcomeGround: appeal.outcomeGround,
    conformitySince: appeal.conformitySince, conformityUntil: appeal.conformityUntil, round: appeal.round, version: appeal.version, seq: appeal.historySeq,
  }).from(appeal).where(where).for("update");
  return row && { ...row, track: row.track as Track, status: row.status as Status, kind: row.kind as AppealKind | null, outcome: row.outcome as Outcome | null };
}

/**
 * Takes the case for this transaction as it is now: for acts on many cases at once, which judge each by itself.
 * @throws Refusal "notFound" outside the actor's scope, "forbidden" when his department only co-executes it
 */
export async function holdCase(tx: Connection, actor: Actor, id: number): Promise<Case> {
  const row = await take(tx, and(eq(appeal.id, id), ownScope(actor)));
  if (!row) throw new Refusal(await readable(tx, actor, id) ? "forbidden" : "notFound");
  return row;
}

/**
 * Takes the case for this transaction: whoever comes second waits here, and then is told what changed.
 * @throws Refusal "notFound" outside the actor's scope, "forbidden" when his department only co-executes it; Conflict when the case moved on since the form was drawn.
 */
export async function lockCase(tx: Connection, actor: Actor, id: number, seen: Seen): Promise<Case> {
  const row = await holdCase(tx, actor, id);
  if (row.version !== seen.version) throw new Conflict(await changesSince(tx, row.id, seen.seq), row);
  return row;
}

/** The same for the system itself, which acts by a rule that an official made; the case must exist. */
export const lockForSystem = async (tx: Connection, id: number): Promise<Case> => (await take(tx, eq(appeal.id, id)))!;
