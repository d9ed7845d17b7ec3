import { createHash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { type Connection, privateDb, proposal } from "#db/private.ts";
import { type Case, lockCase, type Seen } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { type Clock, conformityDay, extendedTo, isExtendable, latestExtension } from "#lib/appeals/deadlines.ts";
import { record } from "#lib/appeals/record.ts";
import { type Act, actLeadsTo, extendable, findStep, type Ground, grounds, terminableKinds } from "#lib/appeals/status.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** What an act needs to be said: whither, until when, on which ground. */
export type ActDetail = { ground?: Ground; until?: string; to?: string; /** The text that goes to the other body; empty: the whole appeal. */ part?: string };
export type Propose = { id: number; seen: Seen; act: Act; reason: string; detail: ActDetail };

function demandExtension(found: Case, detail: ActDetail, clock: Clock, now: Date): void {
  if (found.track !== "appeal" || !extendable.includes(found.status) || !found.dueAt) throw new Refusal("transitionNotAllowed", {}, "act");
  // A deadline that came with an imported case has no registration of ours; its law is counted from its receipt.
  if (!isExtendable(found.kind!, found.registeredAt ?? found.receivedAt, clock)) throw new Refusal("extensionComplaint", {}, "act");
  if (found.extendedAt) throw new Refusal("extensionOnce", {}, "act");
  // What has ended can't be made longer (docs/decisions/0010-terms.md).
  if (found.dueAt < now) throw new Refusal("extensionPassed", {}, "act");
  if (!detail.until) throw new Refusal("required", {}, "until");
  const latest = latestExtension(clock, now);
  if (detail.until > latest || extendedTo(clock, detail.until) <= found.dueAt || detail.until <= cityDay(now, clock.timeZone)) {
    throw new Refusal("extensionRange", { latest }, "until");
  }
}

/** Whether an act is possible now. Asked twice: when it is proposed and when it is decided. */
export function demandAct(found: Case, act: Act, detail: ActDetail, clock: Clock, now: Date): void {
  if (act === "extend") return demandExtension(found, detail, clock, now);
  if (!findStep(found.track, found.status, actLeadsTo[act]!, act)) throw new Refusal("transitionNotAllowed", {}, "act");
  if (act === "return" && found.conformityUntil && conformityDay(clock, found.conformityUntil) >= cityDay(now, clock.timeZone)) {
    throw new Refusal("conformityRuns", { until: conformityDay(clock, found.conformityUntil) }, "act");
  }
  if (act === "redirect" && !detail.to?.trim()) throw new Refusal("required", {}, "to");
  if (act === "terminate") {
    if (!terminableKinds.includes(found.kind!)) throw new Refusal("kindNotTerminable", {}, "act");
    if (!detail.ground) throw new Refusal("required", {}, "ground");
    if (!grounds.includes(detail.ground)) throw new Refusal("invalid", {}, "ground");
  }
}

/** An act's detail as history tells it. The part that goes to another body is a resident's words: only its length and hash stay for good. */
export function detailInHistory({ part, ...detail }: ActDetail): Record<string, unknown> {
  if (!part?.trim()) return detail;
  return { ...detail, partLength: [...part.trim()].length, partHash: createHash("sha256").update(part.trim()).digest("hex") };
}

/** Proposes an act that a second person must decide. One proposal a case at a time. */
export async function propose(actor: Actor, input: Propose, now = new Date()): Promise<void> {
  demand(actor, "act.propose");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    if (!input.reason.trim()) throw new Refusal("required", {}, "reason");
    demandAct(found, input.act, input.detail, await cityClock(tx), now);
    const [waiting] = await tx.select({ id: proposal.id }).from(proposal).where(and(eq(proposal.appeal, found.id), isNull(proposal.decidedAt)));
    if (waiting) throw new Refusal("proposalOpen", {}, "act");
    const [made] = await tx.insert(proposal).values({
      appeal: found.id, act: input.act, detail: input.detail, reason: input.reason.trim(), proposedBy: actor.id, proposedAt: now,
    }).returning({ id: proposal.id });
    await record(tx, actor, found, {}, { kind: "proposal", reason: input.reason.trim(), more: { proposal: made!.id, act: input.act, ...detailInHistory(input.detail) } });
  });
}

/** What waits to be decided about a case whose applicant has taken it back needs no decision any more. */
export async function lapseProposal(tx: Connection, caseId: number, now: Date): Promise<void> {
  await tx.update(proposal).set({ decidedAt: now, accepted: false }).where(and(eq(proposal.appeal, caseId), isNull(proposal.decidedAt)));
}
