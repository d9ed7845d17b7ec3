import { and, eq } from "drizzle-orm";
import type { Outcome } from "#db/reference/codelists.ts";
import { answer, type Connection, privateDb } from "#db/private.ts";
import { templateVersion } from "#db/private/templates.ts";
import { type Case, lockCase, type Seen } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import type { Clock } from "#lib/appeals/deadlines.ts";
import { record } from "#lib/appeals/record.ts";
import { findStep } from "#lib/appeals/status.ts";
import { newestDraft, takeStep } from "#lib/appeals/step.ts";
import { Refusal } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import type { TemplateVersion } from "#lib/templates/offer.ts";

export type WriteAnswer = {
  id: number; seen: Seen; text: string; language: Locale; outcome: Exclude<Outcome, "terminated"> | null;
  /** The template the text was begun with. */
  begunWith?: TemplateVersion | null;
  /** `keep` saves the draft; `send` also sends it on: an appeal to approval, a signal to its applicant. */
  then: "keep" | "send";
};

/** A letter of some twenty pages; more would hold up the portal while it is drawn (lib/letters/letter.ts). */
const mostLines = 800;

async function demandTemplate(tx: Connection, { id, version }: TemplateVersion): Promise<void> {
  const [known] = await tx.select({ version: templateVersion.version }).from(templateVersion).where(and(eq(templateVersion.template, id), eq(templateVersion.version, version)));
  if (!known) throw new Refusal("invalid", {}, "template");
}

/**
 * Saves the draft of a case that the caller has locked, and sends it on if that is asked: in the caller's transaction.
 * @throws Refusal as writeAnswer does
 */
export async function writeAnswerLocked(tx: Connection, clock: Clock, actor: Actor, found: Case, input: Omit<WriteAnswer, "id" | "seen">, now: Date): Promise<void> {
  if (found.status !== "in_work") throw new Refusal("transitionNotAllowed");
  if (!input.text.trim()) throw new Refusal("required", {}, "text");
  if (input.text.split("\n").length > mostLines) throw new Refusal("answerLines", { most: mostLines }, "text");
  if (input.then === "send" && !input.outcome) throw new Refusal("required", {}, "outcome");
  if (input.begunWith) await demandTemplate(tx, input.begunWith);

  const before = await newestDraft(tx, found);
  const changed = before?.text !== input.text || before.outcome !== input.outcome || before.language !== input.language;
  if (changed) {
    const [draft] = await tx.insert(answer).values({
      appeal: found.id, round: found.round, text: input.text, language: input.language, outcome: input.outcome, writtenBy: actor.id, writtenAt: now,
      template: input.begunWith?.id ?? null, templateVersion: input.begunWith?.version ?? null,
    }).returning({ id: answer.id });
    await record(tx, actor, found, {}, { kind: "answer", more: { answer: draft!.id, outcome: input.outcome } });
  }
  if (input.then === "keep") return;
  const step = findStep(found.track, "in_work", found.track === "appeal" ? "on_approval" : "answered", "status")!;
  await takeStep(tx, clock, actor, found, step, {}, now);
}

/**
 * Saves the answer's draft with its outcome. Every saved draft is kept; the newest of the round counts. What is sent on
 * must have its parts (answer-parts.ts): refused, it is not saved either, and the form still holds it.
 */
export async function writeAnswer(actor: Actor, input: WriteAnswer, now = new Date()): Promise<void> {
  demand(actor, "case.work");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    await writeAnswerLocked(tx, await cityClock(tx), actor, found, input, now);
  });
}
