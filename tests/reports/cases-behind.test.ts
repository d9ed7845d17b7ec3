import { afterAll, beforeAll, expect, test } from "vitest";
import { filterOfQuery, viewQuery } from "#app/office/cases/query.ts";
import { random } from "#db/demo/generate/random.ts";
import { listCases } from "#lib/appeals/list.ts";
import { casesBehind } from "#lib/reports/cases-behind.ts";
import { type Line, meeting } from "#lib/reports/meeting.ts";
import { reportPeriod } from "#lib/reports/period.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

// Whoever doubts a number of Monday's report opens the cases that it counts: as many as it says.
let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, head: Actor;
const now = new Date("2026-11-23T04:30:00Z"), lastWeek = reportPeriod("2026-11-23", "week");

/** A moment of the three weeks around the report, now and then its very edges. */
function moment(chance: ReturnType<typeof random>, from = "2026-11-08"): string {
  const edges = ["2026-11-15T19:00:00.000Z", "2026-11-15T18:59:59.999999Z", "2026-11-22T18:59:59.9995Z", "2026-11-22T19:00:00Z"];
  return chance.int(0, 5) === 0 ? chance.pick(edges) : new Date(Date.parse(from) + chance.int(0, 21 * 24 * 60) * 60_000).toISOString();
}

beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [registrar, head] = [await official(db.owner, "registrar"), await official(db.owner, "head", "heat")];
  const people = { heat: [null, (await official(db.owner, "executor", "heat")).id, (await official(db.owner, "executor", "heat")).id], roads: [null, (await official(db.owner, "executor", "roads")).id] };
  const chance = random(20261123);
  for (let n = 0; n < 260; n++) {
    const department = chance.pick(["heat", "roads", null] as const), executor = department && chance.pick(people[department]);
    const state = chance.pick(["in_work", "in_work", "on_approval", "answered", "answered", "answered", "redirected"]), over = state === "answered" || state === "redirected";
    const rounds = chance.pick([1, 1, 2, 3]);
    const id = await makeCase(db.owner, {
      department, executor, status: state, received_at: "2026-11-01T05:00:00Z", due_at: chance.int(0, 6) === 0 ? null : moment(chance), closed_at: over ? moment(chance) : null, round: rounds,
      extended_at: chance.int(0, 3) === 0 ? moment(chance) : null, track: "appeal", kind: "request",
    });
    // What was answered and reopened earlier, more than once within the week too.
    for (let round = 1; round < rounds; round++) {
      await db.owner`INSERT INTO private.past_round (appeal, round, due_at, closed_at, outcome, reopened_at)
        VALUES (${id}, ${round}, ${chance.int(0, 4) === 0 ? null : moment(chance)}, ${moment(chance)}, 'explained', ${moment(chance)})`;
    }
    // The head's department reads what it co-executes; its report doesn't count it.
    if (department === "roads" && n % 3 === 0) await db.owner`INSERT INTO private.co_executor (appeal, round, department, task, internal_due) VALUES (${id}, ${rounds}, 'heat', 'x', '2026-11-25')`;
  }
});
afterAll(() => db.drop());

async function counted(actor: Actor, query: string): Promise<number> {
  return (await listCases(actor, filterOfQuery(query), now, 1000)).rows.length;
}

test.each(["the city", "a department's head"])("behind every number of the report of %s are as many cases", async (whose) => {
  const actor = whose === "the city" ? registrar : head;
  const report = await meeting(actor, lastWeek, now);
  const lines: Line[] = [report.total, ...report.departments, ...report.departments.flatMap((one) => one.executors)];
  expect(lines.length).toBe(whose === "the city" ? 10 : 5);
  for (const line of lines) {
    const cases = casesBehind(report, line.whose);
    for (const key of Object.keys(cases) as (keyof typeof cases)[]) {
      expect(await counted(actor, viewQuery(cases[key])), `${key} of ${JSON.stringify(line.whose)}`).toBe(line.now[key]);
    }
    const { answered, onTime, late } = line.now;
    expect(await counted(actor, viewQuery({ ...cases.answered, occasion: "noTerm" }))).toBe(answered - onTime - late);
  }
  // A city in which every column has something to show.
  for (const key of Object.keys(casesBehind(report, {})) as (keyof Line["now"])[]) expect(report.total.now[key], key).toBeGreaterThan(2);
});

test("a case answered twice in the week counts once: late when one of the answers was", async () => {
  const before = (await meeting(registrar, lastWeek, now)).total.now;
  const id = await makeCase(db.owner, { status: "answered", due_at: "2026-11-30T05:00:00Z", closed_at: "2026-11-20T05:00:00Z", round: 2 });
  await db.owner`INSERT INTO private.past_round (appeal, round, due_at, closed_at, outcome, reopened_at) VALUES (${id}, 1, '2026-11-16T05:00:00Z', '2026-11-17T05:00:00Z', 'explained', '2026-11-18T05:00:00Z')`;
  const after = (await meeting(registrar, lastWeek, now)).total.now;
  expect([after.answered - before.answered, after.late - before.late, after.onTime - before.onTime, after.reopened - before.reopened]).toEqual([1, 1, 0, 1]);
});
