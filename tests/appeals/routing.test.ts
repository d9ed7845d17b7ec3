import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { readRules, type Route, routeOf, type RoutingFacts } from "#lib/appeals/routing.ts";
import { deleteRule, listRules, moveRule, type RuleDraft, saveRule, switchRule } from "#lib/appeals/routing-rules.ts";
import { tryRules } from "#lib/appeals/routing-trial.ts";
import { viewCase } from "#lib/appeals/view.ts";
import { verifyChain } from "#lib/audit.ts";
import { receive } from "#lib/intake/receive.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, executor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.district (code, parent, kind, name_en, valid_from) VALUES ('yard-7', 'north', 'place', 'Yard 7', '2020-01-01')`;
  registrar = await official(db.owner, "registrar");
  executor = await official(db.owner, "executor", "heat");
});
beforeEach(() => db.owner`DELETE FROM private.routing_rule`);
afterAll(() => db.drop());

const any: RuleDraft = { category: null, district: null, channel: null, language: null, words: "", department: "heat", executor: null, instruction: "", internalDays: null, automatic: false };
const seen = async () => (await listRules(registrar)).seen;
const add = async (draft: Partial<RuleDraft>) => saveRule(registrar, { id: null, seen: await seen(), draft: { ...any, ...draft } });
const ids = async () => (await listRules(registrar)).rules.map((rule) => rule.id);
const facts: RoutingFacts = { category: null, district: null, channel: "phone", language: "kk", text: "Үйде жылу жоқ" };
const route = (of: Partial<RoutingFacts>) => routeOf(privateDb(), { ...facts, ...of });
const said = (of: Route | null) => of && `${of.n ?? "category"}: ${of.department}`;
const refuses = (work: Promise<unknown>, code: string, field?: string) => expect(work).rejects.toMatchObject(field ? { code, field } : { code });

describe("a condition", () => {
  test.each<[string, Partial<RuleDraft>, Partial<RoutingFacts>, boolean]>([
    ["the category itself", { category: "heating" }, { category: "heating" }, true],
    ["a group means its categories", { category: "comfort" }, { category: "heating" }, true],
    ["a category is not its group", { category: "heating" }, { category: "comfort" }, false],
    ["an unknown category fits no category", { category: "comfort" }, { category: null }, false],
    ["a district means its parts", { district: "north" }, { district: "yard-7" }, true],
    ["a part is not its district", { district: "yard-7" }, { district: "north" }, false],
    ["the channel", { channel: "web" }, { channel: "phone" }, false],
    ["the language", { language: "ru" }, { language: "kk" }, false],
    ["a word's beginning", { words: "жыл" }, {}, true],
    ["one of several words, in any case", { words: "Отоплен, ЖЫЛУ" }, {}, true],
    ["not the middle of a word", { words: "ылу" }, {}, false],
    ["words that look like patterns are words", { words: ".*, (" }, {}, false],
    ["a sign before the word", { words: "жылу" }, { text: "«Жылу» мекемесі" }, true],
    ["all of them together", { category: "comfort", words: "жылу", channel: "phone", language: "kk" }, { category: "heating" }, true],
    ["one of them not", { category: "comfort", words: "жылу", channel: "web" }, { category: "heating" }, false],
    ["none: everything", {}, {}, true],
  ])("%s", async (_, rule, of, fits) => {
    await add({ ...rule, department: "roads" });
    expect((await route(of))?.n === 1).toBe(fits);
  });
});

describe("the order", () => {
  test("the first that fits wins; without one the category's department, else its group's; else nobody", async () => {
    await add({ category: "heating", district: "south", department: "roads" });
    await add({ category: "comfort", department: "heat" });
    await add({ category: "heating", department: "roads" });
    expect(said(await route({ category: "heating", district: "south" }))).toBe("1: roads");
    expect(said(await route({ category: "heating", district: "north" }))).toBe("2: heat");
    expect(said(await route({ category: "snow" }))).toBe("category: roads");
    expect(said(await route({}))).toBeNull();
    await db.owner`UPDATE private.category SET department = 'heat' WHERE code = 'comfort'`;
    await db.owner`INSERT INTO private.category (code, parent, name_en, valid_from) VALUES ('draughts', 'comfort', 'Draughts', '2020-01-01') ON CONFLICT DO NOTHING`;
    await db.owner`DELETE FROM private.routing_rule`;
    expect(said(await route({ category: "draughts" }))).toBe("category: heat");
    await db.owner`UPDATE private.category SET department = NULL WHERE code = 'comfort'`;
  });
  test("is moved by one place, and stays at the edges", async () => {
    for (const department of ["heat", "roads", "heat"]) await add({ department });
    const [a, b, c] = await ids();
    await moveRule(registrar, { id: c!, seen: await seen(), to: "up" });
    expect(await ids()).toEqual([a, c, b]);
    await moveRule(registrar, { id: a!, seen: await seen(), to: "up" });
    await moveRule(registrar, { id: b!, seen: await seen(), to: "down" });
    expect(await ids()).toEqual([a, c, b]);
    await moveRule(registrar, { id: a!, seen: await seen(), to: "down" });
    expect(await ids()).toEqual([c, a, b]);
  });
  test("skips what is off and what leads to a closed department", async () => {
    await add({ department: "roads" });
    await add({ department: "heat" });
    const [first] = await ids();
    await switchRule(registrar, { id: first!, seen: await seen(), active: false });
    expect(said(await route({}))).toBe("2: heat");
    await switchRule(registrar, { id: first!, seen: await seen(), active: true });
    expect(said(await route({}))).toBe("1: roads");
    await db.owner`UPDATE private.department SET active = false WHERE code = 'roads'`;
    expect(said(await route({}))).toBe("2: heat");
    await db.owner`UPDATE private.department SET active = true WHERE code = 'roads'`;
  });
  test("an executor who left, or moved, is nobody", async () => {
    const leaver = await official(db.owner, "executor", "heat");
    await add({ executor: leaver.id });
    expect((await route({}))!.executor).toBe(leaver.id);
    await db.owner`UPDATE private.staff SET department = 'roads' WHERE id = ${leaver.id}`;
    expect((await route({}))!.executor).toBeNull();
  });
});

describe("keeping the rules", () => {
  test("every change is in the office's history", async () => {
    await db.owner`SELECT 1`;
    const before = (await db.owner`SELECT coalesce(max(seq), 0)::int AS seq FROM private.office_event`)[0]!.seq as number;
    await add({ category: "heating" });
    const [id] = await ids();
    await saveRule(registrar, { id: id!, seen: await seen(), draft: { ...any, category: "snow" } });
    await switchRule(registrar, { id: id!, seen: await seen(), active: false });
    await deleteRule(registrar, { id: id!, seen: await seen() });
    const told = await db.owner`SELECT subject, before->>'category' AS was, after->>'category' AS is, after->>'active' AS active FROM private.office_event WHERE seq > ${before} AND kind = 'routing' ORDER BY seq`;
    const subject = String(id);
    expect(told).toEqual([
      { subject, was: null, is: "heating", active: null }, { subject, was: "heating", is: "snow", active: null },
      { subject, was: null, is: null, active: "false" }, { subject, was: "snow", is: null, active: null },
    ]);
  });
  test("two registrars: the second sees the list first, whichever rule the first one touched", async () => {
    await add({ department: "heat" });
    await add({ department: "roads" });
    const [a, b] = await ids(), drawn = await seen();
    await moveRule(registrar, { id: b!, seen: drawn, to: "up" });
    await refuses(saveRule(registrar, { id: a!, seen: drawn, draft: any }), "changedMeanwhile");
    const results = await Promise.allSettled(Array.from({ length: 8 }, async () => deleteRule(registrar, { id: a!, seen: await seen() })));
    expect(results.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });
  test("what can't be is refused at its field", async () => {
    await refuses(add({ category: "nowhere" }), "invalid", "category");
    await refuses(add({ district: "nowhere" }), "invalid", "district");
    await refuses(add({ channel: "pigeon" }), "invalid", "channel");
    await refuses(add({ department: "nowhere" }), "invalid", "department");
    await refuses(add({ department: "roads", executor: executor.id }), "executorOutside", "executor");
    await refuses(add({ automatic: true, words: " , " }), "ruleUnconditional", "category");
    await refuses(saveRule(registrar, { id: 999_999, seen: await seen(), draft: any }), "notFound");
    await refuses(saveRule(executor, { id: null, seen: await seen(), draft: any }), "forbidden");
    expect(await readRules(privateDb())).toEqual([]);
  });
});

describe("a trial", () => {
  test("shows where a case would go, for a draft nobody saved, and writes nothing", async () => {
    await makeCase(db.owner, { category: "heating", district: "north", number: "2026-000901" });
    await add({ category: "comfort", department: "roads" });
    const trial = (draft: Partial<RuleDraft> | null, id: number | null = null, number: string | null = "2026-000901") =>
      tryRules(registrar, { number, rule: draft && { id, draft: { ...any, ...draft } } });
    expect(await trial(null)).toMatchObject([{ number: "2026-000901", byDraft: false, now: { n: 1, department: "roads" } }]);
    // A new rule stands last: the one before it decides.
    expect(await trial({ category: "heating" })).toMatchObject([{ byDraft: false, then: { n: 1 } }]);
    const [id] = await ids();
    expect(await trial({ district: "north" }, id)).toMatchObject([{ byDraft: true, now: { n: 1, department: "roads" }, then: { n: 1, department: "heat" } }]);
    expect(await trial({ district: "south" }, id)).toMatchObject([{ byDraft: false, then: { n: null, department: "heat" } }]);
    await refuses(trial(null, null, "2026-999999"), "caseUnknown", "number");
    await refuses(trial({ department: "nowhere" }), "invalid", "department");
    await refuses(tryRules(executor, { number: null, rule: null }), "forbidden");
    expect((await listRules(registrar)).rules).toMatchObject([{ id, district: null, department: "roads" }]);
  });
  test("on the newest cases, at most fifty", async () => {
    for (let n = 0; n < 60; n++) await makeCase(db.owner);
    expect(await tryRules(registrar, { number: null, rule: null })).toHaveLength(50);
  });
});

describe("an automatic rule", () => {
  const arrive = () => privateDb().transaction((tx) => receive(tx, { channel: "phone", language: "kk", text: "Үйде жылу жоқ", category: "heating", receivedAt: new Date() }));
  test("assigns as soon as a case comes in, and the history says by which rule", async () => {
    await add({ category: "snow" });
    await add({ category: "heating", words: "жылу", executor: executor.id, instruction: "Бүгін шығыңыз", internalDays: 1, automatic: true });
    const made = await arrive();
    const view = await viewCase(executor, made!.id);
    expect(view).toMatchObject({ status: "assigned", department: "heat", executor: executor.id, work: { given: { by: null, instruction: "Бүгін шығыңыз" } } });
    expect(view.history.map((change) => [change.kind, change.by, change.after?.rule])).toEqual([["received", null, undefined], ["status", null, 2]]);
    expect(view.work.given!.internalDue! > new Date().toISOString().slice(0, 10)).toBe(true);
    expect(await verifyChain(made!.id)).toEqual([]);
  });
  test("does nothing behind a rule that leaves it to people", async () => {
    await add({ category: "comfort" });
    await add({ category: "heating", automatic: true });
    const made = await arrive();
    expect(await viewCase(registrar, made!.id)).toMatchObject({ status: "received", department: null, work: { given: null, route: { n: 1, department: "heat" } } });
  });
});
