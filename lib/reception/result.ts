import { eq } from "drizzle-orm";
import type { Outcome } from "#db/reference/codelists.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import { answer, type Connection, department, privateDb } from "#db/private.ts";
import { booking } from "#db/private/reception.ts";
import { assignLocked, withDepartment } from "#lib/appeals/assign.ts";
import type { Case } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import type { Clock } from "#lib/appeals/deadlines.ts";
import { record } from "#lib/appeals/record.ts";
import { findStep } from "#lib/appeals/status.ts";
import { takeStep } from "#lib/appeals/step.ts";
import { Refusal } from "#lib/errors.ts";
import { lockNow } from "#lib/reception/book.ts";
import { lockVisit, lockWaiting } from "#lib/reception/visit.ts";
import { type Actor, demand, may } from "#lib/staff/actor.ts";

/** What came of a visit. `kind` and `department` are given by who may register or assign; without that right it waits for somebody who may. */
export type Result =
  | { result: "no_show"; note: string }
  | { result: "solved"; note: string; outcome: Exclude<Outcome, "terminated">; department: string | null }
  | { result: "promised"; note: string; until: string; department: string }
  | { result: "unsolved"; note: string; kind: AppealKind | null };

type Room = { tx: Connection; clock: Clock; actor: Actor; now: Date };

async function demandDepartment(tx: Connection, code: string | null): Promise<string> {
  if (!code) throw new Refusal("required", {}, "department");
  const [known] = await tx.select({ active: department.active }).from(department).where(eq(department.code, code));
  if (!known?.active) throw new Refusal("invalid", {}, "department");
  return code;
}

/** The states of a signal on the way to its answer. */
const way = ["received", "assigned", "in_work", "answered"] as const;

/**
 * A signal that was settled in the room: it goes the workflow's whole way at once, and what was said is its answer. Who
 * writes a reception down may take these steps, because the akim himself has decided. A registered appeal goes on: its
 * answer is due in writing.
 */
async function answerSignal({ tx, clock, actor, now }: Room, found: Case, input: Extract<Result, { result: "solved" }>): Promise<void> {
  const at = found.status === "reopened" ? 0 : way.indexOf(found.status as (typeof way)[number]);
  if (found.track !== "signal" || at < 0 || at === 3) return;
  const place = found.department ?? await demandDepartment(tx, input.department);
  await tx.insert(answer).values({ appeal: found.id, round: found.round, text: input.note.trim(), language: found.language, outcome: input.outcome, writtenBy: actor.id, writtenAt: now });
  let present = found;
  for (const to of way.slice(at + 1)) {
    const step = findStep("signal", present.status, to, to === "assigned" ? "assign" : "status")!;
    await takeStep(tx, clock, actor, present, { ...step, by: "reception.record" }, { department: place }, now);
    present = await lockNow(tx, actor, found.id);
  }
}

type Promised = { department: string; until: string; instruction: string };

/**
 * Gives the case to the department that the promise binds, with the promised day as its internal deadline where that may be one
 * (a working day within the case's own term). A case that another department has in work stays there.
 */
async function carryOutPromise({ tx, clock, actor, now }: Room, found: Case, promised: Promised): Promise<void> {
  const free = findStep(found.track, found.status, "assigned", "assign") || found.status === "assigned";
  if (!free && !(withDepartment.includes(found.status) && found.department === promised.department)) return;
  const { until, department, instruction } = promised;
  const possible = until > cityDay(now, clock.timeZone) && clock.calendar.isWorkingDay(until) && (found.dueAt === null || until <= cityDay(found.dueAt, clock.timeZone));
  const executor = found.department === department ? found.executor : null;
  await assignLocked(tx, clock, actor, found, { department, executor, instruction, ...(possible ? { internalDue: until } : {}) }, now);
}

/** What is not solved at a reception becomes a written appeal, and the law's clock runs (art. 90). */
async function registerCase({ tx, clock, actor, now }: Room, found: Case, kind: AppealKind | null): Promise<void> {
  const step = findStep(found.track, found.status, "registered", "status");
  // A message that was closed meanwhile can't be registered: the person is booked anew, and nothing is lost silently.
  if (!step && found.track === "signal") throw new Refusal("receptionClosed");
  if (step?.needs.includes("kind")) await takeStep(tx, clock, actor, found, step, { kind: kind ?? undefined }, now);
}

/** Whether this official may himself do what the result leads to. */
const maySettle = (actor: Actor, result: string): boolean =>
  result === "promised" ? may(actor, "case.assign") : result === "unsolved" ? may(actor, "case.register") : true;

/** Writes down what came of a visit and does what follows from it, in one transaction. */
export async function recordResult(actor: Actor, input: Result & { booking: number }, now = new Date()): Promise<void> {
  demand(actor, "reception.record");
  await privateDb().transaction(async (tx) => {
    const visit = await lockWaiting(tx, input.booking);
    const clock = await cityClock(tx);
    // Else somebody without a right to answer could book a visit and settle a case without any.
    if (visit.startsAt > now) throw new Refusal("receptionNotYet");
    if (input.result !== "no_show" && !input.note.trim()) throw new Refusal("required", {}, "note");
    if (input.result === "promised" && input.until <= cityDay(now, clock.timeZone)) throw new Refusal("dayPast", {}, "until");
    const promised = input.result === "promised" ? { promisedUntil: input.until, promisedDepartment: await demandDepartment(tx, input.department) } : {};
    const settled = maySettle(actor, input.result);
    await tx.update(booking).set({ state: input.result, settled, note: input.note.trim() || null, ...promised, recordedBy: actor.id, recordedAt: now }).where(eq(booking.id, visit.id));

    const found = await lockNow(tx, actor, visit.appeal);
    await record(tx, actor, found, {}, {
      // The note stays with the visit, where retention can erase it; history is for ever.
      kind: "reception_result",
      more: { visit: input.result, receiver: visit.official, ...(input.result === "promised" ? { promisedUntil: input.until, department: input.department } : {}), ...(settled ? {} : { settled }) },
    });
    const room: Room = { tx, clock, actor, now }, present = await lockNow(tx, actor, visit.appeal);
    if (input.result === "solved") await answerSignal(room, present, input);
    if (settled && input.result === "promised") await carryOutPromise(room, present, { department: input.department, until: input.until, instruction: input.note.trim() });
    if (settled && input.result === "unsolved") await registerCase(room, present, input.kind);
  });
}

/** Does what somebody without the right had to leave: assigns what was promised, registers what was not solved. */
export async function settleVisit(actor: Actor, input: { booking: number; kind: AppealKind | null; department: string | null }, now = new Date()): Promise<void> {
  demand(actor, "reception.record");
  await privateDb().transaction(async (tx) => {
    const visit = await lockVisit(tx, input.booking);
    if (visit.settled) throw new Refusal("receptionDone");
    demand(actor, visit.state === "promised" ? "case.assign" : "case.register");
    await tx.update(booking).set({ settled: true }).where(eq(booking.id, visit.id));
    const found = await lockNow(tx, actor, visit.appeal);
    const room: Room = { tx, clock: await cityClock(tx), actor, now };
    if (visit.state === "unsolved") return registerCase(room, found, input.kind);
    await carryOutPromise(room, found, { department: input.department ?? visit.promisedDepartment!, until: visit.promisedUntil!, instruction: visit.note ?? "" });
  });
}
