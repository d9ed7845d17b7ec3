import { encode } from "next-auth/jwt";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { spelled } from "#app/office/call/words.ts";
import { verifyChain } from "#lib/audit.ts";
import { officeCall } from "#lib/i18n/areas/office-call.ts";
import { meant, offered } from "#lib/intake/call/by-letters.ts";
import { callersOf } from "#lib/intake/call/callers.ts";
import { earlierCases } from "#lib/intake/call/earlier.ts";
import { callSignature, isRinging } from "#lib/intake/call/signed.ts";
import { type Call, takeCall } from "#lib/intake/call/take.ts";
import { newTrackingCode } from "#lib/intake/tracking-code.ts";
import { followCase } from "#lib/track/follow.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers, cookies: async () => ({ set: () => {} }) }));
vi.mock("next/server", () => ({ connection: async () => {} }));
const { POST } = await import("#app/office/call/earlier/route.ts");
const { sessionCookie, sessionSecret } = await import("#app/_server/auth.ts");

let db: Awaited<ReturnType<typeof testDatabase>>;
let operator: Actor, executor: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [operator, executor] = [await official(db.owner, "operator"), await official(db.owner, "executor", "heat")];
});
afterAll(() => db.drop());

const student = { name: "Айдос", phone: "+77010000010" }, mother = { name: "Гүлнар", phone: "+77010000011" };
const call = (facts: Partial<Call> = {}): Call => ({ caller: student, concerned: null, language: "kk", text: "Көше шамы жанбайды", category: null, district: null, number: null, ...facts });
const caseOf = async (number: string) => (await db.owner`SELECT a.*, p.name, p.phone FROM private.appeal a LEFT JOIN private.person p ON p.id = a.applicant WHERE a.number = ${number}`)[0]!;
const refuses = (work: Promise<unknown>, code: string, field?: string) => expect(work).rejects.toMatchObject(field ? { code, field } : { code });

describe("a call", () => {
  test("becomes the caller's case, with a code that can be followed at once", async () => {
    const { number, trackingCode } = await takeCall(operator, call({ category: "heating", district: "north" }));
    const found = await caseOf(number);
    expect(found).toMatchObject({ channel: "phone", source: "portal", status: "received", category: "heating", district: "north", language: "kk", ...student });
    expect(await followCase(trackingCode!, null)).toMatchObject({ case: { number } });
    expect(await db.owner`SELECT actor::int, kind FROM private.event WHERE appeal = ${found.id}`).toEqual([{ actor: operator.id, kind: "received" }]);
    expect(await db.owner`SELECT form, channel, text, detail FROM private.message WHERE appeal = ${found.id}`).toEqual([{ form: "call", channel: "phone", text: "Көше шамы жанбайды", detail: null }]);
  });

  test("for somebody else is that person's case; who called is kept beside it and finds it by his own number", async () => {
    const { number } = await takeCall(operator, call({ concerned: mother, caller: { name: "Айдос", phone: "+77010000012" } }));
    expect(await caseOf(number)).toMatchObject(mother);
    const [line] = await db.owner`SELECT detail FROM private.message WHERE appeal = ${(await caseOf(number)).id}`;
    expect(line!.detail).toEqual({ caller: { name: "Айдос", phone: "+77010000012" } });
    for (const phone of [mother.phone, "+77010000012"]) expect((await earlierCases(operator, phone)).map((one) => one.number)).toEqual([number]);
    expect(await callersOf(operator, Number((await caseOf(number)).id))).toEqual([{ name: "Айдос", phone: "+77010000012" }]);
    const without = await takeCall(operator, call({ concerned: { name: "Әже", phone: null }, caller: { name: null, phone: "+77010000013" } }));
    expect(await caseOf(without.number)).toMatchObject({ name: "Әже", phone: "+77010000013" });
  });

  test("notes how the applicant wants to be told, for which there must be a number", async () => {
    const { number } = await takeCall(operator, call({ caller: { name: "Дана", phone: "+77010000019" }, way: "whatsapp" }));
    expect(await db.owner`SELECT p.way FROM private.appeal a JOIN private.person p ON p.id = a.applicant WHERE a.number = ${number}`).toEqual([{ way: "whatsapp" }]);
    await refuses(takeCall(operator, call({ caller: { name: "Дана", phone: null }, way: "sms" })), "wayNeedsPhone", "phone");
  });

  test("of nobody who says who he is, is a case all the same", async () => {
    expect(await caseOf((await takeCall(operator, call({ caller: { name: null, phone: null } }))).number)).toMatchObject({ applicant: null });
  });

  test("about an open case goes on with it, without another number or a new version", async () => {
    const id = await makeCase(db.owner, { status: "assigned", department: "heat" });
    const [before] = await db.owner`SELECT number, version FROM private.appeal WHERE id = ${id}`;
    expect(await takeCall(operator, call({ number: before!.number, text: "Әлі жоқ" }))).toEqual({ number: before!.number, trackingCode: null });
    expect(await db.owner`SELECT text FROM private.message WHERE appeal = ${id}`).toEqual([{ text: "Әлі жоқ" }]);
    expect((await db.owner`SELECT version FROM private.appeal WHERE id = ${id}`)[0]!.version).toBe(before!.version);
    expect((await db.owner`SELECT kind FROM private.event WHERE appeal = ${id} ORDER BY seq`).map((row) => row.kind)).toEqual(["received", "message"]);
    expect(await verifyChain(id)).toEqual([]);
  });

  test("about a closed case or one that never was is refused, as are no words and an executor", async () => {
    const closed = await makeCase(db.owner, { status: "spam", closed_at: "2026-11-20T05:00:00Z" });
    await refuses(takeCall(operator, call({ number: (await db.owner`SELECT number FROM private.appeal WHERE id = ${closed}`)[0]!.number })), "callClosed", "number");
    await refuses(takeCall(operator, call({ number: "1999-000001" })), "notFound", "number");
    await refuses(takeCall(operator, call({ text: "  " })), "required", "text");
    await refuses(takeCall(executor, call()), "forbidden");
  });
});

describe("earlier cases", () => {
  test("are the number's own, open ones first, and each is a look that was written down", async () => {
    const phone = "+77010000020";
    const [person] = await db.owner`INSERT INTO private.person (name, phone) VALUES ('Асқар', ${phone}) RETURNING id`;
    const closed = await makeCase(db.owner, { applicant: person!.id, status: "spam", closed_at: "2026-11-20T05:00:00Z", received_at: "2026-11-19T05:00:00Z" });
    const open = await makeCase(db.owner, { applicant: person!.id, received_at: "2026-11-10T05:00:00Z" });
    await makeCase(db.owner);
    expect((await earlierCases(operator, phone)).map((one) => one.id)).toEqual([open, closed]);
    expect(await db.owner`SELECT appeal::int FROM private.applicant_look WHERE staff = ${operator.id} AND appeal IN ${db.owner([open, closed])} ORDER BY appeal`).toEqual([{ appeal: closed }, { appeal: open }]);
    await refuses(earlierCases(executor, phone), "forbidden");
  });

  const ask = async (actor: Actor | null, phone: string, site = "same-origin") => {
    request.headers = new Headers({ "sec-fetch-site": site, ...(actor ? { cookie: `${sessionCookie.name}=${await encode({ token: { sub: actor.session }, secret: sessionSecret() })}` } : {}) });
    return POST(new Request("http://x/office/call/earlier", { method: "POST", body: new URLSearchParams({ phone }), headers: { "sec-fetch-site": site } }));
  };
  test("are asked for with the number as it is typed: 8 7xx is +7 7xx; half a number finds nothing and looks at nobody", async () => {
    const looks = async () => (await db.owner`SELECT count(*)::int AS n FROM private.applicant_look`)[0]!.n;
    for (const typed of ["8 701 000 00 20", "+7 701 000-00-20", "8(701)0000020"]) expect((await (await ask(operator, typed)).json()).cases).toHaveLength(2);
    const before = await looks();
    for (const typed of ["8 701 000", "", "Асқар", "%"]) expect((await (await ask(operator, typed)).json()).cases).toBeNull();
    expect(await looks()).toBe(before);
  });
  test("are not for strangers, other sites or who takes no calls", async () => {
    expect((await ask(null, "8 701 000 00 20")).status).toBe(401);
    expect((await ask(executor, "8 701 000 00 20")).status).toBe(403);
    expect((await ask(operator, "8 701 000 00 20", "cross-site")).status).toBeGreaterThanOrEqual(400);
  });
});

describe("a few letters", () => {
  const codeByLetters = (among: Parameters<typeof meant>[0], typed: string) => { const [one, ...others] = meant(among, typed); return one && others.length === 0 ? one.code : null; };
  const list = [["light", "Көше жарығы", "Уличное освещение", "Street lights"], ["heat", "Жылу", "Отопление", "Heating"], ["heatless", "Жылу қосылмаған", "Нет отопления", null], ["trees", "Ағаштар", "Зелёные насаждения", "Trees"]]
    .map(([code, kk, ru, en]) => ({ code: code!, names: { kk: kk ?? null, ru: ru ?? null, en: en ?? null } }));
  test.each([
    ["жары", "light"], ["улич", "light"], ["осв", "light"], ["УЛИЧ ОСВ", "light"], ["осв улич", "light"], ["street", "light"], ["Жылу", "heat"], ["жыл", null], ["отопл", null], ["отопление", "heat"], ["жылу қос", "heatless"], ["зеленые", "trees"], ["зелё", "trees"],
    ["коше", "light"], ["отоп", null], ["агаш", "trees"], ["экшд", null], ["ekbx", "light"], [";fhs", "light"], ["fufi", "trees"],
    ["", null], ["  ", null], ["ыыы", null], ["!!", null], ["(", null], ["көше су", null],
  ])("“%s” means %s", (typed, code) => expect(codeByLetters(list, typed)).toBe(code));
  test("a group is meant before its own categories, but not before another's", () => {
    const grouped = [{ ...list[1]!, code: "group" }, { ...list[2]!, parent: "group" }];
    expect(codeByLetters(grouped, "отоп")).toBe("group");
    expect(codeByLetters([...grouped, { ...list[2]!, code: "other", parent: "elsewhere" }], "отоп")).toBeNull();
  });
  test("that fit several are told which, so that a few more decide", () => expect(meant(list, "отопл").map((one) => one.code)).toEqual(["heat", "heatless"]));
  test("two words that are all of a name mean it, not the group whose longer name has them, too", () => {
    const grouped = [{ code: "power", names: { kk: "Электр және көше жарығы", ru: "Электричество и уличный свет", en: null } }, { ...list[0]!, parent: "power" }];
    expect([codeByLetters(grouped, "коше жар"), codeByLetters(grouped, "көше"), codeByLetters(grouped, "электр")]).toEqual(["light", "power", "power"]);
  });
  test("every name that is offered means its own code", () => {
    for (const name of offered(list)) expect(list.find((one) => Object.values(one.names).includes(name))!.code).toBe(codeByLetters(list, name));
  });
  test("any text means one code or none", () => fc.assert(fc.property(fc.string({ unit: "binary" }), (typed) => [null, "light", "heat", "heatless", "trees"].includes(codeByLetters(list, typed)))));
});

test("a number is the exchange's own word only with its signature, and only for some minutes", () => {
  const now = new Date("2026-11-26T06:00:00Z"), t = String(now.getTime() / 1000), n = "+77010000001", key = "a key of sixteen or more";
  const s = callSignature(n, t, key), after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  expect(isRinging({ n, t, s }, key, 5, now)).toBe(true);
  expect(isRinging({ n, t, s }, key, 5, after(4.9))).toBe(true);
  for (const [ringing, when] of [[{ n, t, s }, after(5.1)], [{ n, t, s }, after(-6)], [{ n: "+77010000002", t, s }, now], [{ n, t: String(Number(t) + 1), s }, now], [{ n, t, s: s.slice(1) }, now], [{ n, t, s: "" }, now], [{ n, t: "", s }, now], [{ n, t: "NaN", s }, now], [{ n: `${n}\n${t}`, t: "", s }, now]] as const) {
    expect(isRinging(ringing, key, 5, when)).toBe(false);
  }
  expect(isRinging({ n, t, s }, "another key of sixteen", 5, now)).toBe(false);
});

test.each(["kk", "ru", "en"] as const)("a code is read out letter by letter in %s: every letter that a code can have has its name", (locale) => {
  const { letters } = officeCall[locale];
  expect(spelled("K7QM-2XRD", letters).split("\n")).toHaveLength(2);
  const said = Array.from({ length: 200 }, () => spelled(newTrackingCode(), letters)).join(", ").split(/, |\n/);
  for (const one of said) expect(one).toMatch(/^(\d|[A-Z] \S.*)$/);
});
