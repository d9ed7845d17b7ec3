import { afterAll, beforeAll, expect, test } from "vitest";
import { writeAnswer } from "#lib/appeals/answer.ts";
import { assign } from "#lib/appeals/assign.ts";
import { changeStatus, type ChangeStatus } from "#lib/appeals/change.ts";
import { decide } from "#lib/appeals/decide.ts";
import { propose } from "#lib/appeals/propose.ts";
import type { Role } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { fullAnswer, makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const who = {} as Record<Role, Actor>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  for (const role of ["registrar", "signer"] as const) who[role] = await official(db.owner, role);
  for (const role of ["head", "executor"] as const) who[role] = await official(db.owner, role, "heat");
});
afterAll(() => db.drop());

const now = new Date("2026-11-16T06:00:00Z");
type Language = keyof typeof fullAnswer;

/** A registered appeal of somebody with an e-mail address, in a language, and what may be done with it. */
async function registered(language: Language) {
  const [person] = await db.owner`INSERT INTO private.person (name, email) VALUES ('Айгүл', 'aigul@example.org') RETURNING id`;
  const id = await makeCase(db.owner, { applicant: person!.id, language });
  const seen = () => seenNow(db.owner, id);
  const go = async (actor: Actor, to: ChangeStatus["to"], more: Partial<ChangeStatus> = {}) => changeStatus(actor, { id, seen: await seen(), to, reason: "…", ...more }, now);
  const act = async (name: "return" | "extend" | "redirect", detail: object) => {
    await propose(who.registrar, { id, seen: await seen(), act: name, reason: "себебі", detail }, now);
    const [made] = await db.owner`SELECT id::int FROM private.proposal WHERE appeal = ${id} AND decided_at IS NULL`;
    await decide(who.signer, { id, seen: await seen(), proposal: made!.id, accept: true, reason: "" }, now);
  };
  const answer = async () => {
    await assign(who.registrar, { id, seen: await seen(), department: "heat", executor: null }, now);
    await go(who.executor, "in_work");
    await writeAnswer(who.executor, { id, seen: await seen(), text: fullAnswer[language], language, outcome: "satisfied", then: "send" }, now);
    await go(who.signer, "answered");
  };
  await go(who.registrar, "registered", { kind: "application" });
  return { id, go, act, answer };
}

type Course = Awaited<ReturnType<typeof registered>>;
/** What the applicant is told of, how it comes about, and by which day he must be told (casework.md): the law's working days are never used up. */
const table: [kind: string, happens: (course: Course) => Promise<void>, words: Record<Language, RegExp>][] = [
  ["registration", async () => {}, { kk: /тіркелді/, ru: /зарегистрировано/, en: /registered/ }],
  ["redirect", ({ act }) => act("redirect", { to: "Министерство" }), { kk: /жіберілді: Министерство/, ru: /передано .*: Министерство/, en: /Министерство/ }],
  ["extension", ({ act }) => act("extend", { until: "2027-01-18" }), { kk: /2027 жылғы 18 қаңтар/, ru: /18 января 2027/, en: /18 January 2027/ }],
  ["return", ({ act }) => act("return", {}), { kk: /қайтарылды/, ru: /возвращено/, en: /returned/ }],
  ["answer", ({ answer }) => answer(), { kk: /сорғыны ауыстырды/, ru: /заменил насос/, en: /replaced its pump/ }],
  ["reopening", async ({ answer, go }) => { await answer(); await go(who.registrar, "reopened"); }, { kk: /қайта қаралады/, ru: /рассматривается снова/, en: /opened again|again/ }],
];

test.each(table.flatMap(([kind, happens, words]) => (["kk", "ru", "en"] as const).map((language) => [kind, language, happens, words[language]] as const)))(
  "of a %s he is told in %s, by the best way, in the very transaction in which it happened", async (kind, language, happens, words) => {
    const course = await registered(language);
    await happens(course);
    const rows = await db.owner`SELECT channel, language, text, subject, created_at, try_at FROM private.outbox WHERE appeal = ${course.id} AND kind = ${kind}`;
    expect(rows).toHaveLength(1);
    const [{ number }] = await db.owner`SELECT number FROM private.appeal WHERE id = ${course.id}` as unknown as [{ number: string }];
    // Due at once: three working days for a redirect and an extension, fifteen for an answer, are kept whatever the office does next.
    expect(rows[0]).toMatchObject({ channel: "email", language, created_at: now, try_at: now });
    expect(rows[0]!.text).toMatch(words);
    expect(`${rows[0]!.subject} ${rows[0]!.text}`).toContain(number);
    expect(`${rows[0]!.subject} ${rows[0]!.text}`).not.toMatch(/undefined|null|\{\w+\}/);
  });
