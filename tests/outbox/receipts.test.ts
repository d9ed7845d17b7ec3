import { randomUUID } from "node:crypto";
import { simpleParser } from "mailparser";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "#env.ts";
import { splitCase } from "#lib/appeals/split.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { mailAsThing } from "#lib/intake/email/poll.ts";
import { trackingHash } from "#lib/intake/tracking-code.ts";
import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { noticeLetter } from "#lib/letters/notice-letter.ts";
import { deliveriesOf } from "#lib/outbox/deliveries.ts";
import { sendDue } from "#lib/outbox/send.ts";
import { toDeliver } from "#lib/outbox/to-deliver.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { codeOfForm } from "#lib/resident/form-token.ts";
import { submit } from "#lib/resident/submit.ts";
import { mail } from "#tests/intake/email/mails.ts";
import { mailServer, smtpError } from "#tests/outbox/mail-server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { graphError, type Meta, metaServer, webhook } from "#tests/support/meta.ts";
import { official, seenNow, smallCity } from "#tests/support/office.ts";
import { setUpWay, smsProvider } from "#tests/support/sms-provider.ts";

let db: Awaited<ReturnType<typeof testDatabase>>, meta: Meta, sms: Awaited<ReturnType<typeof smsProvider>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('whatsapp', 'WhatsApp'), ('email', 'E-mail')`;
  meta = await metaServer({ templates: { kk: { name: "akimat", language: "kk" } } });
  sms = await smsProvider();
});
const stops: (() => Promise<void>)[] = [];
beforeEach(async () => {
  env.SMTP_URL = env.MAIL_FROM = undefined;
  meta.handed.length = meta.answers.length = sms.asked.length = 0;
  await db.owner`DELETE FROM private.way`;
  await db.owner`DELETE FROM private.outbox`;
});
afterEach(async () => { for (const stop of stops.splice(0)) await stop(); });
afterAll(async () => {
  await Promise.all([meta.stop(), sms.stop()]);
  await db.drop();
});

const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);
const codeForm = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}/;
const receipts = (id: number) => db.owner`SELECT channel, tried, state, language, subject, text, short FROM private.outbox WHERE appeal = ${id} AND kind = 'receipt'`;
/** The case that a code leads to. */
const led = async (code: string | undefined) => (await db.owner`SELECT id::int FROM private.appeal WHERE tracking_hash = ${trackingHash(code ?? "")}`)[0]?.id;
const provider = () => setUpWay(db.owner, "infobip", { apiUrl: sms.url, sender: "Akimat" }, { apiKey: "key", pathSecret: "a-secret-in-the-address-01" });
const smsTakes = () => sms.says(200, { messages: [{ messageId: randomUUID(), status: { groupName: "PENDING", name: "PENDING_ACCEPTED" } }] });

let n = 0;
async function whatsapp(phone: string, body: string) {
  const id = `wamid.receipt.${++n}`;
  await deliver(thingsOf(webhook([{ from: phone, id, timestamp: String(Math.floor(Date.now() / 1000)), type: "text", text: { body } }], { wa_id: phone, profile: { name: "Айгүл" } })));
  await takeIn(later(60));
  const [row] = await db.owner`SELECT appeal::int FROM private.inbound WHERE source_id = ${id}`;
  return row!.appeal as number;
}
async function email(text: string, headers: Record<string, string> = {}) {
  const thing = await mailAsThing(Buffer.from(mail(text, headers).replaceAll("\n", "\r\n")), false, new Date());
  await deliver([thing]);
  await takeIn(later(60));
  return (await db.owner`SELECT appeal::int FROM private.inbound WHERE source_id = ${thing.sourceId}`)[0]!.appeal as number;
}
async function web(contact: { phone?: string; email?: string }, language = "ru") {
  const formId = randomUUID(), code = codeOfForm({ id: formId });
  const said = { language, text: "Во дворе темно", category: null, district: null, name: null, phone: null, email: null, ...contact };
  const sent = await submit({ source: "web", formId, sender: null, said, trackingCode: code, address: `198.51.100.${n++ % 200}`, most: 1000 });
  if ("limited" in sent) throw new Error("limited");
  await takeIn(later(60));
  const [row] = await db.owner`SELECT id::int FROM private.appeal WHERE number = ${sent.number}`;
  return { id: row!.id as number, number: sent.number, code };
}

describe("by WhatsApp", () => {
  beforeEach(() => meta.setUp(db.owner));
  test("who writes hears at once, there and in his language, his number and a code that leads to his case; his further words make no second receipt", async () => {
    const id = await whatsapp("77060000001", "На улице нет света, фонари не горят");
    expect(await whatsapp("77060000001", "Уже пятый день")).toBe(id);
    expect(await sendDue(later(61))).toBe("1 sent");
    const [{ number }] = await db.owner`SELECT number FROM private.appeal WHERE id = ${id}` as unknown as [{ number: string }];
    const [{ type, text }] = meta.handed as [typeof meta.handed[0]];
    expect(type).toBe("text");
    expect(text!.body).toContain(`Его номер — ${number}`);
    expect(await led(codeForm.exec(text!.body)?.[0])).toBe(id);
    expect(JSON.stringify(await receipts(id))).not.toMatch(codeForm);
    expect(await sendDue(later(120))).toBeUndefined();
  });
  test("another matter is another case, with a receipt of its own", async () => {
    const first = await whatsapp("77060000002", "Көшеде жарық жоқ, шамдар жанбайды"), other = await whatsapp("77060000002", "Жаңа: үйде су жоқ, құбыр жарылды");
    expect(other).not.toBe(first);
    expect([await receipts(first), await receipts(other)]).toMatchObject([[{ channel: "whatsapp", language: "kk" }], [{ channel: "whatsapp", language: "kk" }]]);
  });
  test("what an official takes out into a case of its own has a number and a code of its own, which he is told", async () => {
    const id = await whatsapp("77060000006", "Көшеде жарық жоқ, шамдар жанбайды");
    expect(await whatsapp("77060000006", "Үйде су да жоқ, құбыр жарылды")).toBe(id);
    const [, second] = await db.owner`SELECT id::int FROM private.message WHERE appeal = ${id} ORDER BY id`;
    const made = await splitCase(await official(db.owner, "registrar"), { id, seen: await seenNow(db.owner, id), messages: [second!.id] });
    expect(await sendDue(later(61))).toBe("2 sent");
    const codes = meta.handed.map((one) => codeForm.exec(one.text!.body)![0]);
    expect(new Set(await Promise.all(codes.map(led)))).toEqual(new Set([id, made]));
  });
  test("a day later it goes by the template of his language, and where there is none, by SMS", async () => {
    await provider();
    const [kazakh, russian] = [await whatsapp("77060000003", "Көшеде жарық жоқ, шамдар жанбайды"), await whatsapp("77060000004", "Нет воды во всём подъезде")];
    smsTakes();
    expect(await sendDue(later(25 * 60))).toBe("2 sent, 1 refused");
    expect(await led(codeForm.exec(meta.handed[0]!.template!.components[0]!.parameters[0]!.text)?.[0])).toBe(kazakh);
    expect(await led(codeForm.exec(JSON.parse(sms.asked[0]!.body).messages[0].content.text)?.[0])).toBe(russian);
  });
  test("what no channel brings is dropped: nobody is to print it, and no administrator is alarmed", async () => {
    const registrar = await official(db.owner, "registrar"), before = await toDeliver(registrar);
    const id = await whatsapp("77060000005", "Көшеде жарық жоқ, шамдар жанбайды");
    meta.answers.push(graphError(131026, "Message undeliverable"));
    expect(await sendDue(later(61))).toBe("1 refused");
    expect(await receipts(id)).toMatchObject([{ state: "dropped" }]);
    expect((await toDeliver(registrar)).n).toBe(before.n);
    expect(await sendDue(later(10_000))).toBeUndefined();
  });
});

describe("by e-mail", () => {
  test("the receipt stands in the thread of what he wrote, and his answer to it goes on with the case", async () => {
    const server = await mailServer();
    stops.push(server.stop);
    const id = await email("Бір аптадан бері жарық жоқ.", { From: "Дана <dana@example.org>", "Message-ID": "<his-own@mail.example.org>", References: "<older@mail.example.org>" });
    expect(await sendDue(later(61))).toBe("1 sent");
    const sent = await simpleParser(server.received[0]!.raw);
    expect(server.received[0]!.to).toEqual(["dana@example.org"]);
    expect(sent.inReplyTo).toBe("<his-own@mail.example.org>");
    expect(sent.references).toEqual(["<older@mail.example.org>", "<his-own@mail.example.org>"]);
    expect(sent.headers.get("auto-submitted")).toBe("auto-replied");
    expect(await led(codeForm.exec(sent.text!)?.[0])).toBe(id);
    expect(await email("Әлі де жоқ.", { From: "Дана <dana@example.org>", "In-Reply-To": sent.messageId! })).toBe(id);
    expect(await receipts(id)).toHaveLength(1);
  });
  test("answers go to the mailbox that is read, where that is another than our sender's", async () => {
    const server = await mailServer();
    stops.push(server.stop);
    for (const user of ["residents@akimat.example", "office@akimat.example", "residents"]) {
      await setUpWay(db.owner, "email", { host: "127.0.0.1", user }, { password: "secret" });
      await email("Су жоқ.", { From: `Kamila <kamila${++n}@example.org>` });
      await sendDue(later(61));
    }
    const sent = await Promise.all(server.received.map(({ raw }) => simpleParser(raw)));
    expect(sent.map((one) => one.replyTo?.text)).toEqual(["residents@akimat.example", undefined, undefined]);
    expect(sent[0]!.text).toContain("осында жаза беріңіз");
  });
  test("an address that takes nothing is no work for people", async () => {
    const server = await mailServer({ onRcptTo: (_address, _session, callback) => callback(smtpError(550, "no such user")) });
    stops.push(server.stop);
    const id = await email("Жарық жоқ.", { From: "Forged <forged@example.org>" });
    await sendDue(later(61));
    expect(await receipts(id)).toMatchObject([{ state: "dropped" }]);
  });
  test("without a mail server none is written that would go out weeks later", async () => {
    expect(await receipts(await email("Жарық жоқ.", { From: "Erlan <erlan@example.org>" }))).toHaveLength(0);
  });
});

describe("by the web form", () => {
  test("who left an e-mail finds the code of his talon there, too; it stays good", async () => {
    const server = await mailServer();
    stops.push(server.stop);
    const { id, number, code } = await web({ email: "boris@example.org" });
    expect(await sendDue(later(61))).toBe("1 sent");
    const { text, subject } = await simpleParser(server.received[0]!.raw);
    expect(subject).toBe(`Ваше сообщение № ${number} принято`);
    expect(text).toContain(code);
    expect(await led(code)).toBe(id);
  });
  test("officials see that he was told, not by which code, and nobody can print it", async () => {
    const server = await mailServer();
    stops.push(server.stop);
    const { id, code } = await web({ email: "dina@example.org" }), operator = await official(db.owner, "operator");
    const [notice] = (await deliveriesOf(operator, id)).notices;
    expect(notice).toMatchObject({ kind: "receipt", text: expect.stringContaining("•••"), forPeople: false });
    expect(JSON.stringify(notice)).not.toContain(code);
    await expect(noticeLetter(operator, id, notice!.id, "https://akimat.example")).rejects.toMatchObject({ code: "notFound" });
  });
  test("who left only a phone gets it by SMS", async () => {
    await provider();
    const { id, number, code } = await web({ phone: "+77015550101" }, "kk");
    smsTakes();
    expect(await sendDue(later(61))).toBe("1 sent");
    const said: string = JSON.parse(sms.asked[0]!.body).messages[0].content.text;
    expect([said.includes(number), said.includes(code), await led(code)]).toEqual([true, true, id]);
  });
  test("who left nothing has his talon", async () => {
    await provider();
    expect(await receipts((await web({})).id)).toHaveLength(0);
  });
  test("whoever types in somebody else's address can't have him flooded", async () => {
    const server = await mailServer();
    stops.push(server.stop);
    const all: number[] = [];
    for (let i = 0; i < 7; i++) all.push((await receipts((await web({ email: "victim@example.org" })).id)).length);
    expect(all).toEqual([1, 1, 1, 1, 1, 0, 0]);
  });
});
