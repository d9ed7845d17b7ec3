import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Outcome } from "#db/reference/codelists.ts";
import { problem, problemText } from "#db/private/problem.ts";
import { appeal, type Connection, privateDb } from "#db/private.ts";
import { demandAnswer } from "#lib/appeals/answer-ready.ts";
import { writeAnswerLocked } from "#lib/appeals/answer.ts";
import { assignLocked } from "#lib/appeals/assign.ts";
import { type Case, holdCase, lockCase, type Seen } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import type { Clock } from "#lib/appeals/deadlines.ts";
import { type Acted, actOnEach, type SeenCase } from "#lib/appeals/problem-act.ts";
import { holdProblem, type Problem } from "#lib/appeals/problem.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { findStep, type Track } from "#lib/appeals/status.ts";
import { takeStep } from "#lib/appeals/step.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { type Locale, locales } from "#lib/i18n/locale.ts";
import { type Actor, demand, may } from "#lib/staff/actor.ts";
import { caseValues } from "#lib/templates/case-values.ts";
import { fillFields } from "#lib/templates/fields.ts";

/** The common answer: its text once a language ({number} and the other fields of templates become each case's own) and one outcome. */
export type CommonAnswer = { texts: Partial<Record<Locale, string>>; outcome: Exclude<Outcome, "terminated"> | null };
export type AnswerProblem = CommonAnswer & { problem: number; seen: Seen; cases: readonly SeenCase[]; then: "keep" | "send" };

const textOf = async (db: Connection, actor: Actor, id: number, text: string, language: Locale): Promise<string> =>
  /\{[a-z]+\}/.test(text) ? fillFields(text, await caseValues(actor, { id }, language, new Date(), db), (field) => field) : text;

/** Keeps the common answer, whatever becomes of the cases: nobody types it twice. */
async function keep(tx: Connection, actor: Actor, found: Problem, { texts, outcome }: CommonAnswer, now: Date): Promise<void> {
  const before = new Map((await tx.select({ language: problemText.language, text: problemText.text }).from(problemText).where(eq(problemText.problem, found.id))).map((one) => [one.language, one.text]));
  const written = locales.filter((one) => texts[one] !== undefined && texts[one] !== (before.get(one) ?? ""));
  if (written.length === 0 && outcome === found.outcome) return;
  for (const language of written) {
    const values = { text: texts[language]!, writtenBy: actor.id, writtenAt: now };
    await tx.insert(problemText).values({ problem: found.id, language, ...values }).onConflictDoUpdate({ target: [problemText.problem, problemText.language], set: values });
  }
  await tx.update(problem).set({ outcome, version: sql`${problem.version} + 1` }).where(eq(problem.id, found.id));
  await recordOffice(tx, actor, { kind: "problem", subject: String(found.id), after: { problemTexts: written.join(", "), outcome } });
}

/** @throws Refusal naming the field: a language that occurs has no text, or its text lacks what the law wants of an answer */
async function demandTexts(actor: Actor, input: AnswerProblem): Promise<void> {
  const cases = await privateDb().select({ id: appeal.id, track: appeal.track, language: appeal.language }).from(appeal)
    .where(and(inArray(appeal.id, input.cases.map((one) => one.id)), eq(appeal.problem, input.problem), isNull(appeal.closedAt), ownScope(actor)));
  for (const language of locales) {
    const theirs = cases.filter((one) => one.language === language);
    // A registered appeal asks more of its answer than a signal.
    const strictest = theirs.find((one) => one.track === "appeal") ?? theirs[0];
    if (!strictest) continue;
    const text = input.texts[language]?.trim();
    if (!text) throw new Refusal("required", {}, `text_${language}`);
    try {
      demandAnswer(strictest.track as Track, { text: await textOf(privateDb(), actor, strictest.id, text, language), language }, language);
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(error.code, error.values, `text_${language}`) : error;
    }
  }
  if (!input.outcome) throw new Refusal("required", {}, "outcome");
}

/** Brings a case to where its department can answer it, as far as this official's roles go. */
async function takeUp(tx: Connection, clock: Clock, actor: Actor, of: Problem, case_: Case, now: Date): Promise<Case> {
  let found = case_;
  if (findStep(found.track, found.status, "assigned", "assign")) {
    if (!may(actor, "case.assign")) throw new Refusal("problemUnassigned");
    await assignLocked(tx, clock, actor, found, { department: of.department }, now);
    found = await holdCase(tx, actor, found.id);
  }
  if (found.department !== of.department) throw new Refusal("problemElsewhere");
  if (found.status === "hearing") throw new Refusal("problemHearing");
  if (found.status === "needs_conformity") throw new Refusal("problemConformity");
  if (found.status === "on_approval") throw new Refusal("problemOnApproval");
  const step = found.status === "assigned" ? findStep(found.track, "assigned", "in_work", "status") : undefined;
  if (!step) return found;
  await takeStep(tx, clock, actor, found, step, {}, now);
  return holdCase(tx, actor, found.id);
}

/**
 * Answers a problem: every case of it gets a draft of its own in its own language and goes its own way by law, a signal to
 * its applicant, a registered appeal to its signature. `keep` only saves the common answer.
 * @throws Refusal naming the field before anything is sent; Conflict when the common answer was changed meanwhile
 */
export async function answerProblem(actor: Actor, input: AnswerProblem, now = new Date()): Promise<Acted> {
  demand(actor, "case.work");
  const clock = await cityClock();
  if (input.then === "send") {
    if (input.cases.length === 0) throw new Refusal("required", {}, "cases");
    await demandTexts(actor, input);
  }
  const found = await privateDb().transaction(async (tx) => {
    const held = await holdProblem(tx, actor, input.problem, input.seen);
    if (actor.department !== held.department) throw new Refusal("forbidden");
    await keep(tx, actor, held, input, now);
    return held;
  });
  if (input.then === "keep") return { done: [], left: [] };
  return actOnEach(input.cases, async (tx, { id, seen }) => {
    const held = await lockCase(tx, actor, id, seen);
    if (held.problem !== found.id) throw new Refusal("problemLeft");
    const case_ = await takeUp(tx, clock, actor, found, held, now), language = case_.language as Locale;
    const text = input.texts[language]?.trim();
    if (!text) throw new Refusal("problemLanguage");
    await writeAnswerLocked(tx, clock, actor, case_, { text: await textOf(tx, actor, id, text, language), language, outcome: input.outcome, then: "send" }, now);
  });
}

/** Gives the problem's cases that nobody has taken up to its responsible department, each as an assignment of its own. */
export async function assignProblem(actor: Actor, input: { problem: number; cases: readonly SeenCase[]; instruction: string; internalDue: string | null }, now = new Date()): Promise<Acted> {
  demand(actor, "case.assign");
  const clock = await cityClock();
  const found = await privateDb().transaction((tx) => holdProblem(tx, actor, input.problem, null));
  return actOnEach(input.cases, async (tx, { id, seen }) => {
    const held = await lockCase(tx, actor, id, seen);
    if (held.problem !== found.id) throw new Refusal("problemLeft");
    await assignLocked(tx, clock, actor, held, { department: found.department, instruction: input.instruction, internalDue: input.internalDue }, now);
  });
}

/** Signs the chosen cases' answers in one act; each case gets its own signature and event. Not the author's to do. */
export async function signProblem(actor: Actor, input: { problem: number; cases: readonly SeenCase[] }, now = new Date()): Promise<Acted> {
  demand(actor, "case.sign");
  if (input.cases.length === 0) throw new Refusal("required", {}, "cases");
  const clock = await cityClock();
  const found = await privateDb().transaction((tx) => holdProblem(tx, actor, input.problem, null));
  return actOnEach(input.cases, async (tx, { id, seen }) => {
    const held = await lockCase(tx, actor, id, seen);
    if (held.problem !== found.id) throw new Refusal("problemLeft");
    const step = findStep(held.track, held.status, "answered", "status");
    if (held.status !== "on_approval" || !step) throw new Refusal("transitionNotAllowed");
    await takeStep(tx, clock, actor, held, step, {}, now);
  });
}
