import { type AppealKind, deadlineRule, type DueBasis, sideTerms } from "#db/reference/deadline-rules.ts";
import type { Calendar } from "#lib/appeals/calendar.ts";
import { addMonths, cityDay, cityTime, endOfCityDay } from "#lib/appeals/city-day.ts";

/** What a deadline is counted by: the city's zone, its office hours and its working days. */
export type Clock = { timeZone: string; officeHours: { start: string; end: string }; calendar: Calendar };

/** The last moment that is in time, and the article or target that sets it. */
export type Deadline = { dueAt: Date; basis: DueBasis };

/** The day an arrival counts as: the same, or the next working day after hours and on days off (art. 64 (1)). */
export function registrationDay(clock: Clock, arrived: Date): string {
  const day = cityDay(arrived, clock.timeZone);
  const afterHours = cityTime(arrived, clock.timeZone) >= clock.officeHours.end;
  return clock.calendar.addWorkingDays(day, afterHours && clock.calendar.isWorkingDay(day) ? 1 : 0);
}

const lastMoment = (clock: Clock, day: string) => endOfCityDay(clock.calendar.addWorkingDays(day, 0), clock.timeZone);

/** A registered appeal's deadline: the law's working days, counted from the day after registration (art. 76 (1), (5)). */
export function appealDeadline(clock: Clock, kind: AppealKind, registered: Date): Deadline {
  const start = registrationDay(clock, registered);
  const rule = deadlineRule(kind, start);
  return { dueAt: lastMoment(clock, clock.calendar.addWorkingDays(start, rule.workingDays)), basis: rule.article };
}

/** A signal's deadline: its category's target, counted the same way; none when no target is set. */
export function signalDeadline(clock: Clock, targetDays: number | null, received: Date): Deadline | null {
  if (targetDays === null) return null;
  const start = registrationDay(clock, received);
  return { dueAt: lastMoment(clock, clock.calendar.addWorkingDays(start, targetDays)), basis: "target" };
}

/** Whether the law lets this kind's deadline be extended (not a complaint's: art. 99). */
export const isExtendable = (kind: AppealKind, registered: Date, clock: Clock): boolean =>
  deadlineRule(kind, registrationDay(clock, registered)).extendable;

/** The latest day an extension decided on `decided` may reach; a term in months ends on a working day too (art. 76 (3), (5)). */
export const latestExtension = (clock: Clock, decided: Date): string =>
  clock.calendar.addWorkingDays(addMonths(cityDay(decided, clock.timeZone), sideTerms.extension.months), 0);

/** The last moment of an extended term whose last day is `until`. */
export const extendedTo = (clock: Clock, until: string): Date => lastMoment(clock, until);

/** The last day of one of the terms beside the answer's own, counted from the day after `from`. */
export const sideTermDay = (clock: Clock, term: "extensionNotice" | "redirect" | "return", from: Date): string =>
  clock.calendar.addWorkingDays(cityDay(from, clock.timeZone), sideTerms[term].workingDays);

/** Whole working days left until a deadline's day: 0 on the day itself, negative when it has passed. */
export function workingDaysLeft(clock: Clock, dueAt: Date, now: Date): number {
  const due = cityDay(dueAt, clock.timeZone), today = cityDay(now, clock.timeZone);
  return due >= today ? clock.calendar.workingDaysBetween(today, due) : -clock.calendar.workingDaysBetween(due, today);
}
