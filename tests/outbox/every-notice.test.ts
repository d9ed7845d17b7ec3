import { simpleParser } from "mailparser";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { env } from "#env.ts";
import { locales } from "#lib/i18n/locale.ts";
import { courtesies, noticeKinds } from "#lib/outbox/notice.ts";
import { sendDue } from "#lib/outbox/send.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";
import { toDeliver } from "#lib/outbox/to-deliver.ts";
import { mailServer, type Received } from "#tests/outbox/mail-server.ts";
import { conversation } from "#tests/support/conversation.ts";
import { testDatabase } from "#tests/support/database.ts";
import { type Meta, metaServer } from "#tests/support/meta.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";
import { setUpWay, smsProvider } from "#tests/support/sms-provider.ts";

// What the law has an applicant be told, by each way that reaches him, as the other side gets it.

let db: Awaited<ReturnType<typeof testDatabase>>, meta: Meta, sms: Awaited<ReturnType<typeof smsProvider>>, mail: { received: Received[]; stop(): Promise<void> };
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  meta = await metaServer({ templates: Object.fromEntries(locales.map((language) => [language, { name: `akimat_${language}`, language }])) });
  [sms, mail] = [await smsProvider(), await mailServer()];
});
const mailAddress = () => [env.SMTP_URL, env.MAIL_FROM] as const;
let mailSetUp: ReturnType<typeof mailAddress>;
beforeAll(() => { mailSetUp = mailAddress(); });
beforeEach(async () => {
  await db.owner`DELETE FROM private.way`;
  await db.owner`UPDATE private.message SET outbox = NULL`;
  await db.owner`DELETE FROM private.outbox`;
  env.SMTP_URL = env.MAIL_FROM = undefined;
  meta.handed.length = sms.asked.length = mail.received.length = 0;
});
afterEach(() => { env.SMTP_URL = env.MAIL_FROM = undefined; });
afterAll(async () => {
  await Promise.all([meta.stop(), sms.stop(), mail.stop()]);
  await db.drop();
});

const on = {
  email: async () => { [env.SMTP_URL, env.MAIL_FROM] = mailSetUp; },
  whatsapp: () => meta.setUp(db.owner),
  sms: async () => {
    await setUpWay(db.owner, "infobip", { apiUrl: sms.url, sender: "Akimat" }, { apiKey: "key", pathSecret: "a-secret-in-the-address-01" });
    sms.says(200, { messages: [{ messageId: crypto.randomUUID(), status: { groupName: "PENDING", name: "PENDING_ACCEPTED" } }] });
  },
};
let n = 0;
const person = async (facts: Record<string, string | null>) => (await db.owner`INSERT INTO private.person ${db.owner({ name: "Айгүл", ...facts })} RETURNING id`)[0]!.id as number;
const phone = () => `+7701${String(++n).padStart(7, "0")}`;

const law = noticeKinds.filter((kind) => !courtesies.includes(kind) && kind !== "message");
const facts = { text: "Батарея жөнделді.", reason: "себебі осы", to: "Министрлік", receiver: "Асан Үсенов", due: "2026-12-08", until: "2026-12-08", term: "2026-12-08", basis: "76", at: "2026-11-16T06:00:00Z", place: "Мира 5" };

type Way = { by: keyof typeof on; later?: number; someone: () => Promise<{ applicant: number; facts?: Record<string, string> }>; got: () => Promise<string[]> };
const ways: Record<string, Way> = {
  "e-mail": { by: "email", someone: async () => ({ applicant: await person({ email: "a@example.org" }) }), got: () => Promise.all(mail.received.map(async ({ raw }) => { const { subject, text } = await simpleParser(raw); return `${subject}\n${text}`; })) },
  "WhatsApp within a day": { by: "whatsapp", someone: async () => ({ applicant: await person({ whatsapp: phone().slice(1) }), facts: { channel: "whatsapp" } }), got: async () => meta.handed.map((one) => one.text!.body) },
  "WhatsApp's template": { by: "whatsapp", later: 48, someone: async () => ({ applicant: await person({ whatsapp: phone().slice(1) }), facts: { channel: "whatsapp" } }), got: async () => meta.handed.map((one) => `${one.template!.language.code} ${one.template!.components[0]!.parameters[0]!.text}`) },
  SMS: { by: "sms", someone: async () => ({ applicant: await person({ phone: phone() }) }), got: async () => sms.asked.map(({ body }) => JSON.parse(body).messages[0].content.text as string) },
};

describe.each(Object.entries(ways))("by %s", (_, { by, later = 0, someone, got }) => {
  test.each(law.flatMap((kind) => locales.map((language) => [kind, language] as const)))("%s, in %s, with the number, once", async (kind, language) => {
    await on[by]();
    const { applicant, facts: more = {} } = await someone();
    const { id } = await conversation(db.owner, ["Жылу жоқ"], { applicant, language, channel: "web", ...more });
    const now = new Date(Date.now() + later * 3_600_000);
    await privateDb().transaction((tx) => tellApplicant(tx, { appeal: id, kind, key: `${kind} ${id} 1`, facts }, now));
    expect(await sendDue(() => now)).toMatch(/^1 sent/);
    const said = await got(), [{ number }] = await db.owner`SELECT number FROM private.appeal WHERE id = ${id}` as unknown as [{ number: string }];
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(number);
    expect(said[0]).toContain({ kk: "Сынақ", ru: "Проба", en: "Test" }[language]);
    expect(said[0]).not.toMatch(/undefined|null|\{\w+\}/);
    if (["registration", "extension", "conformity", "reopening"].includes(kind)) expect(said[0]).toMatch({ kk: /2026 жылғы 8 желтоқсан/, ru: /8 декабря 2026/, en: /8 December 2026/ }[language]);
  });
});

test.each(law)("%s, where no way of ours reaches him, is a letter that people see to, in his language", async (kind) => {
  await on.email();
  const id = await makeCase(db.owner, { applicant: await person({ address: "Мира 5" }), language: "ru" });
  await privateDb().transaction((tx) => tellApplicant(tx, { appeal: id, kind, key: `${kind} ${id} 1`, facts }, new Date()));
  expect(await sendDue()).toBeUndefined();
  const { rows } = await toDeliver(await official(db.owner, "registrar"));
  expect(rows.filter((row) => row.appeal === id)).toMatchObject([{ kind, state: "waiting" }]);
  expect((await db.owner`SELECT text FROM private.outbox WHERE appeal = ${id}`)[0]!.text).toContain("Акимат, Проба");
});

describe("how he wants to be told", () => {
  const all = { email: "a@example.org", phone: "+77015550199" };
  test.each<[string, Record<string, string | null>, (keyof typeof on)[], string]>([
    ["WhatsApp, and never wrote by it", { ...all, way: "whatsapp" }, ["email", "whatsapp", "sms"], "whatsapp"],
    ["SMS, though he has e-mail", { ...all, way: "sms" }, ["email", "whatsapp", "sms"], "sms"],
    ["e-mail, though he wrote by WhatsApp", { ...all, whatsapp: "77015550199", way: "email" }, ["email", "whatsapp", "sms"], "email"],
    ["WhatsApp, which is not set up: another way rather than none", { ...all, way: "whatsapp" }, ["email", "sms"], "email"],
    ["SMS, which is not set up", { ...all, way: "sms" }, ["email"], "email"],
    ["SMS, and nothing is set up: people tell him", { ...all, way: "sms" }, [], "letter"],
    ["by post, whatever is set up", { ...all, way: "post" }, ["email", "whatsapp", "sms"], "letter"],
    ["read out by phone", { ...all, way: "phone" }, ["email", "whatsapp", "sms"], "letter"],
    ["he never said: e-mail first", all, ["email", "whatsapp", "sms"], "email"],
  ])("%s", async (_, who, setUp, channel) => {
    for (const one of setUp) await on[one]();
    const id = await makeCase(db.owner, { applicant: await person(who) });
    await privateDb().transaction((tx) => tellApplicant(tx, { appeal: id, kind: "answer", key: `answer ${id} 1`, facts }, new Date()));
    expect(await db.owner`SELECT channel FROM private.outbox WHERE appeal = ${id}`).toEqual([{ channel }]);
  });
  test("by WhatsApp where the number has none: the next way tells him", async () => {
    await on.email();
    await on.whatsapp();
    meta.answers.push((response) => void response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error: { code: 131026, message: "Message undeliverable" } })));
    const id = await makeCase(db.owner, { applicant: await person({ ...all, way: "whatsapp" }) });
    await privateDb().transaction((tx) => tellApplicant(tx, { appeal: id, kind: "extension", key: `extension ${id} 1`, facts }, new Date()));
    await sendDue();
    await sendDue();
    expect(await db.owner`SELECT channel, state FROM private.outbox WHERE appeal = ${id}`).toEqual([{ channel: "email", state: "sent" }]);
  });
});

test("an answer too long for WhatsApp's template is said in a few words by it, and read with the code", async () => {
  await on.whatsapp();
  const id = await makeCase(db.owner, { applicant: await person({ whatsapp: phone().slice(1) }), channel: "whatsapp", language: "ru" });
  await privateDb().transaction((tx) => tellApplicant(tx, { appeal: id, kind: "answer", key: `answer ${id} 1`, facts: { text: "Подробности. ".repeat(400) } }, new Date()));
  await sendDue();
  expect(meta.handed[0]!.template!.components[0]!.parameters[0]!.text).toMatch(/Ответ на обращение № T-\d+ готов\./);
});
