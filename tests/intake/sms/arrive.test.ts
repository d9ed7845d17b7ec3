import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { env } from "#env.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { pollSmsc } from "#lib/intake/sms/poll-smsc.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, smallCity } from "#tests/support/office.ts";
import { setUpWay, smsProvider } from "#tests/support/sms-provider.ts";
import { webhookServer } from "#tests/support/webhook-server.ts";

const pathSecret = "a-secret-in-the-address-01", authToken = "twilio's token";
let db: Awaited<ReturnType<typeof testDatabase>>, portal: Awaited<ReturnType<typeof webhookServer>>, provider: Awaited<ReturnType<typeof smsProvider>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('sms', 'SMS')`;
  [provider, portal] = await Promise.all([smsProvider(), webhookServer()]);
  await setUpWay(db.owner, "infobip", { apiUrl: provider.url }, { apiKey: "key", pathSecret });
  await setUpWay(db.owner, "twilio", { accountSid: `AC${"0".repeat(32)}`, apiUrl: provider.url }, { authToken });
  await setUpWay(db.owner, "smsc", { apiUrl: `${provider.url}/sys`, login: "akimat" }, { password: "p&ss", pathSecret });
});
beforeEach(async () => {
  await db.owner`UPDATE private.inbound SET state = 'kept', try_at = NULL, done_at = now() WHERE state = 'waiting'`;
  env.PUBLIC_URL = undefined;
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await Promise.all([portal.stop(), provider.stop()]);
  await db.drop();
});

let n = 0;
const sender = () => `7701${String(++n).padStart(7, "0")}`;
const later = (seconds = 0) => () => new Date(Date.now() + seconds * 1000);
const sms = (from: string, text: string, more: object = {}) => ({ messageId: `mo-${++n}`, from, to: "7718", text, receivedAt: new Date(Date.now() - 1000).toISOString().replace("Z", "+0000"), ...more });
const post = (url: string, body: string, headers: Record<string, string> = {}) => fetch(url, { method: "POST", body, headers });
const bring = (...results: object[]) => post(`${portal.infobip}/${pathSecret}`, JSON.stringify({ results }));
const things = async () => Number((await db.owner`SELECT count(*) FROM private.inbound`)[0]!.count);
const saidBy = async (from: string) => (await db.owner`SELECT m.text, m.detail, m.appeal FROM private.message m JOIN private.appeal a ON a.id = m.appeal JOIN private.person p ON p.id = a.applicant WHERE p.phone = ${`+${from}`} ORDER BY m.id`);
const signed = (address: string, form: Record<string, string> = {}) => createHmac("sha1", authToken).update(address + Object.keys(form).sort().map((name) => name + form[name]).join("")).digest("base64");

describe("who may bring something", () => {
  test("without Infobip's secret nothing is kept", async () => {
    const before = await things();
    const answer = await post(`${portal.infobip}/${pathSecret.replace("01", "02")}`, JSON.stringify({ results: [sms(sender(), "Жалған")] }));
    expect(answer.status).toBe(401);
    expect(await things()).toBe(before);
  });
  test("who calls from elsewhere than the listed addresses brings nothing", async () => {
    await setUpWay(db.owner, "infobip", { apiUrl: provider.url, addresses: ["83.166.64.0/19"] }, { apiKey: "key", pathSecret });
    const body = JSON.stringify({ results: [sms(sender(), "Тізімнен")] }), before = await things();
    expect((await post(`${portal.infobip}/${pathSecret}`, body, { "x-client-address": "10.0.0.1" })).status).toBe(403);
    expect(await things()).toBe(before);
    expect((await post(`${portal.infobip}/${pathSecret}`, body, { "x-client-address": "83.166.64.9" })).status).toBe(200);
    expect(await things()).toBe(before + 1);
    await setUpWay(db.owner, "infobip", { apiUrl: provider.url }, { apiKey: "key", pathSecret });
  });
  test("a way that is switched off isn't there", async () => {
    await db.owner`UPDATE private.way SET active = false WHERE code = 'infobip'`;
    expect((await bring(sms(sender(), "Өшірулі"))).status).toBe(404);
    await db.owner`UPDATE private.way SET active = true WHERE code = 'infobip'`;
  });
  test("Twilio's calls are signed over the address that people use, by POST and by GET", async () => {
    env.PUBLIC_URL = "https://akimat.example";
    const form = { MessageSid: "SM-post", From: "+77012220001", To: "+77180000000", Body: "Бизде су жок" }, address = "https://akimat.example/api/intake/sms/twilio";
    const answer = await fetch(portal.twilio, { method: "POST", body: new URLSearchParams(form), headers: { "x-twilio-signature": signed(address, form) } });
    expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([200, "text/xml; charset=utf-8", '<?xml version="1.0" encoding="UTF-8"?><Response/>']);
    expect((await fetch(portal.twilio, { method: "POST", body: new URLSearchParams({ ...form, MessageSid: "SM-forged" }), headers: { "x-twilio-signature": signed(address, form) } })).status).toBe(403);
    const query = `?${new URLSearchParams({ ...form, MessageSid: "SM-get", Body: "Екінші" })}`;
    expect((await fetch(`${portal.twilio}${query}`, { headers: { "x-twilio-signature": signed(`${address}${query}`) } })).status).toBe(200);
    expect((await fetch(`${portal.twilio}${query}`)).status).toBe(403);
    await takeIn(later());
    expect((await saidBy("77012220001")).map(({ text }) => text)).toEqual(["Бизде су жок", "Екінші"]);
    expect(await db.owner`SELECT 1 FROM private.inbound WHERE source_id = 'SM-forged'`).toHaveLength(0);
  });
  test("a delivery larger than any is refused", async () => {
    const before = await things();
    expect([413, "hung up"]).toContain(await post(`${portal.infobip}/${pathSecret}`, "x".repeat(3 * 1024 * 1024 + 1)).then(({ status }) => status, () => "hung up"));
    expect(await things()).toBe(before);
  });
  test("an address that nobody calls is a 404, a method that it does not know a 405", async () => {
    expect((await post(portal.elsewhere, "{}")).status).toBe(404);
    expect((await fetch(portal.infobip)).status).toBe(404);
    const answer = await fetch(`${portal.infobip}/${pathSecret}`);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
    expect((await fetch(`${portal.smsc}/${pathSecret}`, { method: "DELETE" })).status).toBe(405);
  });
});

test("an SMS becomes a case with its sender's number, a second one goes on with it", async () => {
  const from = sender();
  expect((await bring(sms(from, "Көшеде шұңқыр бар"))).status).toBe(200);
  await bring(sms(`8${from.slice(1)}`, "Мира 5 үйдің жанында"));
  await takeIn(later());
  const said = await saidBy(from);
  expect(said.map(({ text }) => text)).toEqual(["Көшеде шұңқыр бар", "Мира 5 үйдің жанында"]);
  const [found] = await db.owner`SELECT channel, source, language, status FROM private.appeal WHERE id = ${said[0]!.appeal}`;
  expect(found).toEqual({ channel: "sms", source: "infobip", language: "kk", status: "received" });
});

test("the same delivery fifty times at once is one message", async () => {
  const from = sender(), one = sms(from, "Бір рет");
  await Promise.all(Array.from({ length: 50 }, () => bring(one)));
  await takeIn(later());
  expect(await saidBy(from)).toHaveLength(1);
});

describe("a long text in parts", () => {
  const udh = (ref: number, of: number, number: number) => Buffer.from([5, 0, 3, ref, of, number]).toString("hex");
  const parts = (from: string, ref: number, texts: string[]) => texts.map((text, i) => sms(from, text, { udh: udh(ref, texts.length, i + 1) }));

  test("is one message, in whatever order its parts come", async () => {
    const from = sender(), [a, b, c] = parts(from, 7, ["Біздің аулада ", "шам жанб", "айды"]) as [object, object, object];
    await bring(c, a);
    await takeIn(later());
    expect(await saidBy(from)).toHaveLength(0);
    await bring(b);
    await takeIn(later(30));
    expect(await saidBy(from)).toMatchObject([{ text: "Біздің аулада шам жанбайды", detail: { parts: 3, missing: 0 } }]);
    expect(await db.owner`SELECT DISTINCT state FROM private.inbound WHERE sender = ${`+${from}`}`).toEqual([{ state: "done" }]);
    expect(await db.owner`SELECT 1 FROM private.appeal a JOIN private.person p ON p.id = a.applicant WHERE p.phone = ${`+${from}`}`).toHaveLength(1);
  });
  test("is taken as far as it is there when the rest doesn't come; what comes late goes into the same case", async () => {
    const from = sender(), [a, b, c] = parts(from, 9, ["бірінші ", "екінші ", "үшінші"]) as [object, object, object];
    await bring(a, c);
    await takeIn(later(60));
    expect(await saidBy(from)).toHaveLength(0);
    await takeIn(later(200));
    expect(await saidBy(from)).toMatchObject([{ text: "бірінші …үшінші", detail: { parts: 3, missing: 1 } }]);
    await bring(b);
    await takeIn(later(201));
    const said = await saidBy(from);
    expect(said.map(({ text }) => text)).toEqual(["бірінші …үшінші", "екінші"]);
    expect(said[0]!.appeal).toBe(said[1]!.appeal);
  });
  test("two texts of one sender, and the same reference of two senders, don't mix", async () => {
    const [one, two] = [sender(), sender()];
    const [a1, a2] = parts(one, 3, ["А1 ", "А2"]) as [object, object], [b1, b2] = parts(one, 4, ["Б1 ", "Б2"]) as [object, object], [c1, c2] = parts(two, 3, ["В1 ", "В2"]) as [object, object];
    await bring(a1, b1, c2, b2, c1, a2);
    await Promise.all([takeIn(later(20)), takeIn(later(20))]);
    expect((await saidBy(one)).map(({ text }) => text)).toEqual(["А1 А2", "Б1 Б2"]);
    expect((await saidBy(two)).map(({ text }) => text)).toEqual(["В1 В2"]);
  });
});

test("names and short codes are nobody who could be answered; nor is an empty SMS a case: they are only kept", async () => {
  const from = sender();
  await bring(sms("Kaspi.kz", "Жеңілдік 50%!"), sms("1414", "Код: 1234"), sms(from, "  "));
  const [before] = await db.owner`SELECT count(*) FROM private.appeal`;
  await takeIn(later());
  expect((await db.owner`SELECT count(*) FROM private.appeal`)[0]).toEqual(before);
  expect(await db.owner`SELECT DISTINCT state FROM private.inbound WHERE sender IN ('Kaspi.kz', '1414', ${`+${from}`})`).toEqual([{ state: "kept" }]);
});

test.each([
  ["no JSON at all", "<xml>"], ["nothing", ""], ["no results", "{}"], ["results that aren't", '{"results":[null,1,"x",[]]}'], ["deep", `${"[".repeat(20_000)}${"]".repeat(20_000)}`],
  ["NUL, halves of letters and turned text", JSON.stringify({ results: [sms("77019999999", "a\0b\ud800 \u202egnol'; DROP TABLE private.appeal; --<script>🚰")] })],
])("%s is kept and breaks nothing", async (_, body) => {
  const before = await things();
  expect((await post(`${portal.infobip}/${pathSecret}`, body)).status).toBe(200);
  expect(await things()).toBeGreaterThanOrEqual(before); // the same nonsense twice is kept once
  await takeIn(later());
  expect(await db.owner`SELECT 1 FROM private.inbound WHERE state IN ('waiting', 'dead')`).toHaveLength(0);
});

describe("SMSC is asked", () => {
  const listed = (id: number, phone: string, message: string) => ({ id, received: "01.01.2020 10:00:00", phone, message, to_phone: "77770000000", sent: "01.01.2020 10:00:00" });
  test("for what came after the last that is here, with the password in the body", async () => {
    const from = sender();
    provider.says(200, [listed(900, from, "Бірінші"), listed(1001, from, "Екінші")]);
    expect(await pollSmsc()).toBe("2 SMS came");
    provider.says(200, [listed(1001, from, "Екінші"), listed(1002, from, "Үшінші")]);
    expect(await pollSmsc()).toBe("1 SMS came");
    const [first, second] = provider.asked.splice(0) as [typeof provider.asked[0], typeof provider.asked[0]];
    expect(first.path).toBe("/sys/get.php");
    expect(Object.fromEntries(new URLSearchParams(first.body))).toEqual({ get_answers: "1", fmt: "3", charset: "utf-8", login: "akimat", psw: "p&ss" });
    expect(new URLSearchParams(second.body).get("after_id")).toBe("1001");
    await takeIn(later());
    expect((await saidBy(from)).map(({ text }) => text)).toEqual(["Бірінші", "Екінші", "Үшінші"]);
  });
  test("that there is nothing is no fault; a wrong password, a broken server, nonsense are", async () => {
    provider.says(200, { error: "not found", error_code: 3 });
    expect(await pollSmsc()).toBeUndefined();
    provider.says(200, { error: "authorise error", error_code: 2 });
    await expect(pollSmsc()).rejects.toThrow("SMSC: error 2");
    provider.says(503, "");
    await expect(pollSmsc()).rejects.toThrow("SMSC: HTTP 503");
    provider.says(200, "<html>");
    await expect(pollSmsc()).rejects.toThrow();
  });
});

describe("what providers say of our own SMS", () => {
  const sent = async (providerId: string) => {
    const appeal = await makeCase(db.owner);
    await db.owner`INSERT INTO private.outbox (key, appeal, kind, channel, language, subject, text, state, done_at, provider_id) VALUES (${providerId}, ${appeal}, 'answer', 'sms', 'kk', 's', 't', 'sent', now(), ${providerId})`;
    return appeal;
  };
  const delivery = async (providerId: string) => (await db.owner`SELECT delivery, delivery_error FROM private.outbox WHERE provider_id = ${providerId}`)[0];
  const report = (messageId: string, groupName: string) => ({ messageId, doneAt: new Date().toISOString(), status: { groupId: 1, groupName, name: groupName }, error: { id: 0, name: "EC_ABSENT_SUBSCRIBER" } });

  test("Infobip's report is noted and opens no case", async () => {
    const appeal = await sent("ib-1"), [before] = await db.owner`SELECT count(*) FROM private.appeal`;
    await bring(report("ib-1", "PENDING"), report("ib-1", "DELIVERED"), report("ib-1", "DELIVERED"));
    await takeIn(later());
    expect(await delivery("ib-1")).toEqual({ delivery: "delivered", delivery_error: null });
    expect(await db.owner`SELECT after ->> 'delivery' AS word FROM private.event WHERE appeal = ${appeal} AND kind = 'delivery'`).toEqual([{ word: "delivered" }]);
    expect((await db.owner`SELECT count(*) FROM private.appeal`)[0]).toEqual(before);
  });
  test("Twilio's callback and SMSC's, too", async () => {
    await Promise.all([sent("SM-out"), sent("4711")]);
    const form = { MessageSid: "SM-out", MessageStatus: "undelivered", ErrorCode: "30005", To: "+77011112233", From: "+77180000000" };
    await fetch(portal.twilio, { method: "POST", body: new URLSearchParams(form), headers: { "x-twilio-signature": signed(portal.twilio, form) } });
    const answer = await fetch(`${portal.smsc}/${pathSecret}`, { method: "POST", body: new URLSearchParams({ id: "4711", phone: "77011112233", status: "1", ts: String(Math.floor(Date.now() / 1000)), err: "0" }) });
    expect(answer.status).toBe(200);
    expect((await fetch(`${portal.smsc}/another-secret`, { method: "POST", body: new URLSearchParams({ id: "4711", status: "20" }) })).status).toBe(401);
    await takeIn(later());
    expect(await delivery("SM-out")).toEqual({ delivery: "failed", delivery_error: "undelivered 30005" });
    expect(await delivery("4711")).toEqual({ delivery: "delivered", delivery_error: null });
  });
  test("a report that is quicker than our own record waits for it; one of a message that isn't ours is only kept in the end", async () => {
    await bring(report("ib-quick", "DELIVERED"), report("ib-stranger", "DELIVERED"));
    await takeIn(later());
    await sent("ib-quick");
    await takeIn(later(20));
    expect(await delivery("ib-quick")).toMatchObject({ delivery: "delivered" });
    await takeIn(later(3600));
    expect(await db.owner`SELECT state FROM private.inbound WHERE source_id = 'ib-stranger DELIVERED'`).toEqual([{ state: "kept" }]);
  });
});
