import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Outcome, Status } from "#db/reference/codelists.ts";
import { answer, appeal, pastRound, privateDb, proposal, staff } from "#db/private.ts";
import { changesSince } from "#lib/appeals/conflict.ts";
import type { ActDetail } from "#lib/appeals/propose.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import type { Act, Track } from "#lib/appeals/status.ts";
import { workOf } from "#lib/appeals/work.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type CaseView = Awaited<ReturnType<typeof viewCase>>;

/**
 * Everything about a case that an official sees without asking for the applicant: facts, answers, the open proposal,
 * rounds, history. Whether there is an applicant is told; who he is is not (applicant.ts).
 * @throws Refusal "notFound" outside the actor's scope.
 */
export async function viewCase(actor: Actor, id: number) {
  demand(actor, "case.read");
  const db = privateDb();
  const [row] = await db.select({
    id: appeal.id, number: appeal.number, source: appeal.source, track: appeal.track, kind: appeal.kind, status: appeal.status, channel: appeal.channel, category: appeal.category,
    district: appeal.district, department: appeal.department, executor: appeal.executor, executorName: staff.name, language: appeal.language, text: appeal.text,
    applicant: appeal.applicant, parent: appeal.parent, parentNumber: sql<string | null>`(SELECT p.number FROM private.appeal p WHERE p.id = ${appeal.parent})`, receivedAt: appeal.receivedAt, registeredAt: appeal.registeredAt, dueAt: appeal.dueAt,
    dueBasis: appeal.dueBasis, extendedAt: appeal.extendedAt, conformityUntil: appeal.conformityUntil, closedAt: appeal.closedAt, outcome: appeal.outcome, outcomeGround: appeal.outcomeGround, round: appeal.round,
    extensionToldAt: sql<Date | null>`(SELECT max(o.done_at) FROM private.outbox o WHERE o.appeal = ${appeal.id} AND o.kind = 'extension' AND o.state IN ('sent', 'handed_over') AND o.done_at >= ${appeal.extendedAt})`.mapWith(appeal.extendedAt),
    version: appeal.version, seq: appeal.historySeq, erasedAt: appeal.erasedAt,
  }).from(appeal).leftJoin(staff, eq(staff.id, appeal.executor)).where(and(eq(appeal.id, id), scopeOf(actor)));
  if (!row) throw new Refusal("notFound");

  const [answers, proposals, rounds, children, history] = await Promise.all([
    db.select({ id: answer.id, round: answer.round, text: answer.text, language: answer.language, outcome: answer.outcome, writtenBy: answer.writtenBy, writer: staff.name,
      writtenAt: answer.writtenAt, signer: sql<string | null>`(SELECT s.name FROM private.staff s WHERE s.id = ${answer.signedBy})`, signedAt: answer.signedAt })
      .from(answer).innerJoin(staff, eq(staff.id, answer.writtenBy)).where(eq(answer.appeal, id)).orderBy(desc(answer.id)).limit(50),
    db.select({ id: proposal.id, act: proposal.act, detail: proposal.detail, reason: proposal.reason, proposedBy: proposal.proposedBy, proposer: staff.name, proposedAt: proposal.proposedAt })
      .from(proposal).innerJoin(staff, eq(staff.id, proposal.proposedBy)).where(and(eq(proposal.appeal, id), isNull(proposal.decidedAt))),
    db.select({ round: pastRound.round, dueAt: pastRound.dueAt, closedAt: pastRound.closedAt, outcome: pastRound.outcome, reopenedAt: pastRound.reopenedAt })
      .from(pastRound).where(eq(pastRound.appeal, id)).orderBy(pastRound.round),
    db.select({ id: appeal.id, number: appeal.number, status: appeal.status }).from(appeal).where(and(eq(appeal.parent, id), scopeOf(actor))).orderBy(appeal.id).limit(100),
    changesSince(db, id, 0),
  ]);
  const work = await workOf(db, { id, round: row.round, track: row.track as Track, status: row.status as Status }, history);
  const { applicant, ...facts } = row;
  const open = proposals[0];
  return {
    ...facts, track: row.track as Track, status: row.status as Status, outcome: row.outcome as Outcome | null, hasApplicant: applicant !== null,
    answers, rounds, children, history, draft: answers.find((one) => one.round === row.round) ?? null, work,
    proposal: open ? { ...open, act: open.act as Act, detail: open.detail as ActDetail } : null,
  };
}
