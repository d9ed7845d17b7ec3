import { type AppealKind, deadlineRule, deadlineRules, type DueBasis, type SideTerm, sideTerms } from "#db/reference/deadline-rules.ts";
import type { Calendar } from "#lib/appeals/calendar.ts";
import { addMonths, cityDay, cityTime, endOfCityDay } from "#lib/appeals/city-day.ts";

export { type AppealKind, deadlineRule, deadlineRules, type SideTerm, sideTerms };

/** What a deadline is counted by: the city's zone, its office hours and its working days. */
export type Clock = { timeZone: string; officeHours: { start: string; end: string }; calendar: Calendar };

/** The last moment that is in time, and the article or target that sets it. */
export type Deadline = { dueAt: Date; basis: DueBasis };

/** A moment as the city's wall shows it: "2026-11-23", "18:29". */
export type CityMoment = { day: string; time: string };

/** The day an arrival counts as: the same, or the next working day after hours and on days off (art. 64 (1)). */
export function countedDay(clock: Pick<Clock, "officeHours" | "calendar">, { day, time }: CityMoment): string {
  const afterHours = time >= clock.officeHours.end;
  return clock.calendar.addWorkingDays(day, afterHours && clock.calendar.isWorkingDay(day) ? 1 : 0);
}

/** The same for an instant. */
export const registrationDay = (clock: Clock, arrived: Date): string =>
  countedDay(clock, { day: cityDay(arrived, clock.timeZone), time: cityTime(arrived, clock.timeZone) });

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

/** The last day on which the applicant is told of an extension that was decided on `decided` (art. 76 (3)). */
export const extensionNoticeDay = (clock: Clock, decided: Date): string =>
  clock.calendar.addWorkingDays(cityDay(decided, clock.timeZone), sideTerms.extensionNotice.workingDays);

/** The last day of the redirect's term, counted like the answer's own from registration (art. 65, 76 (2)). */
export const redirectDay = (clock: Clock, registered: Date): string =>
  clock.calendar.addWorkingDays(registrationDay(clock, registered), sideTerms.redirect.workingDays);

/** The last day to supply what an appeal lacks: the day that was set, or the next working one (art. 64 (6), 76 (5)). */
export const conformityDay = (clock: Clock, until: string): string => clock.calendar.addWorkingDays(until, 0);

/** The last day to return an appeal whose term of conformity ended without what it lacks (art. 64 (7)). */
export const returnDay = (clock: Clock, until: string): string =>
  clock.calendar.addWorkingDays(conformityDay(clock, until), sideTerms.return.workingDays);

/** An answer's deadline after its appeal has waited for completion from `since` until `completed`. */
export function dueAfterWaiting(clock: Clock, dueAt: Date, since: Date, completed: Date, answerClock: "runs" | "stands" = sideTerms.conformity.answerClock): Date {
  if (answerClock === "runs") return dueAt;
  const waited = clock.calendar.workingDaysBetween(cityDay(since, clock.timeZone), cityDay(completed, clock.timeZone));
  return lastMoment(clock, clock.calendar.addWorkingDays(cityDay(dueAt, clock.timeZone), waited));
}

/** Where a deadline lies by another calendar: as many working days after its start as it lay by the old one. */
export function dueDayByCalendar(before: Pick<Clock, "officeHours" | "calendar">, after: Calendar, start: CityMoment, dueDay: string): string {
  const days = before.calendar.workingDaysBetween(countedDay(before, start), dueDay);
  return after.addWorkingDays(countedDay({ ...before, calendar: after }, start), days);
}

/** Whole working days left until a deadline's day: 0 on the day itself, negative when it has passed. */
export function workingDaysLeft(clock: Clock, dueAt: Date, now: Date): number {
  const due = cityDay(dueAt, clock.timeZone), today = cityDay(now, clock.timeZone);
  return due >= today ? clock.calendar.workingDaysBetween(today, due) : 0 - clock.calendar.workingDaysBetween(due, today);
}
