import { createServer } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isUntold } from "#app/_server/perform.ts";
import { verifyOfficeChain } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { officeWays } from "#lib/i18n/areas/office-ways.ts";
import { locales } from "#lib/i18n/locale.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { deadThings, settleThing } from "#lib/intake/dead.ts";
import { sendTest } from "#lib/outbox/manage.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { checkWay } from "#lib/ways/check.ts";
import { fieldsOf } from "#lib/ways/fields.ts";
import { setWay, wayForm } from "#lib/ways/manage.ts";
import { readWay } from "#lib/ways/read.ts";
import { waysState } from "#lib/ways/state.ts";
import { wayCodes, ways } from "#lib/ways/ways.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official, smallCity } from "#tests/support/office.ts";
import { setUpWay, smsProvider } from "#tests/support/sms-provider.ts";

let db: Awaited<ReturnType<typeof testDatabase>>, administrator: Actor, registrar: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [administrator, registrar] = await Promise.all([official(db.owner, "administrator"), official(db.owner, "registrar")]);
});
afterAll(() => db.drop());
beforeEach(() => db.owner`DELETE FROM private.way`);

const whole = { "set.phoneNumberId": "106540352242922", "set.templates.kk.name": "jauap", "set.templates.kk.language": "kk", "secret.appSecret": "app-word", "secret.verifyToken": "verify-word", "secret.accessToken": "access-word" };
const set = (typed: Record<string, unknown> = whole, active = true, actor = administrator) => setWay(actor, { code: "whatsapp", active, typed });
const refused = (typed: Record<string, unknown>, active = true) => set(typed, active).then(() => null, (error: Refusal) => ({ code: error.code, field: error.field }));

test("a form is made of what a way says it needs", () => {
  expect(fieldsOf(ways.whatsapp.settings).map(({ path, kind, required }) => `${path} ${kind}${required ? " *" : ""}`)).toEqual([
    "phoneNumberId text *", "graphUrl text", "templates.kk.name text", "templates.kk.language text", "templates.ru.name text", "templates.ru.language text", "templates.en.name text", "templates.en.language text",
  ]);
  expect(fieldsOf(ways.email.settings)).toContainEqual({ path: "port", kind: "number", options: [], required: false, standard: "993" });
  expect(fieldsOf(ways.email.settings)).toContainEqual({ path: "security", kind: "choice", options: ["tls", "starttls", "none"], required: false, standard: "tls" });
});

describe.each(wayCodes)("%s", (code) => {
  test("has words for itself and each of its fields, in every language", () => {
    const keys = [`way.${code}`, ...[...fieldsOf(ways[code].settings), ...fieldsOf(ways[code].secrets)].map(({ path }) => `field.${code}.${path}`)];
    for (const locale of locales) expect(keys.filter((key) => !(key in officeWays[locale])), locale).toEqual([]);
  });
});

describe("setting a way up", () => {
  test("jobs find it open while it is on, and not while it is off", async () => {
    await set();
    expect(await readWay("whatsapp")).toEqual({
      settings: { phoneNumberId: "106540352242922", graphUrl: "https://graph.facebook.com/v23.0", templates: { kk: { name: "jauap", language: "kk" } } },
      secrets: { appSecret: "app-word", verifyToken: "verify-word", accessToken: "access-word" },
    });
    await set(whole, false);
    expect(await readWay("whatsapp")).toBeNull();
  });
  test("off it may be half done; on it has all it needs, and the field to mend is named", async () => {
    expect(await refused({ "set.phoneNumberId": "1" }, false)).toBeNull();
    expect(await refused({ "set.phoneNumberId": "1" })).toEqual({ code: "required", field: "secret.appSecret" });
    expect(await refused({ ...whole, "set.phoneNumberId": "" })).toEqual({ code: "required", field: "set.phoneNumberId" });
    expect(await refused({ ...whole, "set.templates.kk.language": "" })).toEqual({ code: "required", field: "set.templates.kk.language" });
  });
  test.each([[{ "set.phoneNumberId": "twelve" }, "wayValue", "set.phoneNumberId"], [{ "set.graphUrl": "graph" }, "wayAddress", "set.graphUrl"], [{ "set.graphUrl": "file:///etc/passwd" }, "wayAddress", "set.graphUrl"]] as const)("%o is refused, on or off", async (typed, code, field) => {
    for (const active of [true, false]) expect(await refused({ ...whole, ...typed }, active)).toEqual({ code, field });
  });
  test("numbers, choices and what goes together are looked at", async () => {
    const email = { "set.host": "mail.example.org", "set.user": "city", "secret.password": "word" };
    const say = (typed: object) => setWay(administrator, { code: "email", active: true, typed: { ...email, ...typed } }).then(() => null, (error: Refusal) => `${error.code} ${error.field}`);
    expect(await say({ "set.port": "143" })).toBeNull();
    expect(await say({ "set.port": "many" })).toBe("wayNumber set.port");
    expect(await say({ "set.port": "70000" })).toBe("wayNumber set.port");
    expect(await say({ "set.security": "hope" })).toBe("wayValue set.security");
    expect(await say({ "set.security": "none" })).toBe("wayValue set.security");
    expect(await say({ "set.security": "none", "set.host": "127.0.0.1" })).toBeNull();
  });
  test("a secret is sealed, never shown, and kept where nothing is typed", async () => {
    await set();
    const [row] = await db.owner`SELECT settings::text || encode(secrets, 'escape') AS all FROM private.way`;
    expect(row!.all).not.toMatch(/app-word|verify-word|access-word/);
    const form = await wayForm(administrator, "whatsapp");
    expect(JSON.stringify(form)).not.toMatch(/-word/);
    expect(form.secrets.map(({ path, set }) => [path, set])).toEqual([["appSecret", true], ["verifyToken", true], ["accessToken", true]]);
    await set({ ...whole, "secret.appSecret": "", "secret.verifyToken": "", "secret.accessToken": "new-word" });
    expect((await readWay("whatsapp"))!.secrets).toEqual({ appSecret: "app-word", verifyToken: "verify-word", accessToken: "new-word" });
    expect(isUntold("secret.accessToken")).toBe(true);
  });
  test("a secret is forgotten when that is asked for, but not one that a way that is on needs", async () => {
    await set();
    const typed = { "set.phoneNumberId": whole["set.phoneNumberId"] };
    expect(await refused({ ...typed, forget: ["accessToken"] })).toEqual({ code: "required", field: "secret.accessToken" });
    await set({ ...typed, forget: ["accessToken", "verifyToken"] }, false);
    expect((await wayForm(administrator, "whatsapp")).secrets.map(({ path, set }) => [path, set])).toEqual([["appSecret", true], ["verifyToken", false], ["accessToken", false]]);
    expect(await db.owner`SELECT after FROM private.office_event WHERE kind = 'way' ORDER BY seq DESC LIMIT 1`).toMatchObject([{ after: { active: false, changed: expect.arrayContaining(["verifyToken", "accessToken"]) } }]);
    await set({ ...typed, forget: "appSecret" }, false);
    expect(await db.owner`SELECT secrets FROM private.way`).toEqual([{ secrets: null }]);
  });
  test("history knows which fields were changed, not to what; what changes nothing leaves no trace", async () => {
    await set();
    const trace = async () => db.owner`SELECT actor::int, subject, before, after FROM private.office_event WHERE kind = 'way' ORDER BY seq DESC LIMIT 1`;
    await set({ ...whole, "set.phoneNumberId": "777000111", "secret.appSecret": "", "secret.verifyToken": "", "secret.accessToken": "other-word" });
    expect(await trace()).toEqual([{ actor: administrator.id, subject: "whatsapp", before: { active: true }, after: { active: true, changed: ["phoneNumberId", "accessToken"] } }]);
    const n = async () => (await db.owner`SELECT count(*)::int AS n FROM private.office_event`)[0]!.n;
    const before = await n();
    await set({ ...whole, "set.phoneNumberId": "777000111", "secret.appSecret": "", "secret.verifyToken": "", "secret.accessToken": "" });
    expect(await n()).toBe(before);
    expect(JSON.stringify(await db.owner`SELECT before, after FROM private.office_event`)).not.toMatch(/777000111|-word/);
    expect(await verifyOfficeChain()).toBeNull();
  });
  test("secrets that another portal's secret sealed are said to be so, and typed anew", async () => {
    await set();
    await db.owner`UPDATE private.way SET secrets = decode(repeat('ab', 60), 'hex')`;
    expect(await wayForm(administrator, "whatsapp")).toMatchObject({ hindrance: "sealed" });
    expect(await refused({ "set.phoneNumberId": "1" })).toEqual({ code: "required", field: "secret.appSecret" });
    await set();
    expect(await wayForm(administrator, "whatsapp")).toMatchObject({ active: true, hindrance: null });
  });
  test("is the administrator's alone", async () => {
    for (const act of [() => set(whole, true, registrar), () => wayForm(registrar, "whatsapp"), () => waysState(registrar), () => checkWay(registrar, "whatsapp"), () => deadThings(registrar), () => settleThing(registrar, { thing: 1, verdict: "again", reason: "" })]) {
      await expect(act()).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

test("a check asks the service and tells what it said, without the secret", async () => {
  expect(await checkWay(administrator, "whatsapp")).toEqual({ end: "unready" });
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    response.writeHead(request.headers.authorization === "Bearer access-word" ? 200 : 401).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const graph = { "set.graphUrl": `http://127.0.0.1:${(server.address() as { port: number }).port}/v23.0` };
  await set({ ...whole, ...graph });
  expect(await checkWay(administrator, "whatsapp")).toEqual({ end: "ok" });
  expect(asked).toEqual(["/v23.0/106540352242922?fields=id Bearer access-word"]);
  await set({ ...whole, ...graph, "secret.accessToken": "stale-word" });
  expect(await checkWay(administrator, "whatsapp")).toEqual({ end: "failed", error: "HTTP 401" });
  await new Promise((resolve) => server.close(resolve));
  expect(await checkWay(administrator, "whatsapp")).toEqual({ end: "failed", error: "fetch failed ECONNREFUSED" });
});

describe("a check of an SMS provider sends nothing", () => {
  let provider: Awaited<ReturnType<typeof smsProvider>>;
  beforeEach(async () => { provider = await smsProvider(); });
  afterEach(() => provider.stop());
  const sid = `AC${"0".repeat(32)}`, pathSecret = "a-secret-in-the-address-01";
  const setUps = {
    infobip: () => setUpWay(db.owner, "infobip", { apiUrl: `${provider.url}/` }, { apiKey: "key", pathSecret }),
    twilio: () => setUpWay(db.owner, "twilio", { apiUrl: provider.url, accountSid: sid }, { authToken: "token" }),
    smsc: () => setUpWay(db.owner, "smsc", { apiUrl: `${provider.url}/sys`, login: "akimat" }, { password: "secret", pathSecret }),
  };
  test.each<[keyof typeof setUps, number, unknown, unknown, string]>([
    ["infobip", 200, { balance: 47.79, currency: "EUR" }, { end: "balance", balance: "47.79 EUR" }, "/account/1/balance"],
    ["infobip", 401, { requestError: {} }, { end: "failed", error: "HTTP 401" }, "/account/1/balance"],
    ["infobip", 200, {}, { end: "failed", error: "an answer that isn't the service's" }, "/account/1/balance"],
    ["twilio", 200, { sid, status: "active", type: "Full" }, { end: "ok" }, `/2010-04-01/Accounts/${sid}.json`],
    ["twilio", 200, { sid, status: "suspended" }, { end: "failed", error: "the account is suspended" }, `/2010-04-01/Accounts/${sid}.json`],
    ["twilio", 401, { code: 20003 }, { end: "failed", error: "HTTP 401" }, `/2010-04-01/Accounts/${sid}.json`],
    ["smsc", 200, { balance: "5120.40", currency: "KZT" }, { end: "balance", balance: "5120.40 KZT" }, "/sys/balance.php"],
    ["smsc", 200, { error: "authorise error", error_code: 2 }, { end: "failed", error: "2 authorise error" }, "/sys/balance.php"],
    ["smsc", 200, "<html>", { end: "failed", error: "an answer that isn't the service's" }, "/sys/balance.php"],
  ])("%s: HTTP %i %j", async (code, status, body, end, path) => {
    await setUps[code]();
    provider.says(status, body);
    expect(await checkWay(administrator, code)).toEqual(end);
    expect(provider.asked.map((one) => one.path)).toEqual([path]);
    expect(JSON.stringify(end)).not.toMatch(/key|token|secret/);
  });
});

describe("how the ways run", () => {
  beforeEach(() => db.owner`DELETE FROM private.inbound`);
  const thing = async (state: string, error: string | null = null) => (await db.owner`INSERT INTO private.inbound (source, source_id, kind, sender, original, state, tries, try_at, done_at, last_error)
    VALUES ('email', ${crypto.randomUUID()}, 'message', 'askar@example.org', '{"raw": "word"}', ${state}, 8, ${state === "waiting" ? new Date() : null}, ${state === "waiting" ? null : new Date()}, ${error}) RETURNING id::int`)[0]!.id as number;
  test("what several providers can do is told of the one that is on, and what only opens a page has nothing to wait", async () => {
    await setWay(administrator, { code: "twilio", active: true, typed: { "set.accountSid": `AC${"0".repeat(32)}`, "set.sender": "+77000000000", "secret.authToken": "word" } });
    const states = new Map((await waysState(administrator)).map((one) => [one.code, one]));
    expect([states.get("twilio")!.sending?.ready, states.get("infobip")!.sending, states.get("smsc")!.sending, states.get("call")!.arrivals]).toEqual([true, null, null, null]);
  });
  test("when something last came and went, and how much is stuck; no content, no sender", async () => {
    await thing("done");
    await thing("waiting");
    await thing("dead");
    await sendTest(administrator, { channel: "email", address: "me@example.org", language: "en" });
    const email = (await waysState(administrator)).find(({ code }) => code === "email")!;
    expect(email).toMatchObject({ active: false, hindrance: "incomplete", arrivals: { lastAt: expect.any(Date), waiting: 1, dead: 1 }, sending: { waiting: 1, dead: 0, lastAt: null } });
    expect(JSON.stringify([await waysState(administrator), await deadThings(administrator)])).not.toMatch(/example\.org|word/);
  });
  test("what is dead is taken in again, by the job that takes everything in", async () => {
    const id = await thing("dead", "database 40001");
    expect(await deadThings(administrator)).toMatchObject({ n: 1, rows: [{ id, source: "email", kind: "message", lastError: "database 40001" }] });
    await settleThing(administrator, { thing: id, verdict: "again", reason: "" });
    expect(await db.owner`SELECT state, tries FROM private.inbound`).toEqual([{ state: "waiting", tries: 0 }]);
    await takeIn();
    expect(await db.owner`SELECT state, tries FROM private.inbound`).toEqual([{ state: "dead", tries: 1 }]); // its taker was asked: it is no e-mail, and no further try would make it one
    expect(await db.owner`SELECT before, after FROM private.office_event WHERE kind = 'inbound' ORDER BY seq DESC LIMIT 1`).toEqual([{ before: { state: "dead" }, after: { state: "waiting" } }]);
  });
  test("or kept aside with a reason; of two at once one is heard, and of what isn't dead there is nothing to say", async () => {
    const id = await thing("dead");
    await expect(settleThing(administrator, { thing: id, verdict: "aside", reason: " " })).rejects.toMatchObject({ code: "required", field: "reason" });
    const both = await Promise.allSettled([settleThing(administrator, { thing: id, verdict: "aside", reason: "an advertisement" }), settleThing(administrator, { thing: id, verdict: "again", reason: "" })]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(settleThing(administrator, { thing: await thing("done"), verdict: "again", reason: "" })).rejects.toMatchObject({ code: "thingMoved" });
    await expect(settleThing(administrator, { thing: 999_999, verdict: "again", reason: "" })).rejects.toMatchObject({ code: "thingMoved" });
  });
  test("a test goes only by ways that send, to what is an address there", async () => {
    await expect(sendTest(administrator, { channel: "pigeon", address: "me", language: "en" })).rejects.toMatchObject({ code: "waySilent" });
    await expect(sendTest(administrator, { channel: "email", address: "+77010000000", language: "en" })).rejects.toMatchObject({ code: "emailForm", field: "address" });
  });
});
