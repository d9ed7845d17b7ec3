import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarOf } from "#lib/appeals/calendar.ts";
import { addMonths, cityDay } from "#lib/appeals/city-day.ts";
import { appealDeadline, type Clock, isExtendable, latestExtension, registrationDay, signalDeadline, workingDaysLeft } from "#lib/appeals/deadlines.ts";

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

test("against a count day by day, from any moment", () => {
  const naiveOff = (day: string) => day !== "2026-04-04" && (off.includes(day) || [0, 6].includes(new Date(day).getUTCDay()));
  const next = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  fc.assert(fc.property(fc.date({ min: new Date("2025-11-01"), max: new Date("2026-10-01"), noInvalidDate: true }), fc.constantFrom("application", "complaint", "request"), (at, kind) => {
    const local = new Date(at.getTime() + 5 * 3_600_000).toISOString();
    let day = local.slice(0, 10);
    if (!naiveOff(day) && local.slice(11, 16) >= "18:30") day = next(day);
    while (naiveOff(day)) day = next(day);
    for (let left = kind === "complaint" ? 20 : 15; left > 0;) if (!naiveOff(day = next(day))) left--;
    expect(cityDay(appealDeadline(clock, kind as "application", at).dueAt, "Asia/Almaty")).toBe(day);
  }));
});
