import { and, eq, gt } from "drizzle-orm";
import { type Connection, privateDb } from "#db/private.ts";
import { booking } from "#db/private/reception.ts";
import type { Case } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { record } from "#lib/appeals/record.ts";
import { Refusal } from "#lib/errors.ts";
import { lockNow, takeSeat, tellOfVisit, toldSlot } from "#lib/reception/book.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Takes a visit for this transaction. @throws Refusal when it is no longer in the state the form was drawn from */
export async function lockVisit(tx: Connection, id: number) {
  const [found] = await tx.select({
    id: booking.id, appeal: booking.appeal, official: booking.official, startsAt: booking.startsAt, place: booking.place, state: booking.state, settled: booking.settled,
    note: booking.note, promisedUntil: booking.promisedUntil, promisedDepartment: booking.promisedDepartment,
  }).from(booking).where(eq(booking.id, id)).for("update");
  if (!found) throw new Refusal("notFound");
  return found;
}

/** A visit that is still to come, or whose result nobody has written down. */
export async function lockWaiting(tx: Connection, id: number) {
  const found = await lockVisit(tx, id);
  if (found.state !== "booked") throw new Refusal("receptionDone");
  return found;
}

const demandReason = (reason: string) => {
  if (!reason.trim()) throw new Refusal("required", {}, "reason");
  return reason.trim();
};

/** Moves a visit to another slot; the old one is free at once. */
export async function moveVisit(actor: Actor, input: { booking: number; slot: string; reason: string }, now = new Date()): Promise<void> {
  demand(actor, "reception.book");
  const reason = demandReason(input.reason);
  await privateDb().transaction(async (tx) => {
    const visit = await lockWaiting(tx, input.booking);
    const slot = await takeSeat(tx, await cityClock(tx), input.slot, now);
    const found = await lockNow(tx, actor, visit.appeal);
    await tx.update(booking).set({ official: slot.official, startsAt: slot.startsAt, minutes: slot.minutes, seat: slot.seat, place: slot.place }).where(eq(booking.id, visit.id));
    await record(tx, actor, found, {}, { kind: "reception_moved", reason, more: toldSlot(slot) });
    await tellOfVisit(tx, { ...slot, id: visit.id, appeal: visit.appeal }, now);
  });
}

/** Cancels a visit. Its case stays: what the person wanted is still there. */
export async function cancelVisit(actor: Actor, input: { booking: number; reason: string }, now = new Date()): Promise<void> {
  demand(actor, "reception.book");
  const reason = demandReason(input.reason);
  await privateDb().transaction(async (tx) => {
    const visit = await lockWaiting(tx, input.booking);
    const found = await lockNow(tx, actor, visit.appeal);
    await tx.update(booking).set({ state: "cancelled", note: reason, recordedBy: actor.id, recordedAt: now }).where(eq(booking.id, visit.id));
    await record(tx, actor, found, {}, { kind: "reception_cancelled", reason, more: toldSlot(visit) });
  });
}

/** Who takes his case back doesn't come either: the seat is free for others. */
export async function cancelOwnVisit(tx: Connection, found: Case, now: Date): Promise<void> {
  const [visit] = await tx.update(booking).set({ state: "cancelled", recordedAt: now })
    .where(and(eq(booking.appeal, found.id), eq(booking.state, "booked"), gt(booking.startsAt, now))).returning({ official: booking.official, startsAt: booking.startsAt, place: booking.place });
  if (visit) await record(tx, null, found, {}, { kind: "reception_cancelled", more: { byApplicant: true, ...toldSlot(visit) } });
}
