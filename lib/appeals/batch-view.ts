import { and, desc, eq, sql } from "drizzle-orm";
import { batch, batchCase } from "#db/private/search.ts";
import { appeal, privateDb } from "#db/private.ts";
import { type BatchAct, undoMinutes } from "#lib/appeals/batch.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import type { Track } from "#lib/appeals/status.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type BatchView = Awaited<ReturnType<typeof viewBatch>>;

/** What became of one's own batch, case by case; cases that are not his to read any more have no number. */
export async function viewBatch(actor: Actor, id: number, now = new Date()) {
  demand(actor, "case.classify");
  const db = privateDb();
  const [own] = await db.select({ id: batch.id, at: batch.at, act: batch.act, input: batch.input, undoneAt: batch.undoneAt }).from(batch).where(and(eq(batch.id, id), eq(batch.staff, actor.id)));
  if (!own) throw new Refusal("notFound");
  const cases = await db.select({
    id: batchCase.appeal, number: appeal.number, track: appeal.track, status: appeal.status, done: sql<boolean>`${batchCase.version} IS NOT NULL`,
    refusal: batchCase.refusal, undone: batchCase.undone, undoRefusal: batchCase.undoRefusal,
  }).from(batchCase).leftJoin(appeal, and(eq(appeal.id, batchCase.appeal), scopeOf(actor))).where(eq(batchCase.batch, id)).orderBy(desc(appeal.receivedAt), batchCase.appeal);
  const undoUntil = own.act === "register" || own.undoneAt ? null : new Date(own.at.getTime() + undoMinutes * 60_000);
  return {
    ...own, input: own.input as BatchAct, cases: cases.map((one) => ({ ...one, track: one.track as Track | null })),
    undoUntil: undoUntil && undoUntil > now && cases.some((one) => one.done) ? undoUntil : null,
  };
}
