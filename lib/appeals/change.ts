import type { Status } from "#db/reference/codelists.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import { privateDb } from "#db/private.ts";
import { lockCase, type Seen } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { findStep, workflow } from "#lib/appeals/status.ts";
import { takeStep } from "#lib/appeals/step.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type ChangeStatus = { id: number; seen: Seen; to: Status; reason?: string; kind?: AppealKind; term?: string; target?: string };

/** Moves a case one step that is one person's to take: register, take up, hear, send to approval, sign, reopen, withdraw … */
export async function changeStatus(actor: Actor, input: ChangeStatus, now = new Date()): Promise<void> {
  demand(actor, "case.read");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    const step = findStep(found.track, found.status, input.to, "status");
    if (!step) {
      const elsewhere = workflow.some((s) => s.track === found.track && s.from === found.status && s.to === input.to && s.via !== "assign" && s.via !== "send_back");
      throw new Refusal(elsewhere ? "secondPersonNeeded" : "transitionNotAllowed", {}, "to");
    }
    await takeStep(tx, await cityClock(tx), actor, found, step, input, now);
  });
}
