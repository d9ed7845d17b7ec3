import { Refusal } from "#lib/errors.ts";
import type { Codelists } from "#lib/stats/codelists.ts";
import type { Comparable, ComparisonQuery } from "#lib/stats/comparison-query.ts";
import { durationParts, type CubeRow, type Status } from "#lib/stats/cube-row.ts";
import { measured } from "#lib/stats/measure.ts";
import { monthsOf } from "#lib/stats/period.ts";
import { publishedInstead } from "#lib/stats/published-instead.ts";
import { perThousand } from "#lib/stats/rate.ts";
import { rateRatio } from "#lib/stats/rate-ratio.ts";
import { shareDifference } from "#lib/stats/share-difference.ts";
import type { Interval, Share } from "#lib/stats/wilson.ts";

/** A part of a whole where both are published, else the reason why not. */
export type PublishedShare = (Share & { status: Status }) | { status: Status; count: null; of: null };

/** One of the two: its published cell and what can be said of it. */
export type Side = {
  /** Of what it is, in the dimension that is compared. */
  code: string;
  row: CubeRow;
  received: number | null;
  population: number | null;
  perThousand: number | null;
  onTime: PublishedShare;
  /** Answered within five working days. */
  withinFive: PublishedShare;
};

/** Why nothing is said of chance: a number is withheld or isn't there, or one of the two holds the other. */
export type Untested = "withheld" | "missing" | "contained";
/** `more` than chance, or within it; the interval is of the difference of shares, or of the ratio of rates. */
export type Tested<Measure extends "difference" | "ratio"> = Interval & Record<Measure, number> & { more: boolean };
export type Verdict<Measure extends "difference" | "ratio"> = Tested<Measure> | Untested;

export type Comparison = {
  by: Comparable;
  query: ComparisonQuery;
  /** As they were asked: never in an order of more and less. */
  sides: readonly [Side, Side];
  received: Verdict<"ratio">;
  /** What the counts are set against: residents, the periods' days, or nothing. */
  against: "residents" | "days" | "nothing";
  onTime: Verdict<"difference">;
  withinFive: Verdict<"difference">;
};

/** The newest quarter with outcomes of the whole city, or the newest period there is. */
export function usualPeriod(cube: CubeRow[]): string | null {
  const city = cube.filter((row) => row.grain === "quarter" && row.category === "all" && row.district === "all" && row.channel === "all")
    .sort((a, b) => monthsOf(a.period)[0] - monthsOf(b.period)[0]);
  return (city.findLast((row) => row.outcome_status !== "x") ?? city.at(-1))?.period ?? null;
}

/**
 * Two published cells side by side. Nothing is derived from a number that is withheld. @throws Refusal where one of them is not a
 * published crossing, naming what is
 */
export function compare(query: ComparisonQuery, cube: CubeRow[], codes: Pick<Codelists, "district" | "category">): Comparison {
  const sides = [sideOf("a"), sideOf("b")] as const;
  const [a, b] = sides;
  const contained = holds(query, codes);
  const against = query.by === "period" ? "days" : query.by === "district" && a.population && b.population ? "residents" : "nothing";
  const exposure = (side: Side): number => (against === "days" ? daysOf(side.row.period) : against === "residents" ? side.population! : 1);
  return {
    by: query.by, query, sides, against,
    received: contained ? "contained" : ratioOf(a, b, exposure),
    onTime: contained ? "contained" : differenceOf(a.onTime, b.onTime),
    withinFive: contained ? "contained" : differenceOf(a.withinFive, b.withinFive),
  };

  function sideOf(name: "a" | "b"): Side {
    const code = query[name]!;
    const cell = { district: query.district ?? "all", category: query.category ?? "all", period: query.period ?? usualPeriod(cube), [query.by]: code };
    const row = cube.find((r) => r.period === cell.period && r.category === cell.category && r.district === cell.district && r.channel === "all");
    if (!row) throw new Refusal("notPublished", { published: publishedInstead({ category: cell.category, district: cell.district, channel: "all" }, cube) }, name);
    const received = measured(row, "received").value;
    const population = codes.district.find((d) => d.code === row.district)?.population ?? null;
    return {
      code, row, received, population, perThousand: received !== null && population ? perThousand(received, population) : null,
      onTime: shareOf(row.on_time, row.with_deadline, row.outcome_status),
      withinFive: shareOf(sum([row.days_1, row.days_5]), sum(durationParts.map((part) => row[part])), row.duration_status),
    };
  }
}

const sum = (parts: (number | null)[]): number | null => (parts.includes(null) ? null : parts.reduce<number>((total, part) => total + part!, 0));

function shareOf(count: number | null, of: number | null, status: Status): PublishedShare {
  if (status !== "" && status !== "r") return { status, count: null, of: null };
  if (count === null || of === null) return { status: "x", count: null, of: null };
  return of === 0 ? { status: "z", count: null, of: null } : { status, count, of };
}

const untested = (...statuses: Status[]): Untested => (statuses.includes("c") ? "withheld" : "missing");

function differenceOf(a: PublishedShare, b: PublishedShare): Verdict<"difference"> {
  if (a.count === null || b.count === null) return untested(a.status, b.status);
  const found = shareDifference(a, b);
  return { ...found, more: found.low > 0 || found.high < 0 };
}

function ratioOf(a: Side, b: Side, exposure: (side: Side) => number): Verdict<"ratio"> {
  if (a.received === null || b.received === null) return untested(a.row.received_status, b.row.received_status);
  const found = rateRatio({ count: a.received, exposure: exposure(a) }, { count: b.received, exposure: exposure(b) });
  return found ? { ...found, more: found.low > 1 || found.high < 1 } : "missing";
}

/** Whether one of the two is a part of the other: then they have cases in common, and no test for two groups fits. */
function holds({ by, a, b }: ComparisonQuery, codes: Pick<Codelists, "district" | "category">): boolean {
  if (by === "period") return false;
  if (a === "all" || b === "all") return true;
  const parent = (code: string | null): string | null => codes[by].find((member) => member.code === code)?.parent ?? null;
  return parent(a) === b || parent(b) === a;
}

/** Days of a quarter or a year. */
export function daysOf(period: string): number {
  const [first, last] = monthsOf(period);
  const start = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12);
  return (start(last + 1) - start(first)) / 864e5;
}
