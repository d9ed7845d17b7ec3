import { expect, test } from "vitest";
import { outcomesAreDue, monthsOfQuarter } from "#lib/stats/cadence.ts";
import { comingAfter, comingReleases } from "#lib/stats/coming-releases.ts";

test("a year and more ahead, on the 6th of each month, each with the month before", () => {
  const coming = comingAfter("2026-11-06", "2026-11-26");
  expect(coming.length).toBeGreaterThanOrEqual(12);
  expect(coming.at(-1)!.date >= "2027-11-26").toBe(true);
  expect(coming.map(({ date }) => date.slice(8))).toEqual(coming.map(() => "06"));
  expect(coming.slice(0, 3)).toEqual([
    { date: "2026-12-06", months: ["2026-11"], quarters: [], outcomes: [], overdue: false },
    { date: "2027-01-06", months: ["2026-12"], quarters: ["2026-Q4"], outcomes: [], overdue: false },
    { date: "2027-02-06", months: ["2027-01"], quarters: [], outcomes: ["2026-Q4"], overdue: false },
  ]);
});

test.each([["2026-11-06", "2026-12-06"], ["2026-12-06", "2027-01-06"], ["2026-11-23", "2026-12-06"], ["2026-11-03", "2026-11-06"]])(
  "after %s the next release is on %s", (asOf, next) => expect(comingAfter(asOf, asOf)[0]!.date).toBe(next));

test("no month, quarter or outcome is promised twice or left out, and no outcome before 35 days have passed", () => {
  const coming = comingAfter("2026-11-06", "2026-11-26");
  const months = coming.flatMap((one) => one.months), quarters = coming.flatMap((one) => one.quarters), outcomes = coming.flatMap((one) => one.outcomes);
  expect(months.slice(0, 13)).toEqual(["2026-11", "2026-12", ...Array.from({ length: 11 }, (_, n) => `2027-${String(n + 1).padStart(2, "0")}`)].slice(0, months.length));
  expect(quarters).toEqual([...new Set(quarters)]);
  expect(outcomes).toEqual(quarters.slice(0, outcomes.length));
  for (const { date, outcomes: due } of coming) for (const quarter of due) {
    expect(outcomesAreDue(quarter, date)).toBe(true);
    const end = new Date(`${monthsOfQuarter(quarter)[2]}-01T00:00:00Z`);
    end.setUTCMonth(end.getUTCMonth() + 1);
    expect((Date.parse(date) - end.getTime()) / 864e5).toBeGreaterThanOrEqual(34);
  }
});

test("a release that was missed is overdue and stays in the calendar; the next holds only what it lacks", () => {
  const [first, second] = comingAfter("2026-09-06", "2026-10-20");
  expect(first).toEqual({ date: "2026-10-06", months: ["2026-09"], quarters: ["2026-Q3"], outcomes: [], overdue: true });
  expect(second).toMatchObject({ date: "2026-11-06", months: ["2026-10"], outcomes: ["2026-Q3"], overdue: false });
});

test("a release made between two release days is followed by what that day adds", () => {
  expect(comingAfter("2026-11-20", "2026-11-26")[0]).toMatchObject({ date: "2026-12-06", months: ["2026-11"] });
  expect(comingAfter("2026-11-03", "2026-11-04")[0]).toMatchObject({ date: "2026-11-06", months: [], outcomes: ["2026-Q3"] });
});

test("where a source has ended nothing is promised; a demonstration stays on its own clock", () => {
  const release = { id: "2026-11-06", seq: 1, asOf: "2026-11-06", publishedAt: new Date(), correction: false, reason: null };
  const city = { timeZone: "Asia/Almaty", demo: false };
  expect(comingReleases(city, [release], new Date("2031-01-01T00:00:00Z"))).toEqual([]);
  expect(comingReleases({ ...city, demo: true }, [release], new Date("2031-01-01T00:00:00Z"))[0]).toMatchObject({ date: "2026-12-06", overdue: false });
  expect(comingReleases(city, [])).toEqual([]);
  // In Almaty it is the 7th already: the release of the 6th is overdue.
  expect(comingReleases(city, [{ ...release, correction: true, asOf: "2026-12-01" }, release], new Date("2026-12-06T20:00:00Z"))[0]).toMatchObject({ date: "2026-12-06", overdue: true });
});
