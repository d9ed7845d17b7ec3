import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BatchAct, type Chosen, runBatch, undoBatch } from "#lib/appeals/batch.ts";
import { viewBatch } from "#lib/appeals/batch-view.ts";
import { classify } from "#lib/appeals/classify.ts";
import { verifyChain } from "#lib/audit.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, head: Actor, executor: Actor, roadsExecutor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [registrar, head, executor, roadsExecutor] = [await official(db.owner, "registrar"), await official(db.owner, "head", "heat"), await official(db.owner, "executor", "heat"), await official(db.owner, "executor", "roads")];
});
afterAll(() => db.drop());

const heating: BatchAct = { act: "classify", category: "heating", district: null };
const toHeat = (who: Actor | null = null): BatchAct => ({ act: "assign", department: "heat", executor: who?.id ?? null });
const seen = async (...ids: number[]): Promise<Chosen[]> => Promise.all(ids.map(async (id) => ({ id, seen: await seenNow(db.owner, id) })));
const facts = async (id: number) => (await db.owner`SELECT status, category, district, department, executor::int, due_at, due_basis FROM private.appeal WHERE id = ${id}`)[0]!;
const kinds = async (id: number) => (await db.owner`SELECT kind FROM private.event WHERE appeal = ${id} ORDER BY seq`).map((row) => row.kind);
const told = async (actor: Actor, batch: number) => (await viewBatch(actor, batch)).cases.map((one) => [one.id, one.done ? "done" : one.refusal]).sort((a, b) => Number(a[0]) - Number(b[0]));

describe("one act on several cases", () => {
  test("each is its own change with its own event", async () => {
    const ids = [await makeCase(db.owner, { district: "north" }), await makeCase(db.owner, { category: "snow" })];
    const made = await runBatch(registrar, heating, await seen(...ids));
    expect(await told(registrar, made)).toEqual(ids.map((id) => [id, "done"]));
    expect(await facts(ids[0]!)).toMatchObject({ category: "heating", district: "north", due_basis: "target" }); // the district stays
    for (const id of ids) expect(await kinds(id)).toEqual(["received", "classification"]);
  });
  test("what can't be done to one leaves the others alone, and is told", async () => {
    const [good, moved, closed] = [await makeCase(db.owner), await makeCase(db.owner), await makeCase(db.owner, { status: "spam", closed_at: "2026-11-17T05:00:00Z" })];
    const chosen = await seen(good, moved, closed);
    await classify(registrar, { id: moved, seen: await seenNow(db.owner, moved), category: "snow", district: null });
    const made = await runBatch(registrar, toHeat(executor), chosen);
    expect(await told(registrar, made)).toEqual([[good, "done"], [moved, "changedMeanwhile"], [closed, "transitionNotAllowed"]]);
    expect(await facts(good)).toMatchObject({ status: "assigned", department: "heat", executor: executor.id });
    expect(await facts(moved)).toMatchObject({ status: "received", department: null });
    expect(await kinds(closed)).toEqual(["received"]);
  });
  test("a head hands out his own department's only; a case that moved away has no number for him", async () => {
    const [own, other] = [await makeCase(db.owner, { status: "assigned", department: "heat" }), await makeCase(db.owner, { status: "assigned", department: "roads" })];
    const made = await runBatch(head, toHeat(executor), await seen(own, other));
    const { cases } = await viewBatch(head, made);
    expect(cases.map((one) => [one.number === null, one.refusal]).sort()).toEqual([[false, null], [true, "notFound"]]);
    await expect(runBatch(head, { act: "assign", department: "roads", executor: roadsExecutor.id }, await seen(own))).resolves.toBeGreaterThan(0);
    expect(await facts(own)).toMatchObject({ department: "heat" });
  });
  test("the same case twice, or one that never was, is no trouble", async () => {
    const id = await makeCase(db.owner);
    const chosen = await seen(id);
    const made = await runBatch(registrar, heating, [...chosen, ...chosen, { id: 999_999, seen: { version: 1, seq: 1 } }]);
    expect(await told(registrar, made)).toEqual([[id, "done"]]);
  });
  test("what is wrong for all is said before any is touched", async () => {
    const chosen = await seen(await makeCase(db.owner));
    const refused = (input: BatchAct, code: string, field: string, cases = chosen) => expect(runBatch(registrar, input, cases)).rejects.toMatchObject({ code, field });
    await refused({ act: "classify", category: "nowhere", district: null }, "invalid", "category");
    await refused({ act: "classify", category: null, district: null }, "required", "category");
    await refused({ act: "assign", department: "nowhere", executor: null }, "invalid", "department");
    await refused({ act: "assign", department: "heat", executor: roadsExecutor.id }, "executorOutside", "executor");
    await refused({ act: "register", kind: "complaint", confirmed: false }, "confirmRegistration", "confirm");
    await refused(heating, "chooseCases", "case", []);
    await refused(heating, "chooseCases", "case", Array.from({ length: 101 }, (_, n) => ({ id: n + 1, seen: { version: 1, seq: 1 } })));
    expect(await kinds(chosen[0]!.id)).toEqual(["received"]);
  });
  test("who may", async () => {
    const chosen = await seen(await makeCase(db.owner, { department: "heat" }));
    await expect(runBatch(executor, heating, chosen)).rejects.toMatchObject({ code: "forbidden" });
    await expect(runBatch(head, { act: "register", kind: "complaint", confirmed: true }, chosen)).rejects.toMatchObject({ code: "forbidden" });
    await expect(runBatch(await official(db.owner, "operator"), toHeat(), chosen)).rejects.toMatchObject({ code: "forbidden" });
  });
  test("two batches on one case at once: one of them changes it", async () => {
    const id = await makeCase(db.owner);
    const chosen = await seen(id);
    const made = await Promise.all([runBatch(registrar, heating, chosen), runBatch(registrar, { act: "classify", category: "snow", district: null }, chosen)]);
    expect((await Promise.all(made.map((one) => told(registrar, one)))).flat().map(([, how]) => how).sort()).toEqual(["changedMeanwhile", "done"]);
    expect(await kinds(id)).toEqual(["received", "classification"]);
  });
});

describe("taking it back", () => {
  test("restores category, district and the target, and says so in the history", async () => {
    const id = await makeCase(db.owner, { category: "snow", due_at: "2026-11-18T18:59:59.999Z", due_basis: "target" });
    const before = await facts(id);
    const made = await runBatch(registrar, { act: "classify", category: "heating", district: "south" }, await seen(id));
    expect(await facts(id)).not.toEqual(before);
    await undoBatch(registrar, made);
    expect(await facts(id)).toEqual(before);
    expect(await kinds(id)).toEqual(["received", "classification", "undo"]);
    expect(await verifyChain(id)).toEqual([]);
    expect((await viewBatch(registrar, made)).cases[0]).toMatchObject({ undone: true });
  });
  test("restores who had the case, with his instruction", async () => {
    const [fresh, given] = [await makeCase(db.owner), await makeCase(db.owner, { status: "assigned", department: "heat", executor: executor.id })];
    await db.owner`INSERT INTO private.assignment (appeal, round, assigned_by, department, executor, instruction) VALUES (${given}, 1, ${registrar.id}, 'heat', ${executor.id}, 'Tomorrow')`;
    const made = await runBatch(registrar, { act: "assign", department: "roads", executor: roadsExecutor.id }, await seen(fresh, given));
    expect(await facts(given)).toMatchObject({ department: "roads", executor: roadsExecutor.id });
    await undoBatch(registrar, made);
    expect(await facts(fresh)).toMatchObject({ status: "received", department: null, executor: null });
    expect(await facts(given)).toMatchObject({ status: "assigned", department: "heat", executor: executor.id });
    expect(await db.owner`SELECT department, instruction FROM private.assignment WHERE appeal = ${given} ORDER BY id DESC LIMIT 1`).toEqual([{ department: "heat", instruction: "Tomorrow" }]);
  });
  test("leaves alone what somebody has changed since, and tells it", async () => {
    const [left, changed] = [await makeCase(db.owner), await makeCase(db.owner)];
    const made = await runBatch(registrar, heating, await seen(left, changed));
    await classify(registrar, { id: changed, seen: await seenNow(db.owner, changed), category: "snow", district: null });
    await undoBatch(registrar, made);
    expect((await viewBatch(registrar, made)).cases.map((one) => [one.id, one.undone, one.undoRefusal]).sort()).toEqual([[left, true, null], [changed, false, "changedMeanwhile"]]);
    expect([await facts(left), await facts(changed)]).toMatchObject([{ category: null }, { category: "snow" }]);
  });
  test("once, by who did it, within a quarter of an hour; twice at once is once", async () => {
    const id = await makeCase(db.owner);
    const made = await runBatch(registrar, heating, await seen(id));
    await expect(undoBatch(await official(db.owner, "registrar"), made)).rejects.toMatchObject({ code: "notFound" });
    await expect(undoBatch(registrar, made, new Date(Date.now() + 16 * 60_000))).rejects.toMatchObject({ code: "undoOver" });
    const turns = await Promise.allSettled([undoBatch(registrar, made), undoBatch(registrar, made)]);
    expect(turns.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await kinds(id)).toEqual(["received", "classification", "undo"]);
  });
  test("a registration can't be taken back: the clock of the law runs", async () => {
    const id = await makeCase(db.owner);
    const made = await runBatch(registrar, { act: "register", kind: "complaint", confirmed: true }, await seen(id));
    expect(await facts(id)).toMatchObject({ status: "registered", due_basis: "99" });
    expect((await viewBatch(registrar, made)).undoUntil).toBeNull();
    await expect(undoBatch(registrar, made)).rejects.toMatchObject({ code: "undoOver" });
  });
});
