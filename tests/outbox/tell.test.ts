import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { writeAnswer } from "#lib/appeals/answer.ts";
import { assign } from "#lib/appeals/assign.ts";
import { changeStatus, type ChangeStatus } from "#lib/appeals/change.ts";
import { decide } from "#lib/appeals/decide.ts";
import { propose } from "#lib/appeals/propose.ts";
import { Refusal } from "#lib/errors.ts";
import { receive } from "#lib/intake/receive.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";
import type { Role } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const who = {} as Record<Role, Actor>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  for (const role of ["operator", "registrar", "signer"] as const) who[role] = await official(db.owner, role);
  for (const role of ["head", "executor"] as const) who[role] = await official(db.owner, role, "heat");
});
afterAll(() => db.drop());

const now = new Date("2026-11-16T06:00:00Z");
const person = async (facts: Record<string, string | null> = {}) => (await db.owner`INSERT INTO private.person ${db.owner({ name: "Айгүл", email: null, ...facts })} RETURNING id::int`)[0]!.id as number;
const told = (id: number) => db.owner`SELECT kind, channel, state, subject, text FROM private.outbox WHERE appeal = ${id} ORDER BY id`;
const kinds = async (id: number) => (await told(id)).map(({ kind }) => kind);
const go = async (actor: Actor, id: number, to: ChangeStatus["to"], more: Partial<ChangeStatus> = {}) => changeStatus(actor, { id, seen: await seenNow(db.owner, id), to, reason: "себебі осы", ...more }, now);
const give = async (id: number) => assign(who.registrar, { id, seen: await seenNow(db.owner, id), department: "heat", executor: null }, now);
const text = "Құрметті өтініш беруші! Батареялар жөнделді, себебі желі ескірген. Жауап ӘРПК 89-бабына сәйкес берілді. Келіспесеңіз, ӘРПК 91-бабы бойынша шағымдануға құқығыңыз бар.";
const answer = async (id: number) => writeAnswer(who.executor, { id, seen: await seenNow(db.owner, id), text, language: "kk", outcome: "satisfied", then: "send" }, now);
const judge = async (id: number, act: "return" | "terminate" | "extend" | "redirect", detail: object, accept = true) => {
  await propose(who.registrar, { id, seen: await seenNow(db.owner, id), act, reason: "өтініш берушіге арналған себеп", detail }, now);
  const [made] = await db.owner`SELECT id::int FROM private.proposal WHERE appeal = ${id} AND decided_at IS NULL`;
  await decide(who.signer, { id, seen: await seenNow(db.owner, id), proposal: made!.id, accept, reason: "екінші адамның сөзі" }, now);
};
const registered = async (facts: Parameters<typeof makeCase>[1] = {}, kind: ChangeStatus["kind"] = "application") => {
  const id = await makeCase(db.owner, { applicant: await person({ email: "aigul@example.org" }), ...facts });
  await go(who.registrar, id, "registered", { kind });
  return id;
};

describe("an applicant is told", () => {
  test("that his appeal is registered, with its number and deadline and the article", async () => {
    const id = await registered();
    const [notice] = await told(id);
    const [{ number }] = await db.owner`SELECT number FROM private.appeal WHERE id = ${id}` as unknown as [{ number: string }];
    expect(notice).toMatchObject({ kind: "registration", channel: "email", state: "waiting" });
    for (const part of [number, "2026 жылғы 7 желтоқсан", "76-бабы", "Сынақ әкімдігі"]) expect(notice!.text).toContain(part);
  });
  test("the answer, in the words that were signed", async () => {
    const id = await registered();
    await give(id);
    await go(who.executor, id, "in_work");
    await answer(id);
    expect(await kinds(id)).toEqual(["registration"]); // a draft is told to nobody
    const draft = (await db.owner`SELECT id::int FROM private.answer WHERE appeal = ${id}`)[0]!.id as number;
    await go(who.signer, id, "answered", { answer: draft } as Partial<ChangeStatus>);
    expect((await told(id)).at(-1)).toMatchObject({ kind: "answer", text: expect.stringContaining(text) });
  });
  test("an extension, with its new day and the proposal's reason; a rejected one is told to nobody", async () => {
    const id = await registered();
    await judge(id, "extend", { until: "2027-01-18" }, false);
    expect(await kinds(id)).toEqual(["registration"]);
    await judge(id, "extend", { until: "2027-01-18" });
    const notice = (await told(id)).at(-1)!;
    expect(notice).toMatchObject({ kind: "extension" });
    for (const part of ["2027 жылғы 18 қаңтар", "өтініш берушіге арналған себеп"]) expect(notice.text).toContain(part);
    expect(notice.text).not.toContain("екінші адамның сөзі");
  });
  test("a redirect of the whole and of a part, whither", async () => {
    const whole = await registered();
    await judge(whole, "redirect", { to: "Еңбек министрлігі" });
    expect((await told(whole)).at(-1)).toMatchObject({ kind: "redirect", text: expect.stringContaining("Еңбек министрлігі") });
    const part = await registered();
    await judge(part, "redirect", { to: "Еңбек министрлігі", part: "зейнетақы туралы" });
    expect((await told(part)).at(-1)!.text).toContain("«зейнетақы туралы»");
  });
  test("a return, why, and that he may complain; a termination; what is missing, each time", async () => {
    const back = await registered();
    await judge(back, "return", {});
    expect((await told(back)).at(-1)).toMatchObject({ kind: "return", text: expect.stringMatching(/өтініш берушіге арналған себеп[\s\S]*91 және 92/) });
    const ended = await registered({}, "message");
    await judge(ended, "terminate", { ground: "repeat" });
    expect(await kinds(ended)).toEqual(["registration", "termination"]);
    const waits = await registered();
    await go(who.registrar, waits, "needs_conformity", { term: "2026-11-25", reason: "мекенжай жоқ" });
    await go(who.registrar, waits, "registered");
    expect((await told(waits)).at(-1)).toMatchObject({ kind: "conformity", text: expect.stringMatching(/2026 жылғы 25 қараша[\s\S]*мекенжай жоқ/) });
    expect(await kinds(waits)).toEqual(["registration", "conformity"]);
  });
  test("of a signal its answer only", async () => {
    const id = await makeCase(db.owner, { applicant: await person() });
    await give(id);
    await go(who.executor, id, "in_work");
    await answer(id);
    await go(who.registrar, id, "reopened");
    expect(await told(id)).toMatchObject([{ kind: "answer", channel: "letter", state: "waiting" }]);
  });
  test("in the appeal's language", async () => {
    const id = await registered({ language: "ru" });
    expect((await told(id))[0]!.text).toContain("Ваше обращение зарегистрировано");
  });
});

test("nobody is told where nobody is known, nor when a message is merged or junk", async () => {
  const nobody = await makeCase(db.owner);
  await go(who.registrar, nobody, "registered", { kind: "application" });
  expect(await told(nobody)).toEqual([]);
  const applicant = await person();
  const [one, again, junk] = [await makeCase(db.owner, { applicant }), await makeCase(db.owner, { applicant }), await makeCase(db.owner, { applicant })];
  const [{ number }] = await db.owner`SELECT number FROM private.appeal WHERE id = ${one}` as unknown as [{ number: string }];
  await go(who.registrar, again, "merged", { target: number });
  await go(who.registrar, junk, "spam");
  expect([...await told(again), ...await told(junk)]).toEqual([]);
});

test("what happened and that it is told stand or fall together; and it is said once", async () => {
  const id = await makeCase(db.owner, { applicant: await person() });
  const notice = { appeal: id, kind: "booking" as const, key: `booking ${id}`, facts: { at: "2026-11-20T03:00:00Z", place: "Кабинет 12" } };
  await expect(privateDb().transaction(async (tx) => { await tellApplicant(tx, notice, now); throw new Refusal("invalid"); })).rejects.toThrow();
  expect(await told(id)).toEqual([]);
  const said = await Promise.all(Array.from({ length: 5 }, () => privateDb().transaction((tx) => tellApplicant(tx, notice, now))));
  expect(said.filter(Boolean)).toHaveLength(1);
  expect((await told(id))[0]!.text).toMatch(/20 қараша[\s\S]*08:00[\s\S]*Кабинет 12/);
});

test.each([
  [{ email: "a@example.org", way: null }, "email"], [{ email: "a@example.org", way: "email" }, "email"], [{ email: "a@example.org", way: "post" }, "letter"],
  [{ email: null, way: null }, "letter"], [{ email: null, way: "phone", phone: "+77010000001" }, "letter"],
])("who %j is told by %s", async (facts, channel) => {
  const id = await makeCase(db.owner, { applicant: await person(facts) });
  await privateDb().transaction((tx) => tellApplicant(tx, { appeal: id, kind: "answer", key: `answer ${id}`, facts: { text: "x" } }, now));
  expect(await told(id)).toMatchObject([{ channel }]);
});

describe("who a message is from", () => {
  const from = async (applicant: object) => {
    const receipt = await privateDb().transaction((tx) => receive(tx, { channel: "web", language: "kk", text: "x", receivedAt: now, applicant }));
    return (await db.owner`SELECT applicant::int FROM private.appeal WHERE id = ${receipt!.id}`)[0]!.applicant as number;
  };
  const asel = { name: "Әсел", phone: "+77010000555" };
  test("the same phone and name is the same person, with or without his e-mail", async () => {
    const first = await from({ ...asel, email: "asel@example.org" });
    expect([await from(asel), await from({ ...asel, email: "asel@example.org" })]).toEqual([first, first]);
  });
  test("who knows a phone and a name gets nobody's answers to an e-mail of his own", async () => {
    const first = await from(asel), other = await from({ ...asel, email: "thief@example.org" });
    expect(other).not.toBe(first);
    expect(await db.owner`SELECT email FROM private.person WHERE id = ${first}`).not.toEqual([{ email: "thief@example.org" }]);
  });
  test("without a phone, by name and e-mail", async () => {
    expect(await from({ name: "Ерлан", email: "erlan@example.org" })).toBe(await from({ name: "Ерлан", email: "erlan@example.org" }));
  });
  test("what is no address is refused", async () => {
    await expect(from({ name: "x", email: "not an address" })).rejects.toThrow();
  });
});
