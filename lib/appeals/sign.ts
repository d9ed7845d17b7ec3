import { privateDb } from "#db/private.ts";
import { lockCase, type Seen } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { findStep } from "#lib/appeals/status.ts";
import { newestDraft, takeStep } from "#lib/appeals/step.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** `draft` is the answer that was read: no other is signed. `reason` is needed to send it back. */
export type Sign = { id: number; seen: Seen; draft: number; sign: boolean; reason: string };

/**
 * The second person's act on an answer: signs the draft he read, or sends it back to work with a reason.
 * @throws Refusal "answerReplaced" when a newer draft stands in its place; "ownAnswer" for its author
 */
export async function signAnswer(actor: Actor, input: Sign, now = new Date()): Promise<void> {
  demand(actor, "case.sign");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    const step = findStep(found.track, found.status, input.sign ? "answered" : "in_work", "status");
    if (!step || step.by !== "case.sign") throw new Refusal("transitionNotAllowed");
    const draft = await newestDraft(tx, found);
    if (draft?.id !== input.draft) throw new Refusal("answerReplaced");
    await takeStep(tx, await cityClock(tx), actor, found, step, { reason: input.reason }, now);
  });
}
