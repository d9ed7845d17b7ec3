import type { Outcome } from "#db/reference/codelists.ts";
import type { Clock } from "#lib/appeals/deadlines.ts";
import { composeAnswer } from "#db/demo/generate/answers.ts";
import type { OfficeTime } from "#db/demo/generate/office-time.ts";
import type { Random } from "#db/demo/generate/random.ts";
import type { Contact, Facts, Step } from "#db/demo/generate/story.ts";

/** Who can act: ids of staff by role. */
export type Directory = { registrars: number[]; signers: number[]; head: Record<string, number>; executors: Record<string, number[]> };

/** All that the course of a case depends on. `facts` is as far as the case has come. */
export type Scene = { random: Random; clock: Clock; office: OfficeTime; people: Directory; contact: Contact; facts: Facts };

/** Why something is done, in the case's language. */
export const say = (scene: Scene, kk: string, ru: string): string => (scene.contact.language === "kk" ? kk : ru);

const outcomes = {
  usual: { satisfied: 58, explained: 27, refused: 8, noted: 7 }, proposal: { satisfied: 18, explained: 32, refused: 10, noted: 40 },
  strict: { satisfied: 42, explained: 33, refused: 20, noted: 5 },
};
const strictGroups = new Set(["social", "land", "officials", "labour"]);

/** How a case of the demonstration ends. */
export function drawOutcome({ random, facts, contact }: Scene): Outcome {
  if (facts.kind === "proposal" || facts.kind === "response") return random.weighted(outcomes.proposal);
  return random.weighted(strictGroups.has(contact.group) ? outcomes.strict : outcomes.usual);
}

/** The step that writes an answer's draft. */
export function draftStep(scene: Scene, at: Date, actor: number, outcome: Outcome): Step {
  const { random, contact, facts } = scene;
  const text = composeAnswer(random, { group: contact.group, category: contact.topic, language: contact.language, outcome, number: contact.number, kind: facts.track === "appeal" ? facts.kind : null });
  return { at, actor, kind: "answer", draft: { text, outcome } };
}

/** When a registrar first opens a contact: the day it came, after hours the next working day (art. 64). */
export function deskTime({ random, office, contact }: Scene): Date {
  const from = office.position(contact.receivedAt);
  const minute = Math.min(from.minute + random.int(2, 45), office.closes - 1);
  const at = office.moment(from.day, minute, random.int(0, 59));
  return at > contact.receivedAt ? at : new Date(contact.receivedAt.getTime() + 30_000);
}
