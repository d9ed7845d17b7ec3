import { and, eq, gte, lt, ne, sql } from "drizzle-orm";
import { appeal, channel, type Connection, privateDb } from "#db/private.ts";
import { booking } from "#db/private/reception.ts";
import { type Case, lockCase } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { cityDay, endOfCityDay, startOfCityDay } from "#lib/appeals/city-day.ts";
import type { Clock } from "#lib/appeals/deadlines.ts";
import { record } from "#lib/appeals/record.ts";
import { closedStatuses } from "#lib/appeals/status.ts";
import { Refusal } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { receive, type Receipt } from "#lib/intake/receive.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";
import { readHours } from "#lib/reception/hours.ts";
import { freeSeat, parseSlotKey, type Slot, slotsOf } from "#lib/reception/slots.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { staffNames } from "#lib/staff/names.ts";

/** The channel of every case that begins with a booking. */
export const receptionChannel = "reception";

/** Somebody new with his topic, or a case that is here already. The phone is E.164 (lib/intake/phone-number.ts). */
export type Book = { slot: string } & ({ caseId: number } | { name: string; phone: string | null; language: Locale; topic: string; category: string | null });

/** A case as it stands now, for commands whose form was drawn from a visit: the visit's own state says whether somebody was quicker. */
export async function lockNow(tx: Connection, actor: Actor, id: number): Promise<Case> {
  const [now] = await tx.select({ version: appeal.version, seq: appeal.historySeq }).from(appeal).where(eq(appeal.id, id)).for("update");
  if (!now) throw new Refusal("notFound");
  return lockCase(tx, actor, id, now);
}

/** Takes a seat of a slot: whoever asks second waits, then finds what is left. @throws Refusal "receptionTaken" or, when the hours have changed, "receptionNoSlot" */
export async function takeSeat(tx: Connection, clock: Clock, key: string, now: Date): Promise<Slot & { seat: number }> {
  const wanted = parseSlotKey(key);
  if (!wanted) throw new Refusal("required", {}, "slot");
  const day = cityDay(wanted.startsAt, clock.timeZone);
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext(${`reception ${wanted.official} ${day}`}))`);
  const { hours, off } = await readHours(tx, day);
  const slot = slotsOf(day, hours, off, clock.calendar, clock.timeZone).find((one) => one.official === wanted.official && one.startsAt.getTime() === wanted.startsAt.getTime());
  if (!slot || slot.startsAt.getTime() + slot.minutes * 60_000 <= now.getTime()) throw new Refusal("receptionNoSlot", {}, "slot");
  const booked = await tx.select({ official: booking.official, startsAt: booking.startsAt, minutes: booking.minutes, seat: booking.seat }).from(booking)
    .where(and(eq(booking.official, slot.official), ne(booking.state, "cancelled"), gte(booking.startsAt, startOfCityDay(day, clock.timeZone)), lt(booking.startsAt, endOfCityDay(day, clock.timeZone))));
  const seat = freeSeat(slot, booked);
  if (seat === null) throw new Refusal("receptionTaken", {}, "slot");
  return { ...slot, seat };
}

/** What a case's history says of a slot. */
export const toldSlot = (slot: { official: number; startsAt: Date; place: string }) => ({ receiver: slot.official, visitAt: slot.startsAt.toISOString(), place: slot.place });

/** Tells the person when and where, once for each time the visit has had. */
export async function tellOfVisit(tx: Connection, visit: Slot & { id: number; appeal: number }, now: Date): Promise<void> {
  const host = (await staffNames([visit.official], tx)).get(visit.official) ?? "";
  const at = visit.startsAt.toISOString();
  await tellApplicant(tx, { appeal: visit.appeal, kind: "booking", key: `booking ${visit.id} ${at}`, facts: { at, host, place: visit.place } }, now);
}

async function newCase(tx: Connection, actor: Actor, input: Extract<Book, { topic: string }>, now: Date): Promise<Receipt> {
  const [known] = await tx.select({ code: channel.code }).from(channel).where(eq(channel.code, receptionChannel));
  if (!known) throw new Refusal("receptionChannelMissing");
  if (!input.name.trim()) throw new Refusal("required", {}, "name");
  if (!input.topic.trim()) throw new Refusal("required", {}, "topic");
  const receipt = await receive(tx, {
    channel: receptionChannel, language: input.language, text: input.topic, category: input.category, receivedAt: now, applicant: { name: input.name, phone: input.phone, address: null },
  }, actor);
  return receipt!; // no provider's id, so nothing can be here twice
}

/** Writes a visit into a case, and tells its person. @param actor null: the person himself, on the web @throws Refusal "receptionBooked" when he has one ahead */
export async function hold(tx: Connection, actor: { id: number } | null, found: Case, slot: Slot & { seat: number }, now: Date): Promise<number> {
  const [waiting] = await tx.select({ id: booking.id }).from(booking).where(and(eq(booking.appeal, found.id), eq(booking.state, "booked")));
  if (waiting) throw new Refusal("receptionBooked", {}, "case");
  const [made] = await tx.insert(booking).values({
    appeal: found.id, official: slot.official, startsAt: slot.startsAt, minutes: slot.minutes, seat: slot.seat, place: slot.place, bookedBy: actor?.id ?? null, bookedAt: now,
  }).returning({ id: booking.id });
  await record(tx, actor, found, {}, { kind: "reception_booked", more: toldSlot(slot) });
  await tellOfVisit(tx, { id: made!.id, appeal: found.id, ...slot }, now);
  return made!.id;
}

/**
 * Books a slot for a person, as a new case with channel "reception", or for an existing open case.
 * @returns the number and, for a new case, the tracking code: said once, only its hash is stored
 */
export async function book(actor: Actor, input: Book, now = new Date()): Promise<{ id: number; appeal: number; number: string; trackingCode: string | null }> {
  demand(actor, "reception.book");
  return privateDb().transaction(async (tx) => {
    const slot = await takeSeat(tx, await cityClock(tx), input.slot, now);
    const receipt = "caseId" in input ? null : await newCase(tx, actor, input, now);
    const found = await lockNow(tx, actor, receipt?.id ?? (input as { caseId: number }).caseId);
    if (closedStatuses.includes(found.status)) throw new Refusal("receptionClosed", {}, "case");
    const made = await hold(tx, actor, found, slot, now);
    return { id: made, appeal: found.id, number: found.number, trackingCode: receipt?.trackingCode ?? null };
  });
}
