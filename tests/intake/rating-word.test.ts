import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { env } from "#env.ts";
import { verifyChain } from "#lib/audit.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { mailAsThing } from "#lib/intake/email/poll.ts";
import { ratingIn } from "#lib/intake/rating-word.ts";
import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { askWhetherSolved } from "#lib/outbox/ask-solved.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { mail } from "#tests/intake/email/mails.ts";
import { testDatabase } from "#tests/support/database.ts";
import { type Meta, metaServer, webhook } from "#tests/support/meta.ts";
import { makeCase, smallCity } from "#tests/support/office.ts";
import { setUpWay } from "#tests/support/sms-provider.ts";

let db: Awaited<ReturnType<typeof testDatabase>>, meta: Meta;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('whatsapp', 'WhatsApp'), ('sms', 'SMS'), ('email', 'E-mail')`;
  meta = await metaServer();
});
beforeEach(async () => {
  await db.owner`DELETE FROM private.way`;
  await meta.setUp(db.owner);
  await setUpWay(db.owner, "infobip", { apiUrl: "http://127.0.0.1:9", sender: "77180000000" }, { apiKey: "key", pathSecret: "a-secret-in-the-address-01" });
  env.SMTP_URL = "smtp://127.0.0.1:9";
  env.MAIL_FROM = "office@akimat.example";
});
afterAll(async () => {
  env.SMTP_URL = env.MAIL_FROM = undefined;
  await meta.stop();
  await db.drop();
});

describe("a few words", () => {
  test.each([
    ["Иә", "yes", ""], ["да.", "yes", ""], [" ДА! Спасибо ", "yes", "Спасибо"], ["Yes", "yes", ""], ["жартылай", "partly", ""], ["Частично: один фонарь", "partly", "один фонарь"], ["«Нет»", "no", ""],
    ["Жоқ, шам әлі жанбайды", "no", "шам әлі жанбайды"], ["нет — темно", "no", "темно"], ["No\nstill dark", "no", "still dark"],
  ])("%j says %s", (text, answer, reason) => expect(ratingIn(text)).toEqual({ answer, reason }));
  test.each(["Нет воды во всём доме", "Жоқ жылу", "да когда же", "Спасибо", "", "нетто", "Жаңа: су жоқ", "1"])("%j is about something else", (text) => expect(ratingIn(text)).toBeNull());
});

let n = 0;
/** An answered case whose applicant was asked by a channel. */
async function asked(contact: Record<string, string>, channel: string, closedDaysAgo = 2) {
  const [who] = await db.owner`INSERT INTO private.person ${db.owner({ name: "Айгүл", ...contact })} RETURNING id`;
  const closed = new Date(Date.now() - closedDaysAgo * 86_400_000);
  const id = await makeCase(db.owner, { applicant: who!.id, channel, status: "answered", closed_at: closed.toISOString(), received_at: new Date(closed.getTime() - 86_400_000).toISOString(), language: "ru" });
  await privateDb().transaction((tx) => askWhetherSolved(tx, id, new Date()));
  const [question] = await db.owner`UPDATE private.outbox SET state = 'sent', try_at = NULL, begun_at = now(), done_at = now(), provider_id = ${`out.${++n}`} WHERE appeal = ${id} RETURNING channel, text, provider_id, message_id::text`;
  expect(question!.channel).toBe(channel);
  return { id, question: question as unknown as { text: string; provider_id: string; message_id: string } };
}
const phone = () => `7705${String(++n).padStart(7, "0")}`;
const taken = () => takeIn(() => new Date(Date.now() + 60_000));
const whatsapp = async (from: string, body: string, more: object = {}) => {
  const id = `wamid.word.${++n}`;
  await deliver(thingsOf(webhook([{ from, id, timestamp: String(Math.floor(Date.now() / 1000)), type: "text", text: { body }, ...more }], { wa_id: from, profile: { name: "Айгүл" } })));
  await taken();
  return (await db.owner`SELECT appeal::int FROM private.inbound WHERE source_id = ${id}`)[0]!.appeal as number;
};
const ratings = async (id: number) => (await db.owner`SELECT answer, reason, round FROM private.rating WHERE appeal = ${id} ORDER BY id`).map((row) => ({ ...row }));
const status = async (id: number) => (await db.owner`SELECT status FROM private.appeal WHERE id = ${id}`)[0]!.status as string;

describe("by WhatsApp", () => {
  test("the question says that he may just answer; “no” is his rating, with its reason, and opens the case again", async () => {
    const from = phone(), { id, question } = await asked({ whatsapp: from }, "whatsapp");
    expect(question.text).toContain("ответить на это сообщение");
    expect(await whatsapp(from, "Нет, фонарь так и не горит")).toBe(id);
    expect(await ratings(id)).toEqual([{ answer: "no", reason: "фонарь так и не горит", round: 1 }]);
    expect(await status(id)).toBe("reopened");
    expect(await db.owner`SELECT text FROM private.message WHERE appeal = ${id}`).toMatchObject([{ text: "Нет, фонарь так и не горит" }]);
    expect(await verifyChain(id)).toEqual([]);
  });
  test("“yes” leaves it closed; the last word counts", async () => {
    const from = phone(), { id } = await asked({ whatsapp: from }, "whatsapp");
    await whatsapp(from, "Частично");
    await whatsapp(from, "Да!");
    expect(await ratings(id)).toMatchObject([{ answer: "partly" }, { answer: "yes" }]);
    expect(await status(id)).toBe("answered");
  });
  test("what is no answer to it is another matter", async () => {
    const from = phone(), { id } = await asked({ whatsapp: from }, "whatsapp");
    expect(await whatsapp(from, "Нет воды во всём доме с утра")).not.toBe(id);
    expect(await ratings(id)).toEqual([]);
  });
  test("with another matter open a bare word belongs there, unless it answers the question itself", async () => {
    const from = phone(), { id, question } = await asked({ whatsapp: from }, "whatsapp");
    const other = await whatsapp(from, "В подъезде нет воды с самого утра");
    expect(other).not.toBe(id);
    expect(await whatsapp(from, "Да")).toBe(other);
    expect(await whatsapp(from, "Да", { context: { from: "77180000000", id: question.provider_id } })).toBe(id);
    expect(await ratings(id)).toMatchObject([{ answer: "yes" }]);
  });
  test("nobody rates another's case, nor a question that is older than thirty days", async () => {
    const { id, question } = await asked({ whatsapp: phone() }, "whatsapp"), old = phone(), { id: late } = await asked({ whatsapp: old }, "whatsapp");
    await whatsapp(phone(), "Да", { context: { from: "77180000000", id: question.provider_id } });
    await db.owner`UPDATE private.outbox SET created_at = now() - interval '31 days' WHERE appeal = ${late}`;
    await whatsapp(old, "Да");
    expect([await ratings(id), await ratings(late)]).toEqual([[], []]);
  });
  test("“no” later than thirty days after the answer is heard and opens nothing", async () => {
    const from = phone(), { id } = await asked({ whatsapp: from }, "whatsapp", 31);
    await whatsapp(from, "Нет");
    expect([await ratings(id), await status(id)]).toMatchObject([[{ answer: "no" }], "answered"]);
  });
});

test("by SMS", async () => {
  const from = phone(), { id } = await asked({ phone: `+${from}` }, "sms");
  await deliver([{ source: "infobip", sourceId: `mo-${++n}`, kind: "message", sender: `+${from}`, original: { messageId: `mo-${n}`, from, text: "Жоқ, әлі қараңғы" } }]);
  await taken();
  expect([await ratings(id), await status(id)]).toMatchObject([[{ answer: "no", reason: "әлі қараңғы" }], "reopened"]);
});

test("by e-mail it must name the question: a sender's address proves nothing", async () => {
  const { id, question } = await asked({ email: "aigul@example.org" }, "email");
  const say = async (text: string, headers: Record<string, string> = {}) => {
    const thing = await mailAsThing(Buffer.from(mail(text, headers).replaceAll("\n", "\r\n")), false, new Date());
    await deliver([thing]);
    await taken();
  };
  await say("Нет");
  expect(await ratings(id)).toEqual([]);
  await say("Да, спасибо\n\n20 ноября 2026 г., Акимат пишет:\n> Вопрос действительно решён?", { "In-Reply-To": `<${question.message_id}@akimat.example>` });
  expect(await ratings(id)).toMatchObject([{ answer: "yes", reason: "спасибо" }]);
});
