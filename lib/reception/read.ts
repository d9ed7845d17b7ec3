import { and, asc, eq, gte, inArray, lt, lte, ne, or, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { appeal, type Connection, privateDb } from "#db/private.ts";
import { booking } from "#db/private/reception.ts";
import { cityDay, endOfCityDay, startOfCityDay } from "#lib/appeals/city-day.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { Refusal } from "#lib/errors.ts";
import { readHours } from "#lib/reception/hours.ts";
import { freeSeat, type Slot, slotKey, slotsOf } from "#lib/reception/slots.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export const visitStates = ["booked", "cancelled", "no_show", "solved", "promised", "unsolved"] as const;
export type VisitState = (typeof visitStates)[number];

const columns = {
  id: booking.id, appeal: booking.appeal, official: booking.official, startsAt: booking.startsAt, minutes: booking.minutes, seat: booking.seat, place: booking.place,
  state: booking.state, settled: booking.settled, note: booking.note, promisedUntil: booking.promisedUntil, promisedDepartment: booking.promisedDepartment,
  number: appeal.number, track: appeal.track, status: appeal.status, category: appeal.category, department: appeal.department, language: appeal.language, text: sql<string>`left(${appeal.text}, 400)`,
};
const select = (db: Connection) => db.select(columns).from(booking).innerJoin(appeal, eq(appeal.id, booking.appeal));

/** A visit with what an official sees of its case without asking for the person. */
export type Visit = Omit<Awaited<ReturnType<typeof select>>[number], "state"> & { state: VisitState };

/** The visits of some days, cancelled ones left out, by time. */
export async function visitsBetween(db: Connection, from: string, to: string, timeZone: string): Promise<Visit[]> {
  const rows = await select(db).where(and(ne(booking.state, "cancelled"), gte(booking.startsAt, startOfCityDay(from, timeZone)), lt(booking.startsAt, endOfCityDay(to, timeZone))))
    .orderBy(asc(booking.startsAt), asc(booking.official), asc(booking.seat));
  return rows as Visit[];
}

/** One visit. Who may read receptions sees all cases, so there is no narrower scope. */
export async function readVisit(actor: Actor, id: number, db: Connection = privateDb()): Promise<Visit> {
  demand(actor, "reception.read");
  const [row] = await select(db).where(eq(booking.id, id));
  if (!row) throw new Refusal("notFound");
  return row as Visit;
}

/** The visits of one case, the newest first. */
export async function visitsOf(actor: Actor, caseId: number): Promise<Visit[]> {
  demand(actor, "reception.read");
  return await select(privateDb()).where(eq(booking.appeal, caseId)).orderBy(sql`${booking.startsAt} DESC`).limit(20) as Visit[];
}

/** Visits whose result still waits for somebody who may assign or register. */
export async function unsettledVisits(actor: Actor): Promise<Visit[]> {
  demand(actor, "reception.read");
  return await select(privateDb()).where(eq(booking.settled, false)).orderBy(asc(booking.startsAt)).limit(100) as Visit[];
}

/** Of some cases, the visit that is still to come or whose result waits for somebody who may register or assign. */
export async function visitsAhead(cases: number[], db: Connection = privateDb()): Promise<Map<number, { id: number; state: VisitState; startsAt: Date }>> {
  if (cases.length === 0) return new Map();
  const rows = await db.select({ appeal: booking.appeal, id: booking.id, state: booking.state, startsAt: booking.startsAt }).from(booking)
    .where(and(inArray(booking.appeal, cases), or(eq(booking.state, "booked"), eq(booking.settled, false)))).orderBy(asc(booking.id));
  return new Map(rows.map(({ appeal, ...visit }) => [appeal, { ...visit, state: visit.state as VisitState }]));
}

export type DaySlot = Slot & { key: string; visits: Visit[]; free: number; past: boolean };
/** A day of receptions: its slots with who is booked, and visits that stand outside the present hours. */
export type Day = { day: string; working: boolean; slots: DaySlot[]; stray: Visit[]; off: { official: number; reason: string }[] };

const daysOfWeek = (monday: string) => Array.from({ length: 7 }, (_, n) => DateTime.fromISO(monday).plus({ days: n }).toISODate()!);

/** The days from one to another, both included, as the hours and bookings stand. */
export async function readDays(actor: Actor, from: string, to: string, now = new Date(), db: Connection = privateDb()): Promise<Day[]> {
  demand(actor, "reception.read");
  return daysBetween(from, to, now, db);
}

/** The same for the system itself. */
export async function daysBetween(from: string, to: string, now: Date, db: Connection): Promise<Day[]> {
  const clock = await cityClock(db);
  const [{ hours, off }, visits] = await Promise.all([readHours(db, from), visitsBetween(db, from, to, clock.timeZone)]);
  const days: Day[] = [];
  for (let day = from; day <= to; day = DateTime.fromISO(day).plus({ days: 1 }).toISODate()!) {
    const theirs = visits.filter((visit) => cityDay(visit.startsAt, clock.timeZone) === day);
    const slots = slotsOf(day, hours, off, clock.calendar, clock.timeZone).map((slot): DaySlot => {
      const here = theirs.filter((visit) => visit.official === slot.official && visit.startsAt.getTime() === slot.startsAt.getTime());
      const held = Array.from({ length: slot.seats }, (_, n) => n + 1).filter((seat) => theirs.some((visit) => visit.seat === seat && freeSeat({ ...slot, seats: 1 }, [{ ...visit, seat: 1 }]) === null));
      return { ...slot, key: slotKey(slot), visits: here, free: slot.seats - held.length, past: slot.startsAt.getTime() + slot.minutes * 60_000 <= now.getTime() };
    });
    const placed = new Set(slots.flatMap((slot) => slot.visits.map((visit) => visit.id)));
    days.push({ day, working: clock.calendar.isWorkingDay(day), slots, stray: theirs.filter((visit) => !placed.has(visit.id)), off: off.filter((one) => one.day === day) });
  }
  return days;
}

/** The week that a day lies in, Monday first. */
export function weekOf(day: string): { from: string; to: string } {
  const days = daysOfWeek(DateTime.fromISO(day).startOf("week").toISODate()!);
  return { from: days[0]!, to: days[6]! };
}

/** The next free slots, at most two months ahead; few of each day, so that other days are offered too. */
export async function nextFree(actor: Actor, most: number, now = new Date(), ofDay = 4): Promise<DaySlot[]> {
  const { timeZone } = await cityClock();
  const today = cityDay(now, timeZone);
  const days = await readDays(actor, today, DateTime.fromISO(today).plus({ months: 2 }).toISODate()!, now);
  return days.flatMap((day) => day.slots.filter((slot) => slot.free > 0 && slot.startsAt > now).slice(0, ofDay)).slice(0, most);
}

/** Months (this one and the next) in which an official who receives has no reception at all: the law wants one a month (art. 90). `official` null: nobody receives. */
export async function monthsWithout(actor: Actor, now = new Date()): Promise<{ official: number | null; month: string }[]> {
  demand(actor, "reception.read");
  const db = privateDb();
  const clock = await cityClock(db);
  const first = DateTime.fromISO(cityDay(now, clock.timeZone)).startOf("month");
  const { hours, off } = await readHours(db, first.toISODate()!);
  const everReceived = await db.selectDistinct({ official: booking.official }).from(booking).where(and(ne(booking.state, "cancelled"), lte(booking.startsAt, now)));
  const officials = [...new Set([...hours.map((one) => one.official), ...everReceived.map((one) => one.official)])].sort((a, b) => a - b);
  const months = [first, first.plus({ months: 1 })];
  if (officials.length === 0) return [{ official: null, month: first.toFormat("yyyy-MM") }];
  const visits = await visitsBetween(db, first.toISODate()!, months[1]!.endOf("month").toISODate()!, clock.timeZone);
  return months.flatMap((month) => {
    const receives = new Set(visits.filter((visit) => cityDay(visit.startsAt, clock.timeZone).startsWith(month.toFormat("yyyy-MM"))).map((visit) => visit.official));
    for (let day = month; day <= month.endOf("month"); day = day.plus({ days: 1 })) for (const slot of slotsOf(day.toISODate()!, hours, off, clock.calendar, clock.timeZone)) receives.add(slot.official);
    return officials.filter((one) => !receives.has(one)).map((official) => ({ official, month: month.toFormat("yyyy-MM") }));
  });
}
