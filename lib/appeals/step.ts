import { and, desc, eq, isNull } from "drizzle-orm";
import { answer, appeal, category, type Connection, event, pastRound, proposal } from "#db/private.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import { demandAnswer } from "#lib/appeals/answer-ready.ts";
import type { Case } from "#lib/appeals/case.ts";
import { countingClock } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { appealDeadline, type Clock, type Deadline, dueAfterWaiting, signalDeadline } from "#lib/appeals/deadlines.ts";
import { moveConversation } from "#lib/appeals/move-conversation.ts";
import { type Patch, record } from "#lib/appeals/record.ts";
import { applicantsOwn, closedStatuses, type Need, type Step } from "#lib/appeals/status.ts";
import { Refusal } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { tellOfStep } from "#lib/outbox/tell-of-step.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** What a form says besides where the case goes. */
export type StepDetail = { reason?: string; kind?: AppealKind; department?: string; executor?: number | null; term?: string; target?: string; patch?: Patch; more?: Record<string, unknown>;
  /** What the applicant is told as the reason, where history keeps somebody else's words. */
  toldReason?: string; /** Whither, of a redirect. */ to?: string };

export type Draft = { id: number; text: string; language: string; outcome: string | null; writtenBy: number };

/** The newest draft of the present round. */
export async function newestDraft(tx: Connection, found: Pick<Case, "id" | "round">): Promise<Draft | undefined> {
  const [draft] = await tx.select({ id: answer.id, text: answer.text, language: answer.language, outcome: answer.outcome, writtenBy: answer.writtenBy }).from(answer)
    .where(and(eq(answer.appeal, found.id), eq(answer.round, found.round))).orderBy(desc(answer.id)).limit(1);
  return draft;
}

/** Working days a signal of this category should take: its own, else its group's. */
export async function targetDays(tx: Connection, code: string | null): Promise<number | null> {
  if (code === null) return null;
  const [row] = await tx.select({ targetDays: category.targetDays, parent: category.parent }).from(category).where(eq(category.code, code));
  return row ? row.targetDays ?? targetDays(tx, row.parent) : null;
}

/** The clock that starts when a case is registered or reopened. */
async function freshDeadline(tx: Connection, found: Case, patch: Patch, now: Date): Promise<Deadline | null> {
  const kind = patch.kind ?? found.kind, clock = await countingClock(tx);
  if ((patch.track ?? found.track) === "appeal") return appealDeadline(clock, kind!, now);
  return signalDeadline(clock, await targetDays(tx, found.category), now);
}

async function mergeTarget(tx: Connection, found: Case, number: string): Promise<number> {
  const [target] = await tx.select({ id: appeal.id, applicant: appeal.applicant, status: appeal.status }).from(appeal).where(eq(appeal.number, number.trim()));
  // "Merged" is one person's duplicate; cases of several people are linked as a problem instead.
  const same = target && target.id !== found.id && target.applicant !== null && target.applicant === found.applicant;
  if (!same || target.status === "merged" || target.status === "spam") throw new Refusal("invalid", {}, "target");
  return target.id;
}

/** The reasonable term to supply what an appeal lacks ends before its answer's, which runs on (docs/decisions/0010-terms.md). */
function demandTerm(clock: Clock, found: Case, term: string, now: Date): void {
  const today = cityDay(now, clock.timeZone), latest = found.dueAt && cityDay(found.dueAt, clock.timeZone);
  if (term <= today) throw new Refusal("dayPast", {}, "term");
  if (latest && latest > today && term > latest) throw new Refusal("conformityRange", { latest }, "term");
}

/** @throws Refusal naming the field that is missing. */
function demandNeeds(needs: readonly Need[], found: Case, detail: StepDetail, draft: Draft | undefined, clock: Clock, now: Date): void {
  for (const need of needs) {
    if (need === "answer") {
      if (!draft?.text.trim() || !draft.outcome) throw new Refusal("answerMissing");
    } else if (!detail[need]?.trim() && !(need === "kind" && found.kind)) throw new Refusal("required", {}, need);
  }
  if (needs.includes("term")) demandTerm(clock, found, detail.term!, now);
}

/** A case must not end while somebody is asked to decide about it: nobody could accept the proposal any more. */
async function demandNothingWaits(tx: Connection, found: Case): Promise<void> {
  const [waiting] = await tx.select({ id: proposal.id }).from(proposal).where(and(eq(proposal.appeal, found.id), isNull(proposal.decidedAt)));
  if (waiting) throw new Refusal("proposalOpen");
}

/** Files a finished round before the case goes on: the first result is never erased. */
async function fileRound(tx: Connection, found: Case, now: Date): Promise<void> {
  await tx.insert(pastRound).values({
    appeal: found.id, round: found.round, dueAt: found.dueAt, dueBasis: found.dueBasis, closedAt: found.closedAt!, outcome: found.outcome, reopenedAt: now,
  });
}

/**
 * Takes one step of the workflow with all its guards and consequences; the caller has locked the case. Second-person
 * acts come here from decide.ts, which has checked the second person.
 * @param actor null: the applicant himself, who needs nobody's permission for his own steps
 */
export async function takeStep(tx: Connection, clock: Clock, actor: Actor | null, found: Case, step: Step, detail: StepDetail, now: Date): Promise<void> {
  if (actor) demand(actor, step.by);
  else if (!applicantsOwn.includes(step.to)) throw new Refusal("forbidden");
  const draft = step.needs.includes("answer") ? await newestDraft(tx, found) : undefined;
  // Whose case it is need not give reasons.
  if (actor) demandNeeds(step.needs, found, detail, draft, clock, now);
  if (closedStatuses.includes(step.to)) await demandNothingWaits(tx, found);
  if (draft && !step.notAuthor) demandAnswer(found.track, { text: draft.text, language: draft.language as Locale }, found.language as Locale);
  if (step.notAuthor && draft!.writtenBy === actor?.id) throw new Refusal("ownAnswer");

  const patch: Patch = { status: step.to, ...detail.patch };
  if (step.to === "assigned") Object.assign(patch, { department: detail.department, executor: detail.executor ?? null });
  if (step.to === "merged") patch.parent = await mergeTarget(tx, found, detail.target!);
  if (closedStatuses.includes(step.to)) patch.closedAt = now < found.receivedAt ? found.receivedAt : now;
  if (step.to === "answered") patch.outcome = draft!.outcome as Patch["outcome"];

  const registering = step.to === "registered" && step.needs.includes("kind");
  if (registering) Object.assign(patch, { track: "appeal", kind: detail.kind ?? found.kind, registeredAt: now });
  if (step.to === "needs_conformity") Object.assign(patch, { conformitySince: now, conformityUntil: detail.term });
  if (found.status === "needs_conformity" && step.to === "registered") {
    Object.assign(patch, { conformitySince: null, conformityUntil: null, dueAt: found.dueAt && dueAfterWaiting(clock, found.dueAt, found.conformitySince ?? now, now) });
  }
  const again = found.status === "answered";
  if (again) {
    await fileRound(tx, found, now);
    Object.assign(patch, { round: found.round + 1, closedAt: null, outcome: null, outcomeGround: null, extendedAt: null });
  }
  if (registering || again) {
    const deadline = await freshDeadline(tx, found, patch, now);
    Object.assign(patch, { dueAt: deadline?.dueAt ?? null, dueBasis: deadline?.basis ?? null });
  }
  if (step.to === "answered" && step.notAuthor) await tx.update(answer).set({ signedBy: actor!.id, signedAt: now }).where(eq(answer.id, draft!.id));

  const more = { ...detail.more, ...(detail.term && step.needs.includes("term") ? { term: detail.term } : {}), ...(draft ? { answer: draft.id } : {}) };
  await record(tx, actor, found, patch, { kind: "status", reason: detail.reason?.trim() ?? null, ...(Object.keys(more).length > 0 ? { more } : {}) });
  // What the duplicate says belongs to the conversation of the case it went into.
  if (step.to === "merged" && await moveConversation(tx, found.id, patch.parent!) > 0) await tx.insert(event).values({ appeal: patch.parent!, actor: actor?.id ?? null, kind: "joined", after: { child: found.number } });
  await tellOfStep(tx, clock.timeZone, found, { step, patch, by: actor?.name ?? "", reason: detail.toldReason ?? detail.reason, to: detail.to, term: detail.term, answer: draft?.text }, now);
}
