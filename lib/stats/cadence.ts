import { DateTime } from "luxon";
import { quarterOf } from "#lib/stats/period.ts";

/** The day of each month on which a release is due (disclosure.md, Cadence). */
const releaseDay = "06";
/** Days after its end at which a quarter's outcomes freeze. */
const outcomesAfter = 35;

const day = (date: string) => DateTime.fromISO(date, { zone: "utc" });

/** The months from one to another, both included: monthsFrom("2025-11", "2026-01"). */
export function monthsFrom(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = day(`${first}-01`); month.toFormat("yyyy-MM") <= last; month = month.plus({ months: 1 })) months.push(month.toFormat("yyyy-MM"));
  return months;
}

/** The last month that has ended before a day. */
export const lastWholeMonth = (asOf: string): string => day(asOf).minus({ months: 1 }).toFormat("yyyy-MM");

/** The three months of a quarter. */
export const monthsOfQuarter = (quarter: string): string[] => {
  const first = (Number(quarter.slice(6)) - 1) * 3;
  return [1, 2, 3].map((n) => `${quarter.slice(0, 4)}-${String(first + n).padStart(2, "0")}`);
};

/** First day after a quarter. */
const afterQuarter = (quarter: string) => day(`${monthsOfQuarter(quarter)[2]}-01`).plus({ months: 1 });

export const hasEnded = (quarter: string, asOf: string): boolean => afterQuarter(quarter) <= day(asOf);

/** Whether 35 days have passed since a quarter's end. */
export const outcomesAreDue = (quarter: string, asOf: string): boolean => afterQuarter(quarter).plus({ days: outcomesAfter - 1 }) <= day(asOf);

/** The day at whose beginning a quarter's outcomes freeze: the release day they were due on, however late the release is made. */
export function freezeDay(quarter: string, asOf: string): string {
  const due = afterQuarter(quarter).plus({ days: outcomesAfter - 1 }).toISODate()!;
  const [first] = releaseDays(monthsOfQuarter(quarter)[2]!, asOf).filter((date) => date >= due);
  return first ?? asOf;
}

/** The release days after the month of the first data, up to today. */
export const releaseDays = (firstDay: string, today: string): string[] =>
  monthsFrom(day(firstDay).plus({ months: 1 }).toFormat("yyyy-MM"), today.slice(0, 7)).map((month) => `${month}-${releaseDay}`).filter((date) => date <= today);

export { quarterOf };
