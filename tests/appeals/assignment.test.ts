import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeAnswer } from "#lib/appeals/answer.ts";
import { assign, type Assign } from "#lib/appeals/assign.ts";
import { changeStatus } from "#lib/appeals/change.ts";
import { classify } from "#lib/appeals/classify.ts";
import { addPart, contribute, insertPart, removePart } from "#lib/appeals/co-executor.ts";
import { Conflict } from "#lib/appeals/conflict.ts";
import { listCases } from "#lib/appeals/list.ts";
import { sendBack } from "#lib/appeals/send-back.ts";
import { viewCase } from "#lib/appeals/view.ts";
import { verifyChain } from "#lib/audit.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, head: Actor, executor: Actor, second: Actor, roadsHead: Actor, roadsExecutor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  registrar = await official(db.owner, "registrar");
  head = await official(db.owner, "head", "heat");
  executor = await official(db.owner, "executor", "heat");
  second = await official(db.owner, "executor", "heat");
  roadsHead = await official(db.owner, "head", "roads");
  roadsExecutor = await official(db.owner, "executor", "roads");
});
afterAll(() => db.drop());

const now = new Date("2026-11-16T06:00:00Z"); // a Monday
const seen = (id: number) => seenNow(db.owner, id);
const give = async (actor: Actor, id: number, more: Partial<Assign> = {}) => assign(actor, { id, seen: await seen(id), department: "heat", ...more }, now);
const nameOf = ({ roles, login }: Actor) => `${roles[0]} ${login.slice(-4)}`;
const row = async (id: number) => (await db.owner`SELECT status, department, executor::int, due_at FROM private.appeal WHERE id = ${id}`)[0]!;
const refuses = (work: Promise<unknown>, code: string, field?: string) => expect(work).rejects.toMatchObject(field ? { code, field } : { code });
const due = "2026-11-27T18:59:59Z"; // Friday, the city's own last moment
const given = async (facts = {}, more: Partial<Assign> = {}) => {
  const id = await makeCase(db.owner, { due_at: due, due_basis: "target", ...facts });
  await give(registrar, id, more);
  return id;
};

describe("an assignment", () => {
  test("has its words and its own day; the history tells the day and never the words", async () => {
    const id = await given({}, { executor: executor.id, instruction: "Қазандықты тексеріңіз", internalDue: "2026-11-20" });
    const view = await viewCase(executor, id);
    expect(view.work.given).toMatchObject({ department: "heat", instruction: "Қазандықты тексеріңіз", internalDue: "2026-11-20", by: nameOf(registrar) });
    expect(view.history.at(-1)!.after).toMatchObject({ status: "assigned", internalDue: "2026-11-20" });
    expect(JSON.stringify(view.history)).not.toContain("Қазандық");
  });
  test.each([
    ["2026-11-16", "dayPast"], ["2026-11-13", "dayPast"], ["2026-11-21", "dayOff"], ["2026-11-30", "internalDueLate"],
  ])("no internal deadline on %s", async (day, code) => {
    const id = await makeCase(db.owner, { due_at: due });
    await refuses(give(registrar, id, { internalDue: day }), code, "internalDue");
    expect(await row(id)).toMatchObject({ status: "received", department: null });
  });
  test("the last day of the law itself will do", async () => expect((await viewCase(head, await given({}, { internalDue: "2026-11-27" }))).work.given!.internalDue).toBe("2026-11-27"));
  test("the head gives it to another of his people; what was not said again still stands", async () => {
    const id = await given({}, { executor: executor.id, instruction: "Тексеру", internalDue: "2026-11-20" });
    await changeStatus(executor, { id, seen: await seen(id), to: "in_work" }, now);
    await give(head, id, { executor: second.id });
    expect((await row(id)).executor).toBe(second.id);
    expect((await viewCase(head, id)).work.given).toMatchObject({ instruction: "Тексеру", internalDue: "2026-11-20", by: nameOf(head) });
    await refuses(give(head, id, { executor: roadsExecutor.id }), "executorOutside", "executor");
    await refuses(give(registrar, id, { department: "roads" }), "transitionNotAllowed", "department"); // taken up: it goes back first
  });
  test("another department does not inherit the words", async () => {
    const id = await given({}, { instruction: "Тексеру" });
    await give(registrar, id, { department: "roads" });
    expect((await viewCase(registrar, id)).work.given).toMatchObject({ department: "roads", instruction: "", internalDue: null });
  });
});

describe("a wrong department", () => {
  const back = async (actor: Actor, id: number, more = {}) => sendBack(actor, { id, seen: await seen(id), reason: "Бұл жол мәселесі", ...more }, now);
  test.each(["head", "executor"] as const)("sends a signal back to the inbox: its %s", async (role) => {
    const actor = { head, executor }[role], id = await given({}, { executor: executor.id });
    await back(actor, id, { suggested: "roads" });
    expect(await row(id)).toMatchObject({ status: "received", department: null, executor: null, due_at: new Date(due) });
    expect((await viewCase(registrar, id)).work.returned).toMatchObject({ by: nameOf(actor), from: "heat", reason: "Бұл жол мәселесі", suggested: "roads" });
    await refuses(viewCase(actor, id) as Promise<unknown>, "notFound");
    await give(registrar, id, { department: "roads" });
    expect((await viewCase(registrar, id)).work.returned).toBeNull();
  });
  test("sends an appeal back to registered; the law's clock runs on", async () => {
    const id = await makeCase(db.owner);
    await changeStatus(registrar, { id, seen: await seen(id), to: "registered", kind: "application" }, now);
    await give(registrar, id);
    const before = await row(id);
    await back(head, id);
    expect(await row(id)).toMatchObject({ status: "registered", department: null, due_at: before.due_at });
    expect(await verifyChain(id)).toEqual([]);
  });
  test("says why, and does so before it takes the case up; nobody else says it for it", async () => {
    const id = await given();
    await refuses(back(executor, id, { reason: " " }), "required", "reason");
    await refuses(back(registrar, id), "forbidden");
    await refuses(back(roadsHead, id), "notFound");
    await refuses(back(executor, id, { suggested: "heat" }), "invalid", "suggested");
    await refuses(back(executor, id, { suggested: "nowhere" }), "invalid", "suggested");
    await changeStatus(executor, { id, seen: await seen(id), to: "in_work" }, now);
    await refuses(back(executor, id), "transitionNotAllowed");
  });
  test("nor through the plain form of states", async () => {
    const id = await given();
    await refuses(changeStatus(executor, { id, seen: await seen(id), to: "received", reason: "x" }, now), "transitionNotAllowed");
  });
});

describe("co-executors", () => {
  const add = async (actor: Actor, id: number, more = {}) =>
    addPart(actor, { id, seen: await seen(id), department: "roads", staff: null, task: "Жолды қазуға рұқсат", internalDue: "2026-11-20", ...more }, now);
  const entry = async (id: number) => (await viewCase(registrar, id)).work.parts.at(-1)!.id;
  const writes = async (actor: Actor, id: number, text = "Рұқсат берілді") => contribute(actor, { id, seen: await seen(id), entry: await entry(id), text }, now);

  test("read the case and write their part; the main executor sees it", async () => {
    const id = await given();
    await refuses(viewCase(roadsExecutor, id) as Promise<unknown>, "notFound");
    const listed = async () => (await listCases(roadsExecutor, {})).rows.some((one) => one.id === id);
    expect(await listed()).toBe(false);
    await add(registrar, id);
    expect((await viewCase(roadsExecutor, id)).number).toMatch(/^T-/);
    expect(await listed()).toBe(true);
    await writes(roadsExecutor, id);
    expect((await viewCase(executor, id)).work.parts).toMatchObject([{ department: "roads", task: "Жолды қазуға рұқсат", contribution: "Рұқсат берілді", contributor: nameOf(roadsExecutor), contributedAt: now }]);
    expect(JSON.stringify((await viewCase(executor, id)).history)).not.toContain("Рұқсат берілді");
    expect(await insertPart(executor, id, await entry(id), "Құрметті азамат!")).toBe("Құрметті азамат!\n\nРұқсат берілді");
    await refuses(insertPart(roadsExecutor, id, await entry(id), ""), "notFound"); // the answer is not his to write
  });
  test("change nothing else", async () => {
    const id = await given();
    await add(registrar, id);
    await refuses(changeStatus(roadsExecutor, { id, seen: await seen(id), to: "in_work" }, now), "forbidden");
    await refuses(give(roadsHead, id, { department: "roads" }), "forbidden");
    await refuses(classify(roadsHead, { id, seen: await seen(id), category: "snow", district: null }), "forbidden");
    await refuses(sendBack(roadsHead, { id, seen: await seen(id), reason: "x" }, now), "forbidden");
    await changeStatus(executor, { id, seen: await seen(id), to: "in_work" }, now);
    await refuses(writeAnswer(roadsHead, { id, seen: await seen(id), text: "x", language: "kk", outcome: "noted", then: "keep" }, now), "forbidden");
    await refuses(add(roadsHead, id, { department: "roads", staff: roadsExecutor.id }), "forbidden");
  });
  test("one official's part is his and his head's", async () => {
    const other = await official(db.owner, "executor", "roads"), id = await given();
    await add(registrar, id, { staff: roadsExecutor.id });
    await refuses(writes(other, id), "forbidden");
    await refuses(writes(executor, id), "forbidden");
    await refuses(writes(registrar, id), "forbidden");
    await writes(roadsExecutor, id);
    await writes(roadsHead, id, "Басшы нақтылады");
  });
  test("a part that comes in does not disturb the answer in the making; a colleague's does disturb a colleague", async () => {
    const id = await given();
    await add(registrar, id);
    await changeStatus(executor, { id, seen: await seen(id), to: "in_work" }, now);
    const drawn = await seen(id), part = await entry(id);
    await contribute(roadsExecutor, { id, seen: drawn, entry: part, text: "Бірінші" }, now);
    await writeAnswer(executor, { id, seen: drawn, text: "Жауап", language: "kk", outcome: "noted", then: "keep" }, now);
    await expect(contribute(roadsHead, { id, seen: drawn, entry: part, text: "Екінші" }, now)).rejects.toBeInstanceOf(Conflict);
    expect((await viewCase(executor, id)).work.parts[0]!.contribution).toBe("Бірінші");
  });
  test("are asked once each, for something, by a working day, and not for what is theirs already", async () => {
    const id = await given({}, { executor: executor.id });
    await refuses(add(registrar, id, { task: "  " }), "required", "task");
    await refuses(add(registrar, id, { internalDue: "2026-11-22" }), "dayOff", "internalDue");
    await refuses(add(registrar, id, { internalDue: "2026-12-01" }), "internalDueLate", "internalDue");
    await refuses(add(registrar, id, { department: "heat" }), "coExecutorSame", "to");
    await refuses(add(registrar, id, { department: "heat", staff: executor.id }), "coExecutorSame", "to");
    await refuses(add(registrar, id, { staff: executor.id }), "invalid", "to");
    await add(head, id, { department: "heat", staff: second.id });
    await refuses(add(head, id), "forbidden", "to");
    await add(registrar, id);
    await refuses(add(registrar, id), "coExecutorTwice", "to");
  });
  test("a part is taken back while nothing is written, and the case is out of sight again", async () => {
    const id = await given();
    await add(registrar, id);
    await removePart(registrar, { id, seen: await seen(id), entry: await entry(id) });
    await refuses(viewCase(roadsExecutor, id) as Promise<unknown>, "notFound");
    await add(registrar, id);
    await writes(roadsExecutor, id);
    await refuses((async () => removePart(registrar, { id, seen: await seen(id), entry: await entry(id) }))(), "partWritten");
    const elsewhere = await given();
    await add(registrar, elsewhere);
    const theirs = await entry(elsewhere);
    await refuses((async () => contribute(roadsExecutor, { id, seen: await seen(id), entry: theirs, text: "x" }, now))(), "forbidden");
  });
  test("write while the case is open", async () => {
    const id = await given();
    await add(registrar, id);
    await db.owner`UPDATE private.appeal SET status = 'answered', closed_at = now() WHERE id = ${id}`;
    await refuses(writes(roadsExecutor, id), "transitionNotAllowed");
  });
});
