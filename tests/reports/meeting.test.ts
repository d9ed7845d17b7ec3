import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { meeting } from "#lib/reports/meeting.ts";
import { reportPeriod } from "#lib/reports/period.ts";
import type { Role } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const who = {} as Record<Role | "otherHead", Actor>;
// Monday 23 November 2026, 9:00 in the city: the meeting tells of 16–22 November beside 9–15 November.
const now = new Date("2026-11-23T04:00:00Z");
const lastWeek = reportPeriod("2026-11-23", "week");
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  for (const role of ["registrar", "signer", "auditor", "operator", "administrator"] as const) who[role] = await official(db.owner, role);
  who.head = await official(db.owner, "head", "heat");
  who.executor = await official(db.owner, "executor", "heat");
  who.otherHead = await official(db.owner, "head", "roads");
  const heat = (facts: Record<string, string | number | null>) => makeCase(db.owner, { department: "heat", executor: who.executor.id, status: "in_work", received_at: "2026-11-02T05:00:00Z", ...facts });
  const answered = (closed: string, due: string | null, facts = {}) => heat({ status: "answered", closed_at: closed, due_at: due, ...facts });

  await heat({ due_at: "2026-11-27T18:59:59Z" }); // due this week
  await heat({ due_at: "2026-11-29T18:59:59.999Z", status: "on_approval" }); // Sunday's last moment is this week's
  await heat({ due_at: "2026-11-30T18:59:59Z" }); // next week
  await heat({ due_at: "2026-11-20T18:59:59Z", executor: null }); // overdue since Friday: one working day
  await heat({ due_at: "2026-11-12T18:59:59Z" }); // overdue seven working days, and a week ago already
  await answered("2026-11-16T05:00:00Z", "2026-11-16T18:59:59Z");
  await answered("2026-11-15T19:30:00Z", "2026-11-20T18:59:59Z"); // Monday 00:30 in the city
  await answered("2026-11-15T18:30:00Z", "2026-11-20T18:59:59Z"); // Sunday 23:30: the week before
  await answered("2026-11-22T18:30:00Z", "2026-11-20T18:59:59Z"); // late, on Sunday 23:30
  await answered("2026-11-18T05:00:00Z", null); // no deadline: neither
  await heat({ status: "redirected", closed_at: "2026-11-18T05:00:00Z" }); // no answer
  // Answered in time on the 10th, reopened on the 17th, in work again.
  const again = await heat({ round: 2, due_at: "2026-12-04T18:59:59Z" });
  await db.owner`INSERT INTO private.past_round (appeal, round, due_at, closed_at, outcome, reopened_at) VALUES (${again}, 1, '2026-11-20T18:59:59Z', '2026-11-10T05:00:00Z', 'explained', '2026-11-17T05:00:00Z')`;
  await heat({ extended_at: "2026-11-19T05:00:00Z", due_at: "2027-01-15T18:59:59Z", track: "appeal", kind: "request" });
  await makeCase(db.owner, { department: "roads", status: "assigned", received_at: "2026-11-20T05:00:00Z", due_at: "2026-11-24T18:59:59Z" });
  await makeCase(db.owner, { received_at: "2026-11-22T05:00:00Z" }); // nobody's yet
});
afterAll(() => db.drop());

describe("the period", () => {
  test("the last whole week, month and quarter, each beside the one before", () => {
    expect(lastWeek).toEqual({ kind: "week", from: "2026-11-16", to: "2026-11-22", before: { from: "2026-11-09", to: "2026-11-15" } });
    expect(reportPeriod("2026-03-02", "month")).toMatchObject({ from: "2026-02-01", to: "2026-02-28", before: { from: "2026-01-01", to: "2026-01-31" } });
    expect(reportPeriod("2026-01-01", "quarter")).toMatchObject({ from: "2025-10-01", to: "2025-12-31", before: { from: "2025-07-01", to: "2025-09-30" } });
  });
  test("any days beside as many before them", () => expect(reportPeriod("2026-11-23", "days", "2026-11-01", "2026-11-10").before).toEqual({ from: "2026-10-22", to: "2026-10-31" }));
  test("not the wrong way round, not more than a year, not without dates", () => {
    const refusal = (from?: string, to?: string) => { try { reportPeriod("2026-11-23", "days", from, to); } catch (error) { return (error as { code: string }).code; } return null; };
    expect([refusal("2026-11-10", "2026-11-09"), refusal("2024-01-01", "2026-01-01"), refusal("", "2026-01-01"), refusal("2026-02-31", "2026-03-01"), refusal("2026-11-10", "2026-11-10")])
      .toEqual(["reportOrder", "reportLong", "required", "required", null]);
  });
  test("before there was a calendar of the city's are refused: the stretch before them would lie in no year", () =>
    expect(() => reportPeriod("2026-11-23", "days", "0001-01-01", "0001-06-01")).toThrow(expect.objectContaining({ code: "invalid", field: "from" })));
});

describe("the meeting's numbers", () => {
  test("a department: now and in the week, beside a week ago and the week before", async () => {
    const heat = (await meeting(who.registrar, lastWeek, now)).departments.find((one) => one.department === "heat")!;
    expect(heat.now).toEqual({ inWork: 7, dueThisWeek: 2, overdue: 2, longestOverdue: 7, forSignature: 1, answered: 4, onTime: 2, late: 1, reopened: 1, extended: 1 });
    // A week ago at this hour: the seven of today less the reopened one (it was answered then), and four that have been closed since.
    expect(heat.before).toMatchObject({ inWork: 10, overdue: 1, answered: 2, onTime: 2, late: 0, reopened: 0, extended: 0 });
  });
  test("executors add up to their department, departments to the city", async () => {
    const { departments, total } = await meeting(who.registrar, lastWeek, now);
    for (const key of ["inWork", "dueThisWeek", "overdue", "forSignature", "answered", "onTime", "late", "reopened", "extended"] as const) {
      for (const one of departments) expect(one.executors.reduce((sum, line) => sum + line.now[key], 0), key).toBe(one.now[key]);
      expect(departments.reduce((sum, line) => sum + line.now[key], 0), key).toBe(total.now[key]);
    }
    expect(departments.map((one) => one.department).sort()).toEqual(["heat", "roads", null].sort());
    expect(departments.find((one) => one.department === "heat")!.executors).toMatchObject([{ executor: who.executor.id, now: { overdue: 1, longestOverdue: 7 } }, { executor: null, name: null, now: { overdue: 1, longestOverdue: 1 } }]);
  });
  test("a head gets his department only", async () => {
    expect((await meeting(who.otherHead, lastWeek, now)).departments.map((one) => one.department)).toEqual(["roads"]);
    expect((await meeting(who.otherHead, lastWeek, now)).total.now.inWork).toBe(1);
  });
  test("nobody else gets any", async () => {
    for (const role of ["operator", "administrator", "executor"] as const) await expect(meeting(who[role], lastWeek, now)).rejects.toMatchObject({ code: "forbidden" });
  });
});
