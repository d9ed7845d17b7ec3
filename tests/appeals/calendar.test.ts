import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf, type CalendarDay } from "#lib/appeals/calendar.ts";

const isoDay = fc.integer({ min: 0, max: 4000 }).map((n) => new Date(Date.UTC(2020, 0, 1) + n * 86_400_000).toISOString().slice(0, 10));
const exceptions = fc.uniqueArray(fc.record({ day: isoDay, working: fc.boolean() }), { selector: (e) => e.day, maxLength: 80 });
const next = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
const naiveWorks = (all: CalendarDay[], day: string) =>
  all.find((e) => e.day === day)?.working ?? ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

describe("against a count day by day", () => {
  test("workingDaysBetween", () => fc.assert(fc.property(exceptions, isoDay, isoDay, (all, from, to) => {
    let n = 0;
    for (let day = from; day < to;) if (naiveWorks(all, day = next(day))) n++;
    expect(calendarOf(all).workingDaysBetween(from, to)).toBe(n);
  })));
  test("addWorkingDays is the first day that many working days away", () => fc.assert(fc.property(exceptions, isoDay, fc.integer({ min: 1, max: 40 }), (all, from, n) => {
    const calendar = calendarOf(all);
    const day = calendar.addWorkingDays(from, n);
    expect(naiveWorks(all, day)).toBe(true);
    expect(calendar.workingDaysBetween(from, day)).toBe(n);
  })));
  test("adding none rolls a day off forward", () => fc.assert(fc.property(exceptions, isoDay, (all, from) => {
    let day = from;
    while (!naiveWorks(all, day)) day = next(day);
    expect(calendarOf(all).addWorkingDays(from, 0)).toBe(day);
  })));
});

test("days before the epoch count as well", () => {
  expect(calendarOf([]).workingDaysBetween("1969-12-26", "1970-01-05")).toBe(6);
});

// The shipped calendar against every weekday on which the three sources agree (../shared/data/calendar).
const comparison = "../shared/data/calendar/kz_weekday_days_off_2022-2028_comparison.csv";
const shipped = "db/reference/calendar-kz.csv";
test.skipIf(!existsSync(comparison) || !existsSync(shipped))("the shipped calendar of Kazakhstan where the sources agree", () => {
  const rows = (file: string) => readFileSync(file, "utf8").trim().split(/\r?\n/).slice(1).map((line) => line.split(","));
  const calendar = calendarOf(rows(shipped).map(([day, working]) => ({ day: day!, working: /^(true|1|t)$/i.test(working!) })));
  let compared = 0;
  for (const [day, , byLaw, , byHolidays, byXml, workingWeekend] of rows(comparison)) {
    if (workingWeekend === "1") continue;
    if (byLaw !== byHolidays || byLaw !== byXml) continue;
    compared++;
    expect(`${day} ${calendar.isWorkingDay(day!)}`).toBe(`${day} ${byLaw !== "1"}`);
  }
  expect(compared).toBeGreaterThan(50);
});
