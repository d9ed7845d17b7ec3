import { and, eq, isNull } from "drizzle-orm";
import { privateDb, proposal } from "#db/private.ts";
import { type Case, lockCase, type Seen } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { type Clock, extendedTo, extensionNoticeDay, redirectDay } from "#lib/appeals/deadlines.ts";
import { type ActDetail, demandAct, detailInHistory } from "#lib/appeals/propose.ts";
import { record } from "#lib/appeals/record.ts";
import { splitOff } from "#lib/appeals/split-off.ts";
import { type Act, actLeadsTo, findStep } from "#lib/appeals/status.ts";
import { type StepDetail, takeStep } from "#lib/appeals/step.ts";
import { Refusal } from "#lib/errors.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type Decide = { id: number; seen: Seen; proposal: number; accept: boolean; reason: string };

/** Whether a redirect decided now keeps its three working days; a late one is possible and says so (art. 65). */
const redirectInTerm = (found: Case, clock: Clock, now: Date): boolean =>
  cityDay(now, clock.timeZone) <= redirectDay(clock, found.registeredAt ?? found.receivedAt);

/** How an accepted act shows in its step's event: whither, on which ground, and whether the law's term was kept. */
function actDetail(act: Act, detail: ActDetail, reason: string, found: Case, clock: Clock, now: Date): StepDetail {
  if (act === "terminate") return { reason, patch: { outcome: "terminated", outcomeGround: detail.ground! } };
  if (act !== "redirect") return { reason };
  return { reason, more: { to: detail.to!, inTerm: redirectInTerm(found, clock, now) } };
}

/** A second person accepts or rejects what was proposed; acceptance carries it out in the same transaction. */
export async function decide(actor: Actor, input: Decide, now = new Date()): Promise<void> {
  demand(actor, "act.decide");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    const [made] = await tx.select({ id: proposal.id, act: proposal.act, detail: proposal.detail, reason: proposal.reason, proposedBy: proposal.proposedBy })
      .from(proposal).where(and(eq(proposal.id, input.proposal), eq(proposal.appeal, found.id), isNull(proposal.decidedAt)));
    if (!made) throw new Refusal("proposalGone");
    if (made.proposedBy === actor.id) throw new Refusal("ownProposal");
    const act = made.act as Act, detail = made.detail as ActDetail;
    if (act === "extend") demand(actor, "act.decide.extend");
    if (!input.accept && !input.reason.trim()) throw new Refusal("required", {}, "reason");
    await tx.update(proposal).set({ decidedBy: actor.id, decidedAt: now, accepted: input.accept }).where(eq(proposal.id, made.id));

    const said = { proposal: made.id, act, accepted: input.accept };
    if (!input.accept) return record(tx, actor, found, {}, { kind: "decision", reason: input.reason.trim(), more: said });
    const clock = await cityClock(tx);
    demandAct(found, act, detail, clock, now);
    const reason = input.reason.trim() || made.reason;
    if (act === "extend") {
      const patch = { dueAt: extendedTo(clock, detail.until!), extendedAt: now };
      await record(tx, actor, found, patch, { kind: "extended", reason, more: { ...said, tellApplicantBy: extensionNoticeDay(clock, now) } });
      await tellApplicant(tx, { appeal: found.id, kind: "extension", key: `extension ${found.id} ${found.round}`, facts: { until: detail.until!, reason: made.reason } }, now);
      return;
    }
    if (act === "redirect" && detail.part?.trim()) {
      const child = await splitOff(tx, actor, found, detail.part.trim(), detail.to!, now);
      await record(tx, actor, found, {}, { kind: "redirected_part", reason, more: { ...said, ...detailInHistory(detail), child, inTerm: redirectInTerm(found, clock, now) } });
      await tellApplicant(tx, { appeal: found.id, kind: "redirect", key: `redirect ${child}`, facts: { to: detail.to!, part: detail.part.trim() } }, now);
      return;
    }
    const step = findStep(found.track, found.status, actLeadsTo[act]!, act)!;
    const asked = actDetail(act, detail, reason, found, clock, now);
    await takeStep(tx, clock, actor, found, step, { ...asked, toldReason: made.reason, ...(detail.to ? { to: detail.to } : {}), more: { ...asked.more, ...said } }, now);
  });
}
