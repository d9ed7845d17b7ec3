import type { Outcome } from "#db/reference/codelists.ts";
import { answer, privateDb } from "#db/private.ts";
import { lockCase, type Seen } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { record } from "#lib/appeals/record.ts";
import { findStep } from "#lib/appeals/status.ts";
import { newestDraft, takeStep } from "#lib/appeals/step.ts";
import { Refusal } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type WriteAnswer = {
  id: number; seen: Seen; text: string; language: Locale; outcome: Exclude<Outcome, "terminated"> | null;
  /** `keep` saves the draft; `send` also sends it on: an appeal to approval, a signal to its applicant. */
  then: "keep" | "send";
};

/** Saves the answer's draft with its outcome. Every saved draft is kept; the newest of the round counts. */
export async function writeAnswer(actor: Actor, input: WriteAnswer, now = new Date()): Promise<void> {
  demand(actor, "case.work");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    if (found.status !== "in_work") throw new Refusal("transitionNotAllowed");
    if (!input.text.trim()) throw new Refusal("required", {}, "text");
    if (input.then === "send" && !input.outcome) throw new Refusal("required", {}, "outcome");

    const before = await newestDraft(tx, found);
    const changed = before?.text !== input.text || before.outcome !== input.outcome || before.language !== input.language;
    if (changed) {
      const [draft] = await tx.insert(answer).values({
        appeal: found.id, round: found.round, text: input.text, language: input.language, outcome: input.outcome, writtenBy: actor.id, writtenAt: now,
      }).returning({ id: answer.id });
      await record(tx, actor, found, {}, { kind: "answer", more: { answer: draft!.id, outcome: input.outcome } });
    }
    if (input.then === "keep") return;
    const step = findStep(found.track, "in_work", found.track === "appeal" ? "on_approval" : "answered", "status")!;
    await takeStep(tx, await cityClock(tx), actor, found, step, {}, now);
  });
}
