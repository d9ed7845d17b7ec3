import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { changeStatus } from "#lib/appeals/change.ts";
import { escalate, escalatedCases, setEscalation } from "#lib/appeals/escalate.ts";
import { verifyChain } from "#lib/audit.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let head: Actor, otherHead: Actor, signer: Actor, executor: Actor, administrator: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [head, otherHead, executor] = [await official(db.owner, "head", "heat"), await official(db.owner, "head", "roads"), await official(db.owner, "executor", "heat")];
  [signer, administrator] = [await official(db.owner, "signer"), await official(db.owner, "administrator")];
});
afterAll(() => db.drop());
afterEach(async () => {
  await db.owner`UPDATE private.appeal SET closed_at = greatest(received_at, now()) WHERE closed_at IS NULL`;
  await db.owner`DELETE FROM private.setting WHERE key = 'escalation'`;
});

const monday = new Date("2026-11-23T06:00:00Z");
const due = (day: string, facts = {}) => makeCase(db.owner, { department: "heat", status: "in_work", due_at: `${day}T18:59:59.999Z`, due_basis: "target", ...facts });
const levelsOf = async (id: number) => (await db.owner`SELECT after->>'level' AS level FROM private.event WHERE appeal = ${id} AND kind = 'escalated' ORDER BY seq`).map((row) => row.level);

describe("a case", () => {
  test.each([
    ["2026-11-27", []], ["2026-11-26", ["head"]], ["2026-11-23", ["head"]], ["2026-11-20", ["head", "akim"]], ["2026-03-02", ["head", "akim"]],
  ])("due on %s is put on Monday 23 November before: %s", async (day, levels) => {
    const id = await due(day);
    await escalate(monday);
    expect(await levelsOf(id)).toEqual(levels);
  });
  test("is put once a level, whatever happens to run twice", async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => due("2026-11-20")));
    await Promise.all([escalate(monday), escalate(monday), escalate(monday)]);
    await escalate(monday);
    for (const id of ids) expect(await levelsOf(id)).toEqual(["head", "akim"]);
    expect(await verifyChain()).toEqual([]);
  });
  test("whose deadline moved is put again by the new one", async () => {
    const id = await due("2026-11-26");
    await escalate(monday);
    await db.owner`UPDATE private.appeal SET due_at = '2026-12-04T18:59:59.999Z' WHERE id = ${id}`;
    expect((await escalatedCases(head)).rows).toEqual([]);
    await escalate(new Date("2026-12-02T06:00:00Z"));
    expect(await levelsOf(id)).toEqual(["head", "head"]);
  });
  test("is not put when it is closed, has no deadline or came from a source that has ended; without a department only the akim learns of it", async () => {
    await db.owner`INSERT INTO private.source (code, name, observed_until) VALUES ('old', 'Old', '2020-01-01') ON CONFLICT DO NOTHING`;
    const [closed, none, old, nobody] = [await due("2026-11-20", { closed_at: "2026-11-20T05:00:00Z" }), await makeCase(db.owner, { department: "heat" }), await due("2026-11-20", { source: "old" }), await due("2026-11-20", { department: null })];
    await escalate(monday);
    expect([await levelsOf(closed), await levelsOf(none), await levelsOf(old), await levelsOf(nobody)]).toEqual([[], [], [], ["akim"]]);
  });
  test("keeps its version: a form somebody is filling in stays good", async () => {
    const id = await due("2026-11-20", { status: "assigned" });
    const drawn = await seenNow(db.owner, id);
    await escalate(monday);
    await changeStatus(executor, { id, seen: drawn, to: "in_work" }, monday);
  });
});

test("the days are the administrator's setting, in history", async () => {
  await setEscalation(administrator, { headBefore: 0, akimAfter: 3 });
  const [tomorrow, today, friday, tuesday] = [await due("2026-11-24"), await due("2026-11-23"), await due("2026-11-20"), await due("2026-11-17")];
  await escalate(monday);
  expect([await levelsOf(tomorrow), await levelsOf(today), await levelsOf(friday), await levelsOf(tuesday)]).toEqual([[], ["head"], ["head"], ["head", "akim"]]);
  await expect(setEscalation(head, { headBefore: 1, akimAfter: 1 })).rejects.toMatchObject({ code: "forbidden" });
  expect(await db.owner`SELECT after FROM private.office_event WHERE kind = 'escalation'`).toEqual([{ after: { headBefore: 0, akimAfter: 3 } }]);
});

test("the head sees his department's, the akim what is overdue, others nothing", async () => {
  const late = await due("2026-11-17"), soon = await due("2026-11-25"), roads = await due("2026-11-16", { department: "roads" });
  await escalate(monday);
  const shown = async (actor: Actor) => (await escalatedCases(actor)).rows.map((row) => row.id);
  expect([await shown(head), await shown(otherHead), await shown(signer), await shown(executor)]).toEqual([[late, soon], [roads], [roads, late], []]);
});
