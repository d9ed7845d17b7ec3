import { and, eq, sql } from "drizzle-orm";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import { assignment } from "#db/private/assignment.ts";
import { batch, batchCase } from "#db/private/search.ts";
import { appeal, category, type Connection, department, district, privateDb, staff } from "#db/private.ts";
import { assignLocked, standingAssignment } from "#lib/appeals/assign.ts";
import { type Case, lockCase, type Seen } from "#lib/appeals/case.ts";
import { cityClock, holdCalendar } from "#lib/appeals/city-clock.ts";
import { classifyLocked } from "#lib/appeals/classify.ts";
import { type Patch, record } from "#lib/appeals/record.ts";
import { findStep } from "#lib/appeals/status.ts";
import { takeStep } from "#lib/appeals/step.ts";
import { Refusal } from "#lib/errors.ts";
import type { Permission } from "#lib/permissions.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** What may be done to several cases at once. `classify` sets what is given and leaves the other as it is. */
export type BatchAct =
  | { act: "assign"; department: string; executor: number | null }
  | { act: "classify"; category: string | null; district: string | null }
  | { act: "register"; kind: AppealKind; confirmed: boolean };
export type Chosen = { id: number; seen: Seen };

const permission: Record<BatchAct["act"], Permission> = { assign: "case.assign", classify: "case.classify", register: "case.register" };

/** A page of the list and some more. */
export const mostChosen = 100;
/** For so long an act on several cases can be taken back. */
export const undoMinutes = 15;

/** What undoing restores: the columns the act may change, and the assignment that stood. */
type Before = { patch: Record<string, unknown>; assignment?: { department: string; executor: number | null; instruction: string; internalDue: string | null } | null };

/** What is wrong for every case alike is said before the first is touched. */
async function demandSense(db: Connection, input: BatchAct): Promise<void> {
  if (input.act === "register" && !input.confirmed) throw new Refusal("confirmRegistration", {}, "confirm");
  if (input.act === "classify") {
    if (!input.category && !input.district) throw new Refusal("required", {}, "category");
    for (const [name, table] of Object.entries({ category, district })) {
      const code = input[name as "category"];
      if (code && (await db.select({ code: table.code }).from(table).where(eq(table.code, code))).length === 0) throw new Refusal("invalid", {}, name);
    }
  }
  if (input.act === "assign") {
    const place = await db.select({ code: department.code }).from(department).where(and(eq(department.code, input.department), eq(department.active, true)));
    if (place.length === 0) throw new Refusal("invalid", {}, "department");
    if (input.executor === null) return;
    const person = await db.select({ id: staff.id }).from(staff).where(and(eq(staff.id, input.executor), eq(staff.department, input.department), eq(staff.active, true)));
    if (person.length === 0) throw new Refusal("executorOutside", {}, "executor");
  }
}

/** Does the act to one case that is locked; says what undoing would restore (a registration: nothing, the clock of the law runs). */
async function act(tx: Connection, actor: Actor, found: Case, input: BatchAct, now: Date): Promise<Before | null> {
  if (input.act === "classify") {
    await classifyLocked(tx, actor, found, { category: input.category ?? found.category, district: input.district ?? found.district });
    return { patch: { category: found.category, district: found.district, dueAt: found.dueAt, dueBasis: found.dueBasis } };
  }
  const clock = await cityClock(tx);
  if (input.act === "register") {
    const step = findStep(found.track, found.status, "registered", "status");
    if (!step) throw new Refusal("transitionNotAllowed");
    await takeStep(tx, clock, actor, found, step, { kind: input.kind }, now);
    return null;
  }
  const stood = found.department === null ? null : await standingAssignment(tx, found);
  await assignLocked(tx, clock, actor, found, { department: input.department, executor: input.executor }, now);
  return {
    patch: { status: found.status, department: found.department, executor: found.executor },
    assignment: stood && { department: stood.department, executor: found.executor, instruction: stood.instruction, internalDue: stood.internalDue },
  };
}

const versionOf = async (tx: Connection, id: number) => (await tx.select({ version: appeal.version }).from(appeal).where(eq(appeal.id, id)))[0]!.version;

/**
 * Does one act to several cases. Each case is a locked change of its own with its own event: what can't be done to one leaves the
 * others alone, and is told. @returns the batch's id
 * @throws Refusal when nothing was done to any
 */
export async function runBatch(actor: Actor, input: BatchAct, chosen: Chosen[], now = new Date()): Promise<number> {
  demand(actor, permission[input.act]);
  if (chosen.length === 0 || chosen.length > mostChosen) throw new Refusal("chooseCases", {}, "case");
  const db = privateDb();
  await demandSense(db, input);
  const [made] = await db.insert(batch).values({ staff: actor.id, act: input.act, input, at: now }).returning({ id: batch.id });
  for (const one of new Map(chosen.map((each) => [each.id, each])).values()) {
    try {
      await db.transaction(async (tx) => {
        const found = await lockCase(tx, actor, one.id, one.seen);
        const before = await act(tx, actor, found, input, now);
        await tx.insert(batchCase).values({ batch: made!.id, appeal: one.id, version: await versionOf(tx, one.id), before });
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // A case that never was can't be remembered, one that isn't his any more can.
      await db.execute(sql`INSERT INTO private.batch_case (batch, appeal, refusal) SELECT ${made!.id}, a.id, ${error.code} FROM private.appeal a WHERE a.id = ${one.id}`);
    }
  }
  return made!.id;
}

/** Takes a batch's change of one case back, as a new event; the caller knows that nobody has changed the case since. */
async function restore(tx: Connection, actor: Actor, found: Case, { patch, assignment: stood }: Before, now: Date): Promise<void> {
  const dates = "dueAt" in patch ? { dueAt: patch.dueAt === null ? null : new Date(String(patch.dueAt)) } : {};
  await record(tx, actor, found, { ...patch, ...dates } as Patch, { kind: "undo" });
  if (stood) await tx.insert(assignment).values({ appeal: found.id, round: found.round, at: now, assignedBy: actor.id, ...stood });
}

/**
 * Takes back what one's own batch did, within some minutes: every case that nobody has changed since becomes what it was, with an event
 * that says so. Taking back is no step of the workflow: it returns a case to where it stood before anybody acted on the mistake.
 * @throws Refusal "undoOver" for a registration, for an older batch or one that was taken back already
 */
export async function undoBatch(actor: Actor, id: number, now = new Date()): Promise<void> {
  const db = privateDb();
  const [own] = await db.select({ act: batch.act }).from(batch).where(and(eq(batch.id, id), eq(batch.staff, actor.id)));
  if (!own) throw new Refusal("notFound");
  demand(actor, permission[own.act as BatchAct["act"]]);
  const since = new Date(now.getTime() - undoMinutes * 60_000);
  const [taken] = await db.update(batch).set({ undoneAt: now })
    .where(and(eq(batch.id, id), sql`${batch.undoneAt} IS NULL AND ${batch.act} <> 'register' AND ${batch.at} >= ${since.toISOString()}`)).returning({ id: batch.id });
  if (!taken) throw new Refusal("undoOver");
  const done = await db.select({ appeal: batchCase.appeal, version: batchCase.version, before: batchCase.before }).from(batchCase).where(and(eq(batchCase.batch, id), sql`${batchCase.version} IS NOT NULL AND NOT ${batchCase.undone}`)).orderBy(batchCase.appeal);
  for (const one of done) {
    const row = and(eq(batchCase.batch, id), eq(batchCase.appeal, one.appeal));
    try {
      await db.transaction(async (tx) => {
        const found = await lockCase(tx, actor, one.appeal, { version: one.version!, seq: 0 });
        await holdCalendar(tx);
        await restore(tx, actor, found, one.before as Before, now);
        await tx.update(batchCase).set({ undone: true }).where(row);
      });
    } catch (error) {
      if (!(error instanceof Refusal)) {
        // Broken off by a fault: what is left can be taken back by asking again.
        await db.update(batch).set({ undoneAt: null }).where(eq(batch.id, id));
        throw error;
      }
      await db.update(batchCase).set({ undoRefusal: error.code }).where(row);
    }
  }
}
