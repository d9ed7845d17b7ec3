import { and, gte, isNull, lt, type SQL } from "drizzle-orm";
import { appeal } from "#db/private.ts";
import { cityDay, startOfCityDay } from "#lib/appeals/city-day.ts";
import { type Clock, workingDaysLeft } from "#lib/appeals/deadlines.ts";

/** "Due soon": at most this many working days are left. */
export const soonDays = 3;

/** How a term stands: it runs, it ends soon, it has passed undone; or it was done, in time or late. */
export type Standing = "running" | "soon" | "overdue" | "kept" | "late";

/** How a term stands that ends at `dueAt`; `doneAt` null: not done yet. The one place that judges it. */
export function standingOf(clock: Clock, dueAt: Date, doneAt: Date | null, now: Date): Standing {
  if (doneAt) return doneAt <= dueAt ? "kept" : "late";
  if (now > dueAt) return "overdue";
  return workingDaysLeft(clock, dueAt, now) <= soonDays ? "soon" : "running";
}

/** Open cases whose deadline has passed, as a condition on private.appeal. */
export const overdue = (now: Date): SQL => and(isNull(appeal.closedAt), lt(appeal.dueAt, now))!;

/** Open cases of which `standingOf` says "soon", as a condition on private.appeal. */
export function dueSoon(clock: Clock, now: Date): SQL {
  const tooFar = clock.calendar.addWorkingDays(cityDay(now, clock.timeZone), soonDays + 1);
  return and(isNull(appeal.closedAt), gte(appeal.dueAt, now), lt(appeal.dueAt, startOfCityDay(tooFar, clock.timeZone)))!;
}
