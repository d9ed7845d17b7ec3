import { DateTime } from "luxon";
import { hasEnded, lastWholeMonth, monthsFrom, outcomesAreDue, quarterOf, releaseDays } from "#lib/stats/cadence.ts";
import type { City } from "#lib/stats/city.ts";
import type { ReleaseHead } from "#lib/stats/release.ts";

/** A release to come: its day, and which periods it will add to which tables (disclosure.md, Cadence). `overdue`: its day is past. */
export type ComingRelease = { date: string; months: string[]; quarters: string[]; outcomes: string[]; overdue: boolean };

/** Without a release for so long a source has ended: nothing more is promised, and nothing is due (lib/release/due.ts). */
const silentMonths = 4;
/** How far ahead the calendar goes at least. */
const monthsAhead = 12;

const day = (date: string) => DateTime.fromISO(date, { zone: "utc" });

/**
 * The releases that come after one made on `after`, for more than a year from `today` on; none once the source has ended. What each
 * will hold follows from the days alone.
 */
export function comingAfter(after: string, today: string): ComingRelease[] {
  if (day(after).plus({ months: silentMonths }) < day(today)) return [];
  const last = [today, after].sort()[1]!;
  const until = day(last).plus({ months: monthsAhead + 1 }).toISODate()!;
  const dates = releaseDays(day(after).minus({ months: 1 }).toISODate()!, until).filter((date) => date > after);
  return dates.map((date, index) => ({ date, ...addedBetween(dates[index - 1] ?? after, date), overdue: date < today }))
    .filter(({ months, outcomes }) => months.length > 0 || outcomes.length > 0);
}

/** What a release of one day has that one of an earlier day can't have had. */
function addedBetween(before: string, date: string): Pick<ComingRelease, "months" | "quarters" | "outcomes"> {
  const months = monthsFrom(lastWholeMonth(before), lastWholeMonth(date)).slice(1);
  const recent = [...new Set(monthsFrom(day(before).minus({ months: 6 }).toFormat("yyyy-MM"), date.slice(0, 7)).map(quarterOf))];
  return {
    months, quarters: recent.filter((quarter) => hasEnded(quarter, date) && !hasEnded(quarter, before)),
    outcomes: recent.filter((quarter) => outcomesAreDue(quarter, date) && !outcomesAreDue(quarter, before)),
  };
}

/** The city's calendar of coming releases. A demonstration lives on its own clock, which stands at its newest release. */
export function comingReleases(city: Pick<City, "demo" | "timeZone">, releases: readonly ReleaseHead[], now = new Date()): ComingRelease[] {
  const newest = releases.filter((release) => !release.correction).map((release) => release.asOf).sort().at(-1);
  if (newest === undefined) return [];
  return comingAfter(newest, city.demo ? newest : DateTime.fromJSDate(now, { zone: city.timeZone }).toISODate()!);
}
