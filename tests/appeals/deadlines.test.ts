import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf } from "#lib/appeals/calendar.ts";
import { addMonths, cityDay } from "#lib/appeals/city-day.ts";
import { deadlineRule, type DeadlineRule, deadlineRules } from "#db/reference/deadline-rules.ts";
import { appealDeadline, type Clock, conformityDay, dueAfterWaiting, dueDayByCalendar, extensionNoticeDay, isExtendable, latestExtension, redirectDay, registrationDay, returnDay, signalDeadline, workingDaysLeft } from "#lib/appeals/deadlines.ts";
import { standingOf } from "#lib/appeals/due.ts";
import { city, clockOf, daysFor, kind, moment, next, rolled, startDay, wall, workingDayAfter, works } from "#tests/appeals/naive-calendar.ts";

// 2026: 8 March a Sunday (moved to the 9th), Nauryz 21–23 with 24 and 25 given for its weekend, 9 May a Saturday (moved to the 11th); a working Saturday of the test's own.
const off = ["2026-01-01", "2026-01-02", "2026-01-07", "2026-03-09", "2026-03-23", "2026-03-24", "2026-03-25", "2026-05-01", "2026-05-07", "2026-05-11"];
const calendar = calendarOf([...off.map((day) => ({ day, working: false })), { day: "2026-04-04", working: true }]);
const clock: Clock = { timeZone: "Asia/Almaty", officeHours: { start: "09:00", end: "18:30" }, calendar };
const almaty = (text: string) => new Date(`${text}+05:00`);
const due = (kind: Parameters<typeof appealDeadline>[1], at: string) => appealDeadline(clock, kind, almaty(at));

describe("the law's terms", () => {
  test.each([
    ["application", "2026-11-02T10:00", "2026-11-23", "76"],
    ["message", "2026-11-02T10:00", "2026-11-23", "87"],
    ["complaint", "2026-11-02T10:00", "2026-11-30", "99"],
    ["application", "2026-02-27T10:00", "2026-03-26", "76"], // over 9 March and Nauryz: four days off lie between
    ["complaint", "2026-03-16T10:00", "2026-04-15", "99"], // over Nauryz with a working Saturday
  ] as const)("%s registered %s is due on %s (art. %s)", (kind, at, day, article) => {
    const deadline = due(kind, at);
    expect([cityDay(deadline.dueAt, "Asia/Almaty"), deadline.basis]).toEqual([day, article]);
  });
  test("the last instant of the last day is in time", () => expect(due("application", "2026-11-02T10:00").dueAt.toISOString()).toBe("2026-11-23T18:59:59.999Z"));
  test("UTC+6 until the end of February 2024", () => expect(due("application", "2024-01-29T10:00").dueAt.toISOString()).toBe("2024-02-19T17:59:59.999Z"));
  test("a complaint is never extended, an application is", () => {
    expect(isExtendable("complaint", almaty("2026-11-02T10:00"), clock)).toBe(false);
    expect(isExtendable("application", almaty("2026-11-02T10:00"), clock)).toBe(true);
  });
});

describe("registration", () => {
  test.each([
    ["2026-11-20T18:29", "2026-11-20"], ["2026-11-20T18:30", "2026-11-23"], ["2026-11-20T02:00", "2026-11-20"],
    ["2026-11-21T12:00", "2026-11-23"], ["2026-03-20T20:00", "2026-03-26"], ["2026-04-04T12:00", "2026-04-04"],
  ])("what arrives %s counts as of %s", (at, day) => expect(registrationDay(clock, almaty(at))).toBe(day));
  test("a moment is judged in the city's zone", () => expect(registrationDay(clock, new Date("2026-11-19T20:00:00Z"))).toBe("2026-11-20"));
});

test("a signal has its category's target, or no deadline", () => {
  expect(signalDeadline(clock, null, almaty("2026-11-20T10:00"))).toBeNull();
  expect(cityDay(signalDeadline(clock, 2, almaty("2026-11-20T20:00"))!.dueAt, "Asia/Almaty")).toBe("2026-11-25");
});

test("an extension reaches two months at most, to a working day", () => {
  expect(latestExtension(clock, almaty("2026-11-23T10:00"))).toBe("2027-01-25"); // 23 January 2027 is a Saturday
  expect(addMonths("2026-12-31", 2)).toBe("2027-02-28");
});

test("days left: none on the last day, negative after it", () => {
  const { dueAt } = due("application", "2026-11-02T10:00");
  expect(["2026-11-20", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-30"].map((day) => workingDaysLeft(clock, dueAt, almaty(`${day}T10:00`)))).toEqual([1, 1, 0, -1, -5]);
});

describe("against a count day by day, by any calendar, zone and moment", () => {
  const runs = { numRuns: 1000 };
  test("the answer's deadline: 15 or 20 working days after the counted day, to the last instant of the city's day", () => fc.assert(fc.property(city, moment, kind, (place, at, kind) => {
    const deadline = appealDeadline(clockOf(place), kind, at);
    const day = workingDayAfter(place, startDay(place, at), daysFor(kind));
    expect(wall(place, deadline.dueAt)).toEqual([day, "23:59"]);
    expect(wall(place, new Date(deadline.dueAt.getTime() + 1))).toEqual([next(day), "00:00"]);
    expect(works(place, day)).toBe(true);
  }), runs));
  test("a signal's target", () => fc.assert(fc.property(city, moment, fc.integer({ min: 1, max: 60 }), (place, at, target) => {
    expect(wall(place, signalDeadline(clockOf(place), target, at)!.dueAt)[0]).toBe(workingDayAfter(place, startDay(place, at), target));
  }), runs));
  test("redirect: three working days from registration; notice of an extension: three from the decision", () => fc.assert(fc.property(city, moment, (place, at) => {
    expect(redirectDay(clockOf(place), at)).toBe(workingDayAfter(place, startDay(place, at), 3));
    expect(extensionNoticeDay(clockOf(place), at)).toBe(workingDayAfter(place, wall(place, at)[0], 3));
  }), runs));
  test("completion ends on a working day, the return three later", () => fc.assert(fc.property(city, moment, (place, at) => {
    const until = wall(place, at)[0];
    expect(conformityDay(clockOf(place), until)).toBe(rolled(place, until));
    expect(returnDay(clockOf(place), until)).toBe(workingDayAfter(place, rolled(place, until), 3));
  }), runs));
  test("an extension reaches the same date two months on, or the month's last, and then a working day", () => fc.assert(fc.property(city, moment, (place, at) => {
    const [year, month, day] = wall(place, at)[0].split("-").map(Number) as [number, number, number];
    const last = new Date(Date.UTC(year, month + 2, 0)).getUTCDate();
    const plain = new Date(Date.UTC(year, month + 1, Math.min(day, last))).toISOString().slice(0, 10);
    expect(latestExtension(clockOf(place), at)).toBe(rolled(place, plain));
  }), runs));
  test("who registers later is never due earlier", () => fc.assert(fc.property(city, moment, fc.integer({ min: 0, max: 10 * 86_400_000 }), kind, (place, at, later, kind) => {
    const clock = clockOf(place);
    expect(appealDeadline(clock, kind, new Date(at.getTime() + later)).dueAt.getTime()).toBeGreaterThanOrEqual(appealDeadline(clock, kind, at).dueAt.getTime());
  }), runs));
  test("one more holiday never brings a deadline nearer, one more working day never puts it off", () => fc.assert(fc.property(city, moment, fc.integer({ min: 0, max: 40 }), fc.boolean(), kind, (place, at, ahead, working, kind) => {
    const day = wall(place, new Date(at.getTime() + ahead * 86_400_000))[0];
    const changed = { ...place, days: new Map(place.days).set(day, working) };
    const [before, after] = [place, changed].map((one) => appealDeadline(clockOf(one), kind, at).dueAt.getTime()) as [number, number];
    if (working) expect(after).toBeLessThanOrEqual(before);
    else expect(after).toBeGreaterThanOrEqual(before);
  }), runs));
  test("a deadline by another calendar is what it would have been by it from the start", () => fc.assert(fc.property(city, city, moment, kind, (place, other, at, kind) => {
    const before = { ...place, days: place.days }, after = { ...place, days: other.days };
    const [day, time] = wall(place, at);
    const dueDay = workingDayAfter(before, startDay(before, at), daysFor(kind));
    expect(dueDayByCalendar(clockOf(before), clockOf(after).calendar, { day, time }, dueDay)).toBe(workingDayAfter(after, startDay(after, at), daysFor(kind)));
  }), runs));
  test("days left: as many as one counts, and none that the standing contradicts", () => fc.assert(fc.property(city, moment, moment, kind, (place, at, now, kind) => {
    const clock = clockOf(place), { dueAt } = appealDeadline(clock, kind, at), due = wall(place, dueAt)[0], today = wall(place, now)[0];
    let n = 0;
    for (let day = due < today ? due : today; day < (due < today ? today : due);) if (works(place, day = next(day))) n++;
    expect(workingDaysLeft(clock, dueAt, now)).toBe(due < today ? 0 - n : n);
    expect(standingOf(clock, dueAt, null, now)).toBe(due < today ? "overdue" : n <= 3 ? "soon" : "running");
  }), { numRuns: 300 }));
});

test("a deadline that passed on Friday is, on Saturday, no working day ago", () => {
  expect(workingDaysLeft(clock, almaty("2026-11-20T23:59:59"), almaty("2026-11-21T11:00"))).toBe(0);
});

test("while an appeal waits for completion its answer's clock runs; were it to stand, the waited working days would be added", () => {
  const due = appealDeadline(clock, "application", almaty("2026-11-02T10:00")).dueAt, since = almaty("2026-11-04T10:00"), until = almaty("2026-11-11T10:00");
  expect(dueAfterWaiting(clock, due, since, until)).toEqual(due);
  expect(cityDay(dueAfterWaiting(clock, due, since, until, "stands"), "Asia/Almaty")).toBe("2026-11-30");
});

test("a rule that the law changes later leaves earlier registrations as they were", () => {
  const rules: DeadlineRule[] = [...deadlineRules, { kind: "complaint", track: "appeal", workingDays: 10, article: "99", reference: "99 (new)", from: "2027-01-01", extendable: false }];
  expect([deadlineRule("complaint", "2026-12-31", rules).workingDays, deadlineRule("complaint", "2027-01-01", rules).workingDays]).toEqual([20, 10]);
});
