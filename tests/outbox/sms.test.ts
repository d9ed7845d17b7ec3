import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { env } from "#env.ts";
import { verifyChain } from "#lib/audit.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { trackingHash } from "#lib/intake/tracking-code.ts";
import { segmentsOf } from "#lib/outbox/sms/segments.ts";
import { sendDue } from "#lib/outbox/send.ts";
import { smsText } from "#lib/outbox/sms-text.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";
import { noticeKinds } from "#lib/outbox/notice.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { locales } from "#lib/i18n/locale.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, smallCity } from "#tests/support/office.ts";
import { killOnce } from "#tests/support/worker.ts";
import { setUpWay, smsProvider } from "#tests/support/sms-provider.ts";

let db: Awaited<ReturnType<typeof testDatabase>>, provider: Awaited<ReturnType<typeof smsProvider>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('sms', 'SMS')`;
});
beforeEach(async () => {
  await db.owner`DELETE FROM private.outbox`;
  await db.owner`DELETE FROM private.way`;
  env.PUBLIC_URL = "https://akimat.example";
  provider = await smsProvider();
});
afterEach(async () => {
  env.PUBLIC_URL = undefined;
  await provider.stop();
});
afterAll(() => db.drop());

const infobip = () => setUpWay(db.owner, "infobip", { apiUrl: provider.url, sender: "Akimat" }, { apiKey: "key", pathSecret: "a-secret-in-the-address-01" });
const twilio = () => setUpWay(db.owner, "twilio", { apiUrl: provider.url, accountSid: `AC${"0".repeat(32)}`, sender: "+77180000000" }, { authToken: "token" });
const smsc = () => setUpWay(db.owner, "smsc", { apiUrl: `${provider.url}/sys`, login: "akimat", sender: "Akimat" }, { password: "secret", pathSecret: "a-secret-in-the-address-01" });

const now = new Date("2026-11-16T06:00:00Z");
const later = (minutes: number) => () => new Date(now.getTime() + minutes * 60_000);
async function told(facts: Record<string, string | null> = {}, notice: Record<string, string> = { text: "Айгүл, Мира 5 үйдегі батарея жөнделді." }) {
  const [who] = await db.owner`INSERT INTO private.person ${db.owner({ name: "Айгүл", phone: "+77011112233", email: null, ...facts })} RETURNING id`;
  const id = await makeCase(db.owner, { applicant: who!.id });
  await privateDb().transaction((tx) => tellApplicant(tx, { appeal: id, kind: "answer", key: `answer ${id} 1`, facts: notice }, now));
  return id;
}
const state = async (id: number) => (await db.owner`SELECT state, channel, tries, last_error, sent_to, provider_id FROM private.outbox WHERE appeal = ${id}`)[0]!;

test("who has a mobile phone and nothing else is told by SMS that the answer is there, not what it says", async () => {
  await infobip();
  const id = await told();
  provider.says(200, { bulkId: "b", messages: [{ messageId: "ib-1", status: { groupId: 1, groupName: "PENDING", id: 26, name: "PENDING_ACCEPTED" }, destination: "77011112233" }] });
  expect(await sendDue(later(0))).toBe("1 sent");
  expect(await state(id)).toMatchObject({ state: "sent", channel: "sms", sent_to: "…33", provider_id: "ib-1" });
  const [asked] = provider.asked, [row] = await db.owner`SELECT message_id::text, text FROM private.outbox WHERE appeal = ${id}`;
  expect([asked!.path, asked!.headers.authorization]).toEqual(["/sms/3/messages", "App key"]);
  const { sender, destinations, content, webhooks } = JSON.parse(asked!.body).messages[0];
  expect({ sender, destinations }).toEqual({ sender: "Akimat", destinations: [{ to: "77011112233", messageId: row!.message_id }] });
  expect(webhooks.delivery.url).toBe("https://akimat.example/api/intake/sms/infobip/a-secret-in-the-address-01");
  expect(content.text).toMatch(/^Сынақ әкімдігі: № T-\d+ өтінішіңізге жауап дайын\. .*https:\/\/akimat\.example\/kk\/track$/);
  expect(content.text).not.toMatch(/Айгүл|Мира/);
  expect(row!.text).toContain("Мира 5"); // the letter that people post if the SMS fails
  expect(await verifyChain(id)).toEqual([]);
});

test.each([["a landline", { phone: "+77187712345" }], ["no phone", { phone: null }], ["wants a letter", { way: "post" }]])("%s: no SMS", async (_, facts) => {
  await infobip();
  expect(await state(await told(facts))).toMatchObject({ channel: "letter" });
});
test("e-mail comes first, unless he wants SMS", async () => {
  await infobip();
  env.SMTP_URL = "smtp://127.0.0.1:9";
  env.MAIL_FROM = "office@akimat.example";
  const [mailed, texted] = [await told({ email: "a@example.org" }), await told({ email: "a@example.org", way: "sms" })];
  env.SMTP_URL = env.MAIL_FROM = undefined;
  expect([(await state(mailed)).channel, (await state(texted)).channel]).toEqual(["email", "sms"]);
});
test("where no SMS is set up a phone is for people: nothing waits for a provider that never comes", async () => {
  expect(await state(await told())).toMatchObject({ channel: "letter" });
  await setUpWay(db.owner, "infobip", { apiUrl: provider.url }, { apiKey: "key", pathSecret: "a-secret-in-the-address-01" }); // it only receives
  expect(await state(await told())).toMatchObject({ channel: "letter" });
});

test("Twilio and SMSC send as they document it", async () => {
  await twilio();
  const one = await told();
  provider.says(201, { sid: "SM1", status: "queued" });
  expect(await sendDue(later(0))).toBe("1 sent");
  await db.owner`DELETE FROM private.way`;
  await smsc();
  const two = await told();
  provider.says(200, { id: 4711, cnt: 2 });
  expect(await sendDue(later(0))).toBe("1 sent");
  expect([(await state(one)).provider_id, (await state(two)).provider_id]).toEqual(["SM1", "4711"]);
  const [byTwilio, bySmsc] = provider.asked.map(({ path, body }) => ({ path, fields: Object.fromEntries(new URLSearchParams(body)) }));
  expect(byTwilio).toMatchObject({ path: `/2010-04-01/Accounts/AC${"0".repeat(32)}/Messages.json`, fields: { To: "+77011112233", From: "+77180000000", StatusCallback: "https://akimat.example/api/intake/sms/twilio" } });
  expect(bySmsc).toMatchObject({ path: "/sys/send.php", fields: { login: "akimat", psw: "secret", phones: "+77011112233", sender: "Akimat", charset: "utf-8", fmt: "3", mes: expect.stringContaining("жауап дайын") } });
});

describe("how an attempt ended", () => {
  const infobipSays = (groupName: string, name: string) => ({ messages: [{ messageId: "x", status: { groupName, name } }] });
  test.each<[string, () => Promise<void>, number, unknown, string]>([
    ["Infobip: no such number", infobip, 200, infobipSays("REJECTED", "REJECTED_DESTINATION"), "refused"],
    ["Infobip: can't be delivered", infobip, 200, infobipSays("UNDELIVERABLE", "UNDELIVERABLE_REJECTED_OPERATOR"), "refused"],
    ["Infobip: no money", infobip, 200, infobipSays("REJECTED", "REJECTED_NOT_ENOUGH_CREDITS"), "to be tried again"],
    ["Infobip: a wrong key", infobip, 401, { errorCode: "E401", description: "Unauthorized" }, "to be tried again"],
    ["Infobip: a machine in between", infobip, 502, "<html>", "in doubt"],
    ["Infobip: an answer that says nothing", infobip, 200, {}, "in doubt"],
    ["Twilio: not a mobile number", twilio, 400, { code: 21614, message: "'+77011112233' is not a mobile number" }, "refused"],
    ["Twilio: our sender isn't allowed", twilio, 400, { code: 21606, message: "The From phone number is not valid" }, "to be tried again"],
    ["Twilio: too fast", twilio, 429, { code: 20429, message: "Too Many Requests" }, "to be tried again"],
    ["Twilio: a machine in between", twilio, 504, "", "in doubt"],
    ["SMSC: no such number", smsc, 200, { error: "invalid number", error_code: 7, id: 1 }, "refused"],
    ["SMSC: no money", smsc, 200, { error: "no money", error_code: 3 }, "to be tried again"],
    ["SMSC: an answer that says nothing", smsc, 200, {}, "in doubt"],
  ])("%s", async (_, setUp, status, body, end) => {
    await setUp();
    const id = await told();
    provider.says(status, body);
    expect(await sendDue(later(0))).toBe(`1 ${end}`);
    expect((await state(id)).last_error).not.toContain("7011112233");
    await sendDue(later(0));
    expect(provider.asked).toHaveLength(1); // none is sent twice
  });
  test("a connection that breaks after the message was given: in doubt; one that never was: later", async () => {
    await infobip();
    const id = await told();
    provider.breaksOff();
    expect(await sendDue(later(0))).toBe("1 in doubt");
    await db.owner`DELETE FROM private.outbox`;
    await provider.stop();
    const other = await told();
    expect(await sendDue(later(0))).toBe("1 to be tried again");
    expect([id, (await state(other)).state]).toEqual([id, "waiting"]);
  });
});

test.each([
  ["Infobip", infobip, { messages: [{ messageId: "ib-1", status: { groupName: "PENDING", name: "PENDING_ACCEPTED" } }] }, { messages: [{ messageId: "ib-3", status: { groupName: "PENDING", name: "PENDING_ACCEPTED" } }] }],
  ["Twilio", twilio, { sid: "SM1" }, { sid: "SM3" }], ["SMSC", smsc, { id: 1, cnt: 1 }, { id: 3, cnt: 1 }],
])("%s: a worker that is killed between sending and recording leaves that one message in doubt; it is not sent again, and the others once", async (_, setUp, first, third) => {
  await setUp();
  const three = [await told(), await told(), await told()];
  provider.says(200, first);
  await killOnce(provider.hangs(), "tests/outbox/killed-worker.ts");
  expect((await Promise.all(three.map(state))).map((row) => row.state)).toEqual(["sent", "sending", "waiting"]);
  provider.says(200, third);
  const begun = new Date((await db.owner`SELECT begun_at FROM private.outbox WHERE state = 'sending'`)[0]!.begun_at as string), after = (minutes: number) => () => new Date(begun.getTime() + minutes * 60_000);
  expect(await sendDue(after(5))).toBe("1 sent");
  expect(await sendDue(after(60))).toBe("1 in doubt");
  expect(await sendDue(after(6000))).toBeUndefined();
  expect((await Promise.all(three.map(state))).map((row) => row.state)).toEqual(["sent", "in_doubt", "sent"]);
  expect(provider.asked).toHaveLength(3);
});

test("a lost answer is found by our own id in Infobip's report", async () => {
  await infobip();
  const id = await told();
  provider.breaksOff();
  await sendDue(later(0));
  const [row] = await db.owner`SELECT message_id::text AS id FROM private.outbox WHERE appeal = ${id}`;
  await deliver([{ source: "infobip", sourceId: `${row!.id} DELIVERED`, kind: "status", sender: null, original: { messageId: row!.id, doneAt: new Date().toISOString(), status: { groupName: "DELIVERED", name: "DELIVERED_TO_HANDSET" } } }]);
  await takeIn();
  expect(await state(id)).toMatchObject({ state: "sent", provider_id: row!.id });
});

test("when a message's text is erased its short form is, too", async () => {
  await infobip();
  const id = await told();
  await db.owner`UPDATE private.outbox SET subject = '', text = '' WHERE appeal = ${id}`;
  expect(await db.owner`SELECT short FROM private.outbox WHERE appeal = ${id}`).toEqual([{ short: null }]);
});

test("settings sealed with another portal's secret hold up nobody: who is told goes another way", async () => {
  await infobip();
  await db.owner`UPDATE private.way SET secrets = decode('00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff', 'hex')`;
  expect(await state(await told())).toMatchObject({ channel: "letter" });
});

test("who writes by SMS gets his number and a code that opens his case; the code stands nowhere but in the SMS", async () => {
  await infobip();
  await deliver([{ source: "infobip", sourceId: "mo-1", kind: "message", sender: "+77015550001", original: { messageId: "mo-1", from: "77015550001", to: "7718", text: "Шам жанбайды" } }]);
  await takeIn();
  const [found] = await db.owner`SELECT id, number FROM private.appeal WHERE source = 'infobip' AND source_id = 'mo-1'`;
  provider.says(200, { messages: [{ messageId: "r-1", status: { groupName: "PENDING", name: "PENDING_ACCEPTED" } }] });
  expect(await sendDue(() => new Date(Date.now() + 1000))).toBe("1 sent");
  const text: string = JSON.parse(provider.asked[0]!.body).messages[0].content.text;
  expect(text).toContain(found!.number);
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(text)![0];
  expect((await db.owner`SELECT tracking_hash FROM private.appeal WHERE id = ${found!.id}`)[0]!.tracking_hash).toEqual(trackingHash(code));
  expect(JSON.stringify(await db.owner`SELECT * FROM private.outbox WHERE appeal = ${found!.id}`)).not.toContain(code);
  await deliver([{ source: "infobip", sourceId: "mo-2", kind: "message", sender: "+77015550001", original: { messageId: "mo-2", from: "77015550001", text: "Әлі жоқ" } }]);
  await takeIn();
  expect(await db.owner`SELECT 1 FROM private.outbox WHERE appeal = ${found!.id}`).toHaveLength(1); // a second word needs no second code
});

test.each([
  ["", 1], ["a".repeat(160), 1], ["a".repeat(161), 2], ["a".repeat(306), 2], ["a".repeat(307), 3], [`${"a".repeat(159)}€`, 2], ["ә".repeat(70), 1], ["ә".repeat(71), 2], ["ә".repeat(134), 2], ["ә".repeat(135), 3],
  [`${"ә".repeat(66)}🚰${"ә".repeat(66)}`, 3], // the pair of surrogates isn't cut
])("%j… goes in %i SMS", (text, n) => expect(segmentsOf(text)).toBe(n));

test("every notice has its short form in every language, in at most four SMS, without the words of the case", async () => {
  const city = await officeCity(privateDb());
  const facts = { text: "СЫР", reason: "СЫР", part: "СЫР", to: "СЫР", receiver: "СЫР", due: "2026-12-08", until: "2026-12-08", term: "2026-12-08", basis: "76", at: now.toISOString(), place: "Мира 5" };
  for (const language of locales) {
    for (const kind of noticeKinds.filter((one) => one !== "message")) {
      const text = smsText({ kind, facts }, { number: "2026-000123", language, city });
      expect(text).toContain("2026-000123");
      expect(text).not.toContain("СЫР");
      expect(segmentsOf(text)).toBeLessThanOrEqual(4);
    }
  }
});
