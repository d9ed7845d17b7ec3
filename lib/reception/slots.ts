import { DateTime } from "luxon";
import type { Calendar } from "#lib/appeals/calendar.ts";

/** When an official receives: every week on a weekday (1 is Monday), or on one day that was added by hand. */
export type Hours = {
  id: number; official: number; weekday: number | null; day: string | null;
  starts: string; ends: string; minutes: number; seats: number; place: string; validFrom: string; validTo: string | null;
};
export type DayOff = { official: number; day: string; reason: string };

/** A time at which as many people as it has seats can be received. */
export type Slot = { official: number; startsAt: Date; minutes: number; seats: number; place: string };

/** A slot in an address or a form: the official and the moment. */
export const slotKey = (slot: { official: number; startsAt: Date }): string => `${slot.official}.${slot.startsAt.getTime() / 1000}`;

/** The official and the moment of a slot's key; null for what is none. */
export function parseSlotKey(key: string): { official: number; startsAt: Date } | null {
  const match = /^([1-9]\d{0,14})\.([1-9]\d{8,10})$/.exec(key);
  return match ? { official: Number(match[1]), startsAt: new Date(Number(match[2]) * 1000) } : null;
}

const holds = (hours: Hours, day: string, calendar: Calendar): boolean =>
  (hours.day !== null ? hours.day === day : hours.weekday === DateTime.fromISO(day).weekday && calendar.isWorkingDay(day))
  && hours.validFrom <= day && (hours.validTo === null || day <= hours.validTo);

/** The slots of a day in the city's time zone, by time. Weekly hours rest on days off; a day added by hand does not; a day off of the official's own ends all. */
export function slotsOf(day: string, all: readonly Hours[], off: readonly DayOff[], calendar: Calendar, timeZone: string): Slot[] {
  const slots = new Map<string, Slot>();
  for (const hours of all) {
    if (!holds(hours, day, calendar) || off.some((one) => one.official === hours.official && one.day === day)) continue;
    const end = DateTime.fromISO(`${day}T${hours.ends}`, { zone: timeZone });
    for (let at = DateTime.fromISO(`${day}T${hours.starts}`, { zone: timeZone }); at.plus({ minutes: hours.minutes }) <= end; at = at.plus({ minutes: hours.minutes })) {
      const slot: Slot = { official: hours.official, startsAt: at.toJSDate(), minutes: hours.minutes, seats: hours.seats, place: hours.place };
      slots.set(slotKey(slot), slot);
    }
  }
  return [...slots.values()].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.official - b.official);
}

/** Whether two visits meet in time. */
export const overlap = (a: { startsAt: Date; minutes: number }, b: { startsAt: Date; minutes: number }): boolean =>
  a.startsAt.getTime() < b.startsAt.getTime() + b.minutes * 60_000 && b.startsAt.getTime() < a.startsAt.getTime() + a.minutes * 60_000;

/** The lowest seat of a slot that no booking holds; null when it is full. */
export function freeSeat(slot: Slot, booked: readonly { official: number; startsAt: Date; minutes: number; seat: number }[]): number | null {
  const taken = new Set(booked.filter((one) => one.official === slot.official && overlap(slot, one)).map((one) => one.seat));
  for (let seat = 1; seat <= slot.seats; seat++) if (!taken.has(seat)) return seat;
  return null;
}
