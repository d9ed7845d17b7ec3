import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { coExecutor } from "#db/private/assignment.ts";
import { appeal, type Connection, department, event, privateDb, staff } from "#db/private.ts";
import { withDepartment } from "#lib/appeals/assign.ts";
import { lockCase, type Seen } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { changesSince, Conflict } from "#lib/appeals/conflict.ts";
import { demandInternalDue } from "#lib/appeals/internal-due.ts";
import { record } from "#lib/appeals/record.ts";
import { ownScope, scopeOf } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand, may } from "#lib/staff/actor.ts";

/** A co-executor and his part, newest round last. */
export type Part = Awaited<ReturnType<typeof partsOf>>[number];

/** The parts of a case; the caller has judged who reads it. */
export const partsOf = (db: Connection, id: number) => db.select({
  id: coExecutor.id, round: coExecutor.round, department: coExecutor.department, staff: coExecutor.staff,
  name: sql<string | null>`(SELECT s.name FROM private.staff s WHERE s.id = "co_executor"."staff")`,
  task: coExecutor.task, internalDue: coExecutor.internalDue, contribution: coExecutor.contribution, contributedAt: coExecutor.contributedAt,
  contributor: sql<string | null>`(SELECT s.name FROM private.staff s WHERE s.id = "co_executor"."contributed_by")`,
}).from(coExecutor).where(eq(coExecutor.appeal, id)).orderBy(asc(coExecutor.round), asc(coExecutor.id));

export type AddPart = { id: number; seen: Seen; department: string; /** One official of it; null: the department. */ staff: number | null; task: string; internalDue: string };

/** Gives a part of a case to another department or official: he reads it and writes his part, nothing else. */
export async function addPart(actor: Actor, input: AddPart, now = new Date()): Promise<void> {
  demand(actor, "case.assign");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    if (!withDepartment.includes(found.status)) throw new Refusal("transitionNotAllowed", {}, "to");
    // Another department's work is the registrar's to give, here as in assign.ts.
    if (ownScope(actor) && input.department !== actor.department) throw new Refusal("forbidden", {}, "to");
    const [place] = await tx.select({ code: department.code }).from(department).where(and(eq(department.code, input.department), eq(department.active, true)));
    const [person] = input.staff === null ? [] : await tx.select({ id: staff.id }).from(staff)
      .where(and(eq(staff.id, input.staff), eq(staff.department, input.department), eq(staff.active, true)));
    if (!place || (input.staff !== null && !person)) throw new Refusal("invalid", {}, "to");
    // The executor himself, or his whole department, would be asked for what is his already.
    if (input.staff === null ? input.department === found.department : input.staff === found.executor) throw new Refusal("coExecutorSame", {}, "to");
    if (!input.task.trim()) throw new Refusal("required", {}, "task");
    demandInternalDue(await cityClock(tx), found.dueAt, input.internalDue, now);
    const [made] = await tx.insert(coExecutor).values({
      appeal: found.id, round: found.round, department: input.department, staff: input.staff, task: input.task.trim(), internalDue: input.internalDue,
    }).onConflictDoNothing().returning({ id: coExecutor.id });
    if (!made) throw new Refusal("coExecutorTwice", {}, "to");
    await record(tx, actor, found, {}, { kind: "co_executor", more: { entry: made.id, coDepartment: input.department, coExecutor: input.staff, internalDue: input.internalDue } });
  });
}

/** Takes a part back that nothing was written for yet; what was written stays. */
export async function removePart(actor: Actor, input: { id: number; seen: Seen; entry: number }): Promise<void> {
  demand(actor, "case.assign");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    const [gone] = await tx.delete(coExecutor).where(and(eq(coExecutor.id, input.entry), eq(coExecutor.appeal, found.id), isNull(coExecutor.contribution)))
      .returning({ id: coExecutor.id, department: coExecutor.department, staff: coExecutor.staff });
    if (!gone) throw new Refusal("partWritten");
    if (ownScope(actor) && gone.department !== actor.department) throw new Refusal("forbidden");
    await record(tx, actor, found, {}, { kind: "co_executor_removed", more: { entry: gone.id, coDepartment: gone.department, coExecutor: gone.staff } });
  });
}

/**
 * What a co-executor wrote, below what the answer's writer has already: nothing typed gives way to it.
 * @throws Refusal "notFound" where the case is not the actor's or nothing was written
 */
export async function insertPart(actor: Actor, id: number, entry: number, written: string): Promise<string> {
  demand(actor, "case.work");
  const [part] = await privateDb().select({ text: coExecutor.contribution }).from(coExecutor).innerJoin(appeal, eq(appeal.id, coExecutor.appeal))
    .where(and(eq(coExecutor.id, entry), eq(appeal.id, id), ownScope(actor)));
  if (!part?.text) throw new Refusal("notFound", {}, "coPart");
  return [written.trimEnd(), part.text].filter(Boolean).join("\n\n");
}

/** Whether a part is this official's to write: his own, his department's, or (its head) any of his department. */
export const writesPart = (actor: Actor, part: Pick<Part, "department" | "staff">): boolean =>
  may(actor, "case.contribute") && actor.department === part.department && (part.staff === null || part.staff === actor.id || actor.roles.includes("head"));

/**
 * A co-executor writes his part, or writes it anew, while the case is open. The case's version stays: the main
 * executor's answer in the making isn't disturbed. Who comes second after a colleague is told and keeps his text.
 */
export async function contribute(actor: Actor, input: { id: number; seen: Seen; entry: number; text: string }, now = new Date()): Promise<void> {
  demand(actor, "case.contribute");
  await privateDb().transaction(async (tx) => {
    const [found] = await tx.select({ id: appeal.id, closedAt: appeal.closedAt, round: appeal.round, version: appeal.version, seq: appeal.historySeq })
      .from(appeal).where(and(eq(appeal.id, input.id), scopeOf(actor))).for("update");
    if (!found) throw new Refusal("notFound");
    const [part] = await tx.select({ id: coExecutor.id, department: coExecutor.department, staff: coExecutor.staff, round: coExecutor.round })
      .from(coExecutor).where(and(eq(coExecutor.id, input.entry), eq(coExecutor.appeal, found.id)));
    if (!part || !writesPart(actor, part)) throw new Refusal("forbidden");
    if (found.closedAt || part.round !== found.round) throw new Refusal("transitionNotAllowed");
    if (!input.text.trim()) throw new Refusal("required", {}, "text");
    const meanwhile = (await changesSince(tx, found.id, input.seen.seq)).filter((change) => change.kind === "contribution" && change.after?.entry === part.id);
    if (meanwhile.length > 0) throw new Conflict(meanwhile, found);
    await tx.update(coExecutor).set({ contribution: input.text.trim(), contributedBy: actor.id, contributedAt: now }).where(eq(coExecutor.id, part.id));
    await tx.insert(event).values({ appeal: found.id, actor: actor.id, kind: "contribution", after: { entry: part.id, coDepartment: part.department } });
  });
}
