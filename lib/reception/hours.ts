import { and, asc, count, eq, gt, gte, isNull, lt, or, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { type Connection, privateDb, staff, staffRole } from "#db/private.ts";
import { booking, receptionDayOff, receptionHours } from "#db/private/reception.ts";
import { cityDay, endOfCityDay, startOfCityDay } from "#lib/appeals/city-day.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import type { DayOff, Hours } from "#lib/reception/slots.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Officials who receive people: the akim and his deputies. */
export const receivers = (db: Connection = privateDb()) =>
  db.select({ id: staff.id, name: staff.name }).from(staff).innerJoin(staffRole, and(eq(staffRole.staff, staff.id), eq(staffRole.role, "signer")))
    .where(eq(staff.active, true)).orderBy(asc(staff.id));

/** Hours and days off that may matter from a day on. */
export async function readHours(db: Connection, from: string): Promise<{ hours: Hours[]; off: DayOff[] }> {
  const [hours, off] = await Promise.all([
    db.select({
      id: receptionHours.id, official: receptionHours.official, weekday: receptionHours.weekday, day: receptionHours.day, starts: receptionHours.starts, ends: receptionHours.ends,
      minutes: receptionHours.minutes, seats: receptionHours.seats, place: receptionHours.place, validFrom: receptionHours.validFrom, validTo: receptionHours.validTo,
    }).from(receptionHours).where(and(or(isNull(receptionHours.validTo), gte(receptionHours.validTo, from)), or(isNull(receptionHours.day), gte(receptionHours.day, from))))
      .orderBy(asc(receptionHours.official), asc(receptionHours.weekday), asc(receptionHours.day), asc(receptionHours.starts)),
    db.select({ official: receptionDayOff.official, day: receptionDayOff.day, reason: receptionDayOff.reason }).from(receptionDayOff)
      .where(gte(receptionDayOff.day, from)).orderBy(asc(receptionDayOff.day)),
  ]);
  return { hours, off };
}

export type NewHours = { official: number; weekday: number | null; day: string | null; starts: string; ends: string; minutes: number; seats: number; place: string };

const dayBefore = (day: string) => DateTime.fromISO(day).minus({ days: 1 }).toISODate()!;
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Adds weekly hours from today on, or one day. @throws Refusal when they meet hours that the official has already */
export async function addHours(actor: Actor, input: NewHours, now = new Date()): Promise<void> {
  demand(actor, "reception.manage");
  await privateDb().transaction(async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('reception hours'))`);
    const today = cityDay(now, (await officeCity(tx)).timeZone);
    if (!(await receivers(tx)).some((one) => one.id === input.official)) throw new Refusal("invalid", {}, "official");
    if ((input.weekday === null) === (input.day === null)) throw new Refusal("receptionDayOrWeek", {}, "weekday");
    if (input.day !== null && input.day < today) throw new Refusal("receptionPast", {}, "day");
    if (input.starts >= input.ends) throw new Refusal("receptionOrder", {}, "ends");
    if (minutesOf(input.ends) - minutesOf(input.starts) < input.minutes) throw new Refusal("receptionShort", {}, "minutes");
    const { hours } = await readHours(tx, today);
    const meets = hours.some((one) => one.official === input.official && one.weekday === input.weekday && one.day === input.day && one.starts < input.ends && input.starts < one.ends);
    if (meets) throw new Refusal("receptionMeets", {}, "starts");
    await tx.insert(receptionHours).values({ ...input, validFrom: today });
    await recordOffice(tx, actor, { kind: "reception", subject: String(input.official), after: input });
  });
}

/** Ends weekly hours, or takes an added day back, from today on. Bookings stay and are shown as outside the hours. */
export async function endHours(actor: Actor, id: number, now = new Date()): Promise<void> {
  demand(actor, "reception.manage");
  await privateDb().transaction(async (tx) => {
    const lastDay = dayBefore(cityDay(now, (await officeCity(tx)).timeZone));
    const [ended] = await tx.update(receptionHours).set({ validTo: lastDay })
      .where(and(eq(receptionHours.id, id), or(isNull(receptionHours.validTo), gt(receptionHours.validTo, lastDay))))
      .returning({ official: receptionHours.official, weekday: receptionHours.weekday, day: receptionHours.day, starts: receptionHours.starts, ends: receptionHours.ends });
    if (!ended) throw new Refusal("notFound");
    await recordOffice(tx, actor, { kind: "reception", subject: String(ended.official), before: ended });
  });
}

/** How many people wait for an official on a day: they must be told when it is cancelled. */
export async function waitingOn(db: Connection, official: number, day: string, timeZone: string): Promise<number> {
  const [row] = await db.select({ n: count() }).from(booking).where(and(eq(booking.official, official), eq(booking.state, "booked"),
    gte(booking.startsAt, startOfCityDay(day, timeZone)), lt(booking.startsAt, endOfCityDay(day, timeZone))));
  return row!.n;
}

/** Cancels an official's reception of a day, or (no reason) brings it back. */
export async function setDayOff(actor: Actor, input: { official: number; day: string; reason: string | null }, now = new Date()): Promise<void> {
  demand(actor, "reception.manage");
  await privateDb().transaction(async (tx) => {
    const { timeZone } = await officeCity(tx);
    if (!(await receivers(tx)).some((one) => one.id === input.official)) throw new Refusal("invalid", {}, "official");
    if (input.day < cityDay(now, timeZone)) throw new Refusal("receptionPast", {}, "day");
    if (input.reason === null) {
      const gone = await tx.delete(receptionDayOff).where(and(eq(receptionDayOff.official, input.official), eq(receptionDayOff.day, input.day))).returning({ reason: receptionDayOff.reason });
      if (gone.length === 0) throw new Refusal("notFound");
      return recordOffice(tx, actor, { kind: "reception_day", subject: `${input.official} ${input.day}`, before: gone[0] });
    }
    if (!input.reason.trim()) throw new Refusal("required", {}, "reason");
    const [made] = await tx.insert(receptionDayOff).values({ official: input.official, day: input.day, reason: input.reason.trim() }).onConflictDoNothing().returning({ day: receptionDayOff.day });
    if (!made) throw new Refusal("receptionOffAlready", {}, "day");
    await recordOffice(tx, actor, { kind: "reception_day", subject: `${input.official} ${input.day}`, after: { off: true, waiting: await waitingOn(tx, input.official, input.day, timeZone) }, reason: input.reason });
  });
}

/** Everything the page of hours shows: who receives, present and coming hours, cancelled days with how many wait on them. */
export async function readReceivers(actor: Actor, now = new Date()) {
  demand(actor, "reception.manage");
  const db = privateDb();
  const { timeZone } = await officeCity(db);
  const today = cityDay(now, timeZone);
  const [people, { hours, off }] = await Promise.all([receivers(db), readHours(db, today)]);
  const counts = await Promise.all(off.map((one) => waitingOn(db, one.official, one.day, timeZone)));
  return { people, hours, off, waiting: (one: DayOff) => counts[off.indexOf(one)] ?? 0 };
}
