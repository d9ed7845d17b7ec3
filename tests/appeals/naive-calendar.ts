import fc from "fast-check";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import { calendarOf } from "#lib/appeals/calendar.ts";
import type { Clock } from "#lib/appeals/deadlines.ts";

// The law's count as one would do it by hand, day by day, sharing nothing with the engine: wall clocks by Intl, days one by one.

export type City = { timeZone: string; opens: string; closes: string; days: Map<string, boolean> };

export const next = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
export const works = ({ days }: City, day: string): boolean => days.get(day) ?? ![0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

/** The wall clock of a moment: ["2026-11-23", "18:29"]. */
export function wall({ timeZone }: City, at: Date): [string, string] {
  const of = Object.fromEntries(new Intl.DateTimeFormat("en-CA", { timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).formatToParts(at).map((part) => [part.type, part.value]));
  return [`${of.year}-${of.month}-${of.day}`, `${of.hour}:${of.minute}`];
}

/** The day a registration counts as. */
export function startDay(city: City, at: Date): string {
  let [day, time] = wall(city, at);
  if (works(city, day) && time >= city.closes) day = next(day);
  while (!works(city, day)) day = next(day);
  return day;
}

/** The n-th working day after a day. */
export function workingDayAfter(city: City, day: string, n: number): string {
  while (n > 0) if (works(city, day = next(day))) n--;
  return day;
}

/** The day itself or the next that is worked. */
export function rolled(city: City, day: string): string {
  while (!works(city, day)) day = next(day);
  return day;
}

export const daysFor = (kind: AppealKind): number => (kind === "complaint" ? 20 : 15);

export const clockOf = (city: City): Clock => ({
  timeZone: city.timeZone, officeHours: { start: city.opens, end: city.closes }, calendar: calendarOf([...city.days].map(([day, working]) => ({ day, working }))),
});

const isoDay = fc.integer({ min: 0, max: 1500 }).map((n) => new Date(Date.UTC(2023, 5, 1) + n * 86_400_000).toISOString().slice(0, 10));

/** Cities with any holidays and working Saturdays; Almaty's clock went from UTC+6 to UTC+5 on 1 March 2024, Berlin's changes twice a year. */
export const city: fc.Arbitrary<City> = fc.record({
  timeZone: fc.constantFrom("Asia/Almaty", "Asia/Almaty", "Asia/Aqtobe", "Europe/Berlin", "UTC"),
  opens: fc.constant("09:00"), closes: fc.constantFrom("18:00", "18:30", "17:00"),
  days: fc.array(fc.tuple(isoDay, fc.boolean()), { maxLength: 250 }).map((days) => new Map(days)),
});
/** Any moment of the years the calendars speak of, often about the Almaty change. */
export const moment = fc.oneof(
  fc.date({ min: new Date("2023-07-01"), max: new Date("2026-12-01"), noInvalidDate: true }),
  fc.date({ min: new Date("2024-02-01"), max: new Date("2024-03-31"), noInvalidDate: true }),
);
export const kind = fc.constantFrom<AppealKind>("application", "complaint", "message", "proposal", "response", "request");
