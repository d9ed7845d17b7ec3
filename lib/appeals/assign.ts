import { and, eq } from "drizzle-orm";
import { type Connection, department, privateDb, staff } from "#db/private.ts";
import { lockCase, type Seen } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { record } from "#lib/appeals/record.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { findStep } from "#lib/appeals/status.ts";
import { takeStep } from "#lib/appeals/step.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type Assign = { id: number; seen: Seen; department: string; executor?: number | null; reason?: string };

/** Statuses in which a case already lies with a department and may get another executor. */
const assigned = ["assigned", "in_work", "hearing"];

async function demandPlaces(tx: Connection, actor: Actor, input: Assign): Promise<void> {
  const [place] = await tx.select({ code: department.code }).from(department).where(and(eq(department.code, input.department), eq(department.active, true)));
  if (!place) throw new Refusal("invalid", {}, "department");
  // A department's head hands out work inside his department; between departments it is the registrar's.
  if (scopeOf(actor) && input.department !== actor.department) throw new Refusal("forbidden", {}, "department");
  if (input.executor == null) return;
  const [person] = await tx.select({ id: staff.id }).from(staff)
    .where(and(eq(staff.id, input.executor), eq(staff.department, input.department), eq(staff.active, true)));
  if (!person) throw new Refusal("executorOutside", {}, "executor");
}

/** Gives a case to a department and, if named, an executor; later on, another executor or (not yet taken up) another department. */
export async function assign(actor: Actor, input: Assign, now = new Date()): Promise<void> {
  demand(actor, "case.assign");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    await demandPlaces(tx, actor, input);
    const step = findStep(found.track, found.status, "assigned", "assign");
    if (step) return takeStep(tx, await cityClock(tx), actor, found, step, input, now);
    const moves = input.department !== found.department;
    if (!assigned.includes(found.status) || (moves && found.status !== "assigned")) throw new Refusal("transitionNotAllowed", {}, "department");
    await record(tx, actor, found, { department: input.department, executor: input.executor ?? null }, { kind: "assignment", reason: input.reason?.trim() ?? null });
  });
}
