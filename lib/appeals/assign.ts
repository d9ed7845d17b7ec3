import { and, desc, eq } from "drizzle-orm";
import { assignment } from "#db/private/assignment.ts";
import { type Connection, department, privateDb, staff } from "#db/private.ts";
import { type Case, lockCase, type Seen } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import type { Clock } from "#lib/appeals/deadlines.ts";
import { demandInternalDue } from "#lib/appeals/internal-due.ts";
import { record } from "#lib/appeals/record.ts";
import { executorsOf } from "#lib/appeals/reference.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { findStep } from "#lib/appeals/status.ts";
import { takeStep } from "#lib/appeals/step.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand, may } from "#lib/staff/actor.ts";

/** To whom, with which words and by which day of the city hall's own (ISO). Words left out stay as they are within a department. */
export type Given = { department: string; executor?: number | null; reason?: string; instruction?: string; internalDue?: string | null };
export type Assign = Given & { id: number; seen: Seen };

/** Statuses in which a case already lies with a department and may get another executor. */
export const withDepartment: readonly string[] = ["assigned", "in_work", "hearing"];

/** Officials this one may give cases to: everybody's, for who gives work to departments; a head's own. */
export async function executorsFor(actor: Actor) {
  if (!may(actor, "case.assign")) return [];
  return executorsOf(ownScope(actor) ? actor.department : null);
}

/** The assignment that stands: a case's newest, if it is of its present round. */
export async function standingAssignment(db: Connection, found: Pick<Case, "id" | "round">) {
  const [newest] = await db.select({ at: assignment.at, by: staff.name, department: assignment.department, instruction: assignment.instruction, internalDue: assignment.internalDue })
    .from(assignment).leftJoin(staff, eq(staff.id, assignment.assignedBy))
    .where(and(eq(assignment.appeal, found.id), eq(assignment.round, found.round))).orderBy(desc(assignment.id)).limit(1);
  return newest ?? null;
}

async function demandPlaces(tx: Connection, actor: Actor, input: Given): Promise<void> {
  const [place] = await tx.select({ code: department.code }).from(department).where(and(eq(department.code, input.department), eq(department.active, true)));
  if (!place) throw new Refusal("invalid", {}, "department");
  // A department's head hands out work inside his department; between departments it is the registrar's.
  if (ownScope(actor) && input.department !== actor.department) throw new Refusal("forbidden", {}, "department");
  if (input.executor == null) return;
  const [person] = await tx.select({ id: staff.id }).from(staff)
    .where(and(eq(staff.id, input.executor), eq(staff.department, input.department), eq(staff.active, true)));
  if (!person) throw new Refusal("executorOutside", {}, "executor");
}

/** Assigns a case that the caller has locked: the step, its history and the assignment's own row, in the caller's transaction. */
export async function assignLocked(tx: Connection, clock: Clock, actor: Actor, found: Case, input: Given, now: Date): Promise<void> {
  demand(actor, "case.assign");
  await demandPlaces(tx, actor, input);
  const before = input.department === found.department ? await standingAssignment(tx, found) : null;
  const instruction = input.instruction?.trim() ?? before?.instruction ?? "";
  const internalDue = input.internalDue === undefined ? before?.internalDue ?? null : input.internalDue;
  if (internalDue && internalDue !== before?.internalDue) demandInternalDue(clock, found.dueAt, internalDue, now);

  const more = internalDue === (before?.internalDue ?? null) ? undefined : { internalDue };
  const step = findStep(found.track, found.status, "assigned", "assign");
  if (step) await takeStep(tx, clock, actor, found, step, { ...input, ...(more ? { more } : {}) }, now);
  else {
    const moves = input.department !== found.department;
    if (!withDepartment.includes(found.status) || (moves && found.status !== "assigned")) throw new Refusal("transitionNotAllowed", {}, "department");
    await record(tx, actor, found, { department: input.department, executor: input.executor ?? null }, { kind: "assignment", reason: input.reason?.trim() ?? null, ...(more ? { more } : {}) });
  }
  await tx.insert(assignment).values({ appeal: found.id, round: found.round, at: now, assignedBy: actor.id, department: input.department, executor: input.executor ?? null, instruction, internalDue });
}

/** Gives a case to a department and, if named, an executor; later on, another executor or (not yet taken up) another department. */
export async function assign(actor: Actor, input: Assign, now = new Date()): Promise<void> {
  demand(actor, "case.assign");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    await assignLocked(tx, await cityClock(tx), actor, found, input, now);
  });
}
