import { cityDay } from "#lib/appeals/city-day.ts";
import type { Clock } from "#lib/appeals/deadlines.ts";
import { Refusal } from "#lib/errors.ts";

/**
 * Whether a day may be the city hall's own deadline for a case or a part of it: a working day after today and no later
 * than the case's own deadline (whose day is past: then any later day would only hide that).
 * @throws Refusal naming the field `internalDue`
 */
export function demandInternalDue(clock: Clock, dueAt: Date | null, day: string, now: Date): void {
  if (day <= cityDay(now, clock.timeZone)) throw new Refusal("dayPast", {}, "internalDue");
  if (!clock.calendar.isWorkingDay(day)) throw new Refusal("dayOff", {}, "internalDue");
  const latest = dueAt && cityDay(dueAt, clock.timeZone);
  if (latest && day > latest) throw new Refusal("internalDueLate", { latest }, "internalDue");
}

/** The day `workingDays` from today, or the case's own last day when that is sooner; null when none is left. */
export function internalDueIn(clock: Clock, dueAt: Date | null, workingDays: number, now: Date): string | null {
  const today = cityDay(now, clock.timeZone), wished = clock.calendar.addWorkingDays(today, workingDays);
  const latest = dueAt ? cityDay(dueAt, clock.timeZone) : wished;
  if (wished <= latest) return wished;
  return latest > today && clock.calendar.isWorkingDay(latest) ? latest : null;
}
