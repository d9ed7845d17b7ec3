import { openDb } from "#db/open.ts";
import type { Span } from "#lib/exports/dcat/catalogue.ts";
import { publishedMonths, recordQuarters } from "#lib/stats/published.ts";
import { monthsOf } from "#lib/stats/period.ts";
import { ratingsOf } from "#lib/stats/ratings.ts";
import type { ReleaseHead } from "#lib/stats/release.ts";

/** What each dataset of a release tells about, in days; one that has nothing yet, or no time at all, is absent. */
export async function spansOf(release: ReleaseHead): Promise<Record<string, Span | undefined>> {
  const [months, quarters, rated] = await Promise.all([publishedMonths(release), recordQuarters(release, openDb()), ratingsOf(release)]);
  return { appeals: spanOf(months), "appeals-records": spanOf(quarters), ratings: spanOf(rated.map((row) => row.quarter)) };
}

/** Oldest first. */
function spanOf(periods: readonly string[]): Span | undefined {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const utc = (month: number, date: number) => new Date(Date.UTC(Math.floor(month / 12), month % 12, date)).toISOString().slice(0, 10);
  return { from: utc(monthsOf(first)[0], 1), to: utc(monthsOf(last)[1] + 1, 0) };
}
