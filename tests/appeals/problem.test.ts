import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeStatus } from "#lib/appeals/change.ts";
import { assign } from "#lib/appeals/assign.ts";
import { Conflict } from "#lib/appeals/conflict.ts";
import { actOnEach, type SeenCase } from "#lib/appeals/problem-act.ts";
import { answerProblem, assignProblem, signProblem } from "#lib/appeals/problem-answer.ts";
import { createProblem, editProblem, linkCases, switchProblem, unlinkCase } from "#lib/appeals/problem-link.ts";
import { languagesOf, viewProblem } from "#lib/appeals/problem-view.ts";
import { likelyProblems, listProblems } from "#lib/appeals/problem.ts";
import { viewCase } from "#lib/appeals/view.ts";
import { verifyChain } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { lawful } from "#tests/support/answers.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, head: Actor, executor: Actor, roadsHead: Actor, signer: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  registrar = await official(db.owner, "registrar");
  head = await official(db.owner, "head", "heat");
  executor = await official(db.owner, "executor", "heat");
  roadsHead = await official(db.owner, "head", "roads");
  signer = await official(db.owner, "signer");
});
afterAll(() => db.drop());

const now = new Date("2026-11-16T06:00:00Z");
const seen = (id: number) => seenNow(db.owner, id);
const refuses = (work: Promise<unknown>, code: string, field?: string) => expect(work).rejects.toMatchObject(field ? { code, field } : { code });
const facts = { title: "3-аймақта жылу жоқ", category: "heating", district: "north", department: "heat" };
const open = (cases: number[], actor = registrar) => createProblem(actor, { ...facts, cases });
const signal = (more = {}) => makeCase(db.owner, { category: "heating", district: "north", ...more });
async function appeal(more = {}) {
  const id = await signal(more);
  await changeStatus(registrar, { id, seen: await seen(id), to: "registered", kind: "application" }, now);
  return id;
}
const given = async (id: number, department = "heat") => { await assign(registrar, { id, seen: await seen(id), department }, now); return id; };
const status = async (id: number) => (await db.owner`SELECT status FROM private.appeal WHERE id = ${id}`)[0]!.status as string;
const texts = { kk: lawful.kk, ru: lawful.ru };
async function shown(problem: number, actor: Actor): Promise<{ seen: { version: number; seq: number }; cases: SeenCase[] }> {
  const view = await viewProblem(actor, problem);
  return { seen: view.seen, cases: view.cases.filter((one) => one.closedAt === null).map(({ id, version, seq }) => ({ id, seen: { version, seq } })) };
}
const answers = async (problem: number, actor = executor, more = {}) => answerProblem(actor, { problem, texts, outcome: "satisfied", then: "send", ...await shown(problem, actor), ...more }, now);
const why = async (problem: number, actor = executor, more = {}) => Object.fromEntries((await answers(problem, actor, more)).left.map((one) => [one.id, one.why]));

describe("a problem", () => {
  test("links open cases of several people, and each one's history says so", async () => {
    const [one, two] = [await signal(), await appeal({ language: "ru" })];
    const id = await open([two, one, one]);
    const view = await viewProblem(registrar, id);
    expect(view).toMatchObject({ ...facts, closedAt: null, elsewhere: 0 });
    expect(view.cases.map((its) => its.id)).toEqual([one, two]);
    expect(languagesOf(view.cases)).toEqual(["kk", "ru"]);
    expect((await viewCase(registrar, one)).history.at(-1)).toMatchObject({ kind: "problem_linked", after: { problem: id, problemTitle: facts.title } });
    expect(await verifyChain()).toEqual([]);
  });
  test("takes all that were chosen or none: closed cases and those of another problem are named", async () => {
    const [free, taken, over] = [await signal(), await signal(), await signal({ status: "answered", closed_at: "2026-11-17T05:00:00Z" })];
    await open([taken]);
    await refuses(open([free, taken, over]), "problemCases", "cases");
    expect((await viewCase(registrar, free)).history.map((one) => one.kind)).toEqual(["received"]);
    await refuses(open([]), "required", "cases");
    await refuses(createProblem(registrar, { ...facts, title: " ", cases: [free] }), "required", "title");
    await refuses(createProblem(registrar, { ...facts, department: "nowhere", cases: [free] }), "invalid", "department");
    await refuses(createProblem(executor, { ...facts, cases: [free] }), "forbidden");
  });
  test("is joined by new cases, by number too, until it is closed; it closes when nothing waits", async () => {
    const first = await given(await signal()), id = await open([first]), next = await signal({ number: "2026-000555" });
    await linkCases(registrar, { problem: id, cases: [], number: " 2026-000555 " });
    await linkCases(registrar, { problem: id, cases: [next] }); // once more changes nothing
    await refuses(linkCases(registrar, { problem: id, cases: [], number: "2026-999999" }), "caseUnknown", "number");
    await refuses(switchProblem(registrar, { problem: id, seen: (await viewProblem(registrar, id)).seen, open: false }), "problemOpenCases");
    await unlinkCase(registrar, { problem: id, case: next });
    expect((await viewProblem(registrar, id)).cases).toHaveLength(1);
    await answers(id);
    await switchProblem(registrar, { problem: id, seen: (await viewProblem(registrar, id)).seen, open: false });
    await refuses(linkCases(registrar, { problem: id, cases: [next] }), "problemClosed");
    await refuses(unlinkCase(registrar, { problem: id, case: first }), "problemCases");
    expect((await listProblems(registrar, true)).map((one) => one.id)).toContain(id);
    await switchProblem(registrar, { problem: id, seen: (await viewProblem(registrar, id)).seen, open: true });
    await linkCases(registrar, { problem: id, cases: [next] });
  });
  test("is suggested to a case of the same district and kind of trouble, while it is open", async () => {
    await db.owner`INSERT INTO private.district (code, kind, name_en, valid_from) VALUES ('east', 'district', 'East', '2020-01-01')`;
    const id = await createProblem(registrar, { ...facts, district: "east", cases: [await signal()] });
    const likely = async (category: string | null, district: string | null) => (await likelyProblems(registrar, { category, district })).map((one) => one.id);
    expect(await likely("heating", "east")).toEqual([id]);
    expect(await likelyProblems(registrar, { category: "heating", district: "east" })).toMatchObject([{ cases: 1, open: 1 }]);
    expect(await likely("comfort", "east")).toEqual([id]);
    for (const [category, district] of [["snow", "east"], ["heating", "south"], [null, "east"], ["heating", null]] as const) expect(await likely(category, district)).toEqual([]);
  });
  test("a department sees its own cases of it and how many are elsewhere; a stranger's department sees nothing", async () => {
    const mine = await given(await signal()), his = await given(await signal(), "roads");
    const id = await open([mine, his]);
    expect(await viewProblem(head, id)).toMatchObject({ elsewhere: 1, cases: [{ id: mine }] });
    expect((await viewProblem(roadsHead, id)).cases.map((one) => one.id)).toEqual([his]);
    await unlinkCase(registrar, { problem: id, case: his });
    await refuses(viewProblem(roadsHead, id) as Promise<unknown>, "notFound");
    await refuses(linkCases(roadsHead, { problem: id, cases: [his] }), "notFound");
    await refuses(linkCases(head, { problem: id, cases: [his] }), "notFound");
    await refuses(open([his], head), "notFound");
    await refuses(createProblem(head, { ...facts, department: "roads", cases: [mine] }), "forbidden", "department");
  });
  test("of another department: who has a case in it can neither take it over, nor rename it, nor end it", async () => {
    const [mine, his] = [await given(await signal()), await given(await signal(), "roads")], id = await open([mine, his]);
    const drawn = (await viewProblem(roadsHead, id)).seen;
    await refuses(editProblem(roadsHead, { problem: id, seen: drawn, ...facts, department: "roads" }), "forbidden");
    await db.owner`UPDATE private.appeal SET closed_at = received_at, status = 'withdrawn' WHERE id IN (${mine}, ${his})`;
    await refuses(switchProblem(roadsHead, { problem: id, seen: drawn, open: false }), "forbidden");
    await switchProblem(head, { problem: id, seen: drawn, open: false });
    await refuses(switchProblem(roadsHead, { problem: id, seen: (await viewProblem(roadsHead, id)).seen, open: true }), "forbidden");
  });
  test("whose cases' languages are nobody else's to learn: a foreign case in the form is no case", async () => {
    const id = await open([await given(await signal({ language: "ru" }), "roads"), await given(await signal())]);
    const [foreign] = await db.owner`SELECT id::int FROM private.appeal WHERE problem = ${id} AND department = 'roads'`;
    const cases = [{ id: foreign!.id as number, seen: await seen(foreign!.id as number) }];
    expect(await answerProblem(executor, { problem: id, seen: (await viewProblem(executor, id)).seen, cases, texts: {}, outcome: "satisfied", then: "send" }, now)).toMatchObject({ done: [], left: [{ why: "notFound" }] });
  });
  test("is said anew by one at a time", async () => {
    const id = await open([await signal()]), drawn = (await viewProblem(registrar, id)).seen;
    await editProblem(registrar, { problem: id, seen: drawn, ...facts, title: "Орталықта жылу жоқ" });
    const error = await editProblem(registrar, { problem: id, seen: drawn, ...facts, title: "Басқа" }).catch((e) => e);
    expect(error).toBeInstanceOf(Conflict);
    expect(error.changes).toMatchObject([{ after: { problemTitle: "Орталықта жылу жоқ" } }]);
  });
});

describe("answering it", () => {
  test("answers each case in its own language and by its own way in law", async () => {
    const [kk, ru, registered] = [await given(await signal()), await given(await signal({ language: "ru" })), await given(await appeal())];
    const id = await open([kk, ru, registered]);
    const acted = await answers(id);
    expect(acted).toEqual({ done: [kk, ru, registered], left: [] });
    expect([await status(kk), await status(ru), await status(registered)]).toEqual(["answered", "answered", "on_approval"]);
    const drafts = await db.owner`SELECT appeal::int, language, text, written_by::int AS by FROM private.answer WHERE appeal IN (${kk}, ${ru}, ${registered}) ORDER BY appeal`;
    expect(drafts).toEqual([
      { appeal: kk, language: "kk", text: lawful.kk, by: executor.id }, { appeal: ru, language: "ru", text: lawful.ru, by: executor.id }, { appeal: registered, language: "kk", text: lawful.kk, by: executor.id },
    ]);
    expect((await listProblems(signer, false)).find((one) => one.id === id)).toMatchObject({ cases: 3, open: 1 });
    // What the signer reads is what he signs: each case's own newest draft and who wrote it.
    expect((await viewProblem(signer, id)).cases.map((one) => [one.id, one.draft, one.author])).toEqual([[kk, lawful.kk, executor.id], [ru, lawful.ru, executor.id], [registered, lawful.kk, executor.id]]);
    await refuses(signProblem(executor, { problem: id, cases: (await shown(id, executor)).cases }), "forbidden");
    expect(await signProblem(signer, { problem: id, cases: (await shown(id, signer)).cases }, now)).toEqual({ done: [registered], left: [] });
    expect(await status(registered)).toBe("answered");
    expect(await db.owner`SELECT signed_by::int AS by FROM private.answer WHERE appeal = ${registered}`).toEqual([{ by: signer.id }]);
    expect(await verifyChain()).toEqual([]);
  });
  test("wants a text in every language that occurs, each with what its strictest case needs, before anything is sent", async () => {
    const [kk, ru] = [await given(await signal()), await given(await appeal({ language: "ru" }))], id = await open([kk, ru]);
    await refuses(answers(id, executor, { texts: { kk: lawful.kk } }), "required", "text_ru");
    await refuses(answers(id, executor, { texts: { kk: lawful.kk, ru: "Тепло дали." } }), "answerParts", "text_ru");
    await refuses(answers(id, executor, { texts: { kk: "Жылу [қашан] берілді", ru: lawful.ru } }), "answerUnfilled", "text_kk");
    await refuses(answers(id, executor, { outcome: null }), "required", "outcome");
    await refuses(answers(id, executor, { cases: [] }), "required", "cases");
    expect([await status(kk), await status(ru)]).toEqual(["assigned", "assigned"]);
    await answers(id, executor, { texts: { kk: "Жылу берілді.", ru: lawful.ru } }); // a signal alone in its language stays informal
    expect([await status(kk), await status(ru)]).toEqual(["answered", "on_approval"]);
  });
  test("fills each case's own number into the common text", async () => {
    const id = await given(await signal({ number: "2026-000556" })), problem = await open([id]);
    await answers(problem, executor, { texts: { kk: "Сіздің {number} хабарыңыз бойынша жылу берілді." } });
    expect((await db.owner`SELECT text FROM private.answer WHERE appeal = ${id}`)[0]!.text).toBe("Сіздің 2026-000556 хабарыңыз бойынша жылу берілді.");
  });
  test("leaves behind what can't be answered now, says why, and loses neither the others nor the text", async () => {
    const [ready, elsewhere, fresh, waiting, moved, joined] = [await given(await signal()), await given(await signal(), "roads"), await signal(), await appeal(), await given(await signal()), await given(await signal())];
    const id = await open([ready, elsewhere, fresh, waiting, moved]);
    await db.owner`UPDATE private.appeal SET department = 'heat' WHERE id = ${waiting}`; // registered out of a department's hands: it is there, not assigned
    const { seen: drawn, cases } = await shown(id, executor);
    await linkCases(registrar, { problem: id, cases: [joined] });
    await changeStatus(head, { id: moved, seen: await seen(moved), to: "in_work" }, now);
    const all = [...cases, { id: elsewhere, seen: await seen(elsewhere) }, { id: fresh, seen: await seen(fresh) }];
    expect(await why(id, executor, { cases: all, seen: drawn })).toEqual({ [elsewhere]: "notFound", [fresh]: "notFound", [waiting]: "problemUnassigned", [moved]: "changedMeanwhile" });
    expect(await Promise.all([ready, elsewhere, fresh, waiting, moved, joined].map(status))).toEqual(["answered", "assigned", "received", "registered", "in_work", "assigned"]);
    expect((await viewProblem(executor, id)).texts.kk!.text).toBe(lawful.kk);
    // The head may assign within his department: what was registered there is taken up and sent to its signature.
    expect(await why(id, head)).toEqual({});
    expect(await Promise.all([waiting, moved, joined].map(status))).toEqual(["on_approval", "answered", "answered"]);
    expect(await why(id, head)).toEqual({ [waiting]: "problemOnApproval" });
  });
  test("what nobody has taken up is given to the responsible department in one act of the registrar", async () => {
    const [one, two, mine] = [await signal(), await appeal({ language: "ru" }), await given(await signal(), "roads")];
    const id = await open([one, two, mine]);
    const acted = await assignProblem(registrar, { problem: id, cases: (await shown(id, registrar)).cases, instruction: "Қалпына келтіру", internalDue: null }, now);
    expect(acted.left).toEqual([]);
    expect((await viewProblem(executor, id)).cases.map((its) => [its.id, its.status, its.department])).toEqual([[one, "assigned", "heat"], [two, "assigned", "heat"], [mine, "assigned", "heat"]]);
    expect((await viewCase(executor, one)).work.given).toMatchObject({ department: "heat", instruction: "Қалпына келтіру" });
  });
  test("is the responsible department's; keeping the text sends nothing", async () => {
    const id = await open([await given(await signal()), await given(await signal(), "roads")]);
    await refuses(answers(id, roadsHead), "forbidden");
    await refuses(answers(id, registrar), "forbidden");
    expect(await answers(id, executor, { then: "keep", texts: { kk: "Жоба" }, outcome: null })).toEqual({ done: [], left: [] });
    expect((await viewProblem(executor, id)).texts.kk!.text).toBe("Жоба");
  });
  test("two write the common answer at once: the second is told, and nothing of his was sent", async () => {
    const case_ = await given(await signal()), id = await open([case_]), drawn = await shown(id, executor);
    await answers(id, head, { then: "keep", texts: { kk: "Бірінші" } });
    await expect(answerProblem(executor, { problem: id, texts, outcome: "satisfied", then: "send", ...drawn }, now)).rejects.toBeInstanceOf(Conflict);
    expect(await status(case_)).toBe("assigned");
  });
  test("the author doesn't sign; what is not up for signature is left", async () => {
    const both = await official(db.owner, ["executor", "signer"], "heat");
    const [registered, informal] = [await given(await appeal()), await given(await signal({ language: "ru" }))], id = await open([registered, informal]);
    await answers(id, both, { texts: { kk: lawful.kk, ru: lawful.ru }, cases: [{ id: registered, seen: await seen(registered) }] });
    const acted = await signProblem(both, { problem: id, cases: (await shown(id, both)).cases }, now);
    expect(acted.left).toEqual([{ id: registered, why: "ownAnswer" }, { id: informal, why: "transitionNotAllowed" }]);
  });
  test("of ten that answer at once exactly one answer reaches each person", async () => {
    const cases = [await given(await signal()), await given(await signal())], id = await open(cases), drawn = await shown(id, executor);
    const all = await Promise.allSettled(Array.from({ length: 10 }, () => answerProblem(executor, { problem: id, texts, outcome: "satisfied", then: "send", ...drawn }, now)));
    expect(all.flatMap((one) => (one.status === "fulfilled" ? one.value.done : [])).sort()).toEqual(cases);
    expect(await db.owner`SELECT 1 FROM private.answer WHERE appeal IN ${db.owner(cases)}`).toHaveLength(2);
  });
});

test("an act on many: one refused stops no other, a fault is a fault, and who has too many is told to press again", async () => {
  const cases = [1, 2, 3].map((id) => ({ id, seen: { version: 1, seq: 1 } }));
  const each = (act: (id: number) => void, longest?: number) => actOnEach(cases, async (_, one) => act(one.id), longest);
  expect(await each((id) => { if (id === 2) throw new Refusal("notFound"); })).toEqual({ done: [1, 3], left: [{ id: 2, why: "notFound" }] });
  await expect(each(() => { throw new Error("disk"); })).rejects.toThrow("disk");
  expect(await each(() => {}, -1)).toEqual({ done: [], left: cases.map(({ id }) => ({ id, why: "problemNotYet" })) });
});

test("each person's case counts as one: releases can't even see the link", async () => {
  const grants = await db.owner`SELECT column_name FROM information_schema.column_privileges WHERE grantee LIKE '%release' AND table_schema = 'private' AND table_name = 'appeal' AND column_name = 'problem'`;
  expect(grants).toEqual([]);
  const tables = await db.owner`SELECT table_name FROM information_schema.table_privileges WHERE grantee LIKE '%release' AND table_schema = 'private' AND table_name LIKE 'problem%'`;
  expect(tables).toEqual([]);
});
