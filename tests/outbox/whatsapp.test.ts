import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { env } from "#env.ts";
import { privateDb } from "#db/private.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { sendDue } from "#lib/outbox/send.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { verifyChain } from "#lib/audit.ts";
import { mailServer } from "#tests/outbox/mail-server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { graphError, type Meta, metaServer, statusOf, webhook } from "#tests/support/meta.ts";
import { smallCity } from "#tests/support/office.ts";
import { killOnce } from "#tests/support/worker.ts";

let db: Awaited<ReturnType<typeof testDatabase>>, meta: Meta;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('whatsapp', 'WhatsApp')`;
  meta = await metaServer({ templates: { kk: { name: "akimat_answer", language: "kk" } } });
});
beforeEach(async () => {
  await meta.setUp(db.owner);
  env.SMTP_URL = env.MAIL_FROM = undefined;
  meta.handed.length = meta.answers.length = 0;
  await db.owner`DELETE FROM private.outbox`;
});
const stops: (() => Promise<void>)[] = [];
afterEach(async () => { for (const stop of stops.splice(0)) await stop(); });
afterAll(async () => {
  await meta.stop();
  await db.drop();
});

const later = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);
let n = 0;
/** Somebody wrote by WhatsApp and is told something. */
async function told({ email = null, facts = { text: "Шам жөнделді.\n\nРахмет." }, contact = {} as object, body = "Көшеде жарық жоқ, шамдар жанбайды" }: { email?: string | null; facts?: Record<string, string>; contact?: object; body?: string } = {}) {
  const phone = `7706${String(++n).padStart(7, "0")}`, sourceId = `wamid.in.${n}`;
  await deliver(thingsOf(webhook([{ from: phone, id: sourceId, timestamp: String(Math.floor(Date.now() / 1000)), type: "text", text: { body } }], { wa_id: phone, ...contact })));
  await takeIn(later(1)); // the database counts microseconds
  const [made] = await db.owner`SELECT id::int, applicant FROM private.appeal WHERE source_id = ${sourceId}`;
  await db.owner`DELETE FROM private.outbox WHERE kind = 'receipt'`; // tests/outbox/receipts.test.ts
  if (email) await db.owner`UPDATE private.person SET email = ${email} WHERE id = ${made!.applicant}`;
  await privateDb().transaction((tx) => tellApplicant(tx, { appeal: made!.id, kind: "answer", key: `answer ${made!.id} 1`, facts }, new Date()));
  return { id: made!.id as number, phone };
}
const row = async (id: number) => (await db.owner`SELECT state, channel, tried, tries, last_error, provider_id, delivery, delivery_error, message_id::text, sent_to FROM private.outbox WHERE appeal = ${id}`)[0]!;
const deliveries = async (id: number) => (await db.owner`SELECT after FROM private.event WHERE appeal = ${id} AND kind = 'delivery' ORDER BY seq`).map((one) => one.after as object);
const say = async (body: unknown) => {
  await deliver(thingsOf(body));
  await takeIn(later(60));
};

describe("within a day of his message", () => {
  test("somebody is answered freely, where he wrote, even if he has e-mail; what Meta called it is kept", async () => {
    const { id, phone } = await told({ email: "aigul@example.org" });
    expect(await sendDue(later(1))).toBe("1 sent");
    expect(meta.handed).toMatchObject([{ to: phone, type: "text", text: { body: expect.stringContaining("Шам жөнделді.\n\nРахмет.") } }]);
    expect(await row(id)).toMatchObject({ state: "sent", channel: "whatsapp", tries: 1, provider_id: expect.stringMatching(/^wamid\.out\./), sent_to: `…${phone.slice(-2)}` });
    expect(await sendDue(later(600))).toBeUndefined();
  });
  test("by the id that WhatsApp made for us, where his phone isn't told", async () => {
    await told({ contact: { user_id: "KZ.13491208655302741918" } });
    await sendDue(later(1));
    expect(meta.handed).toMatchObject([{ recipient: "KZ.13491208655302741918" }]);
    expect(meta.handed[0]).not.toHaveProperty("to");
  });
});

describe("after a day", () => {
  test("he gets the approved template of his language, its variable in one line", async () => {
    await told();
    expect(await sendDue(later(25 * 60))).toBe("1 sent");
    const [{ type, template }] = meta.handed as [typeof meta.handed[0]];
    expect({ type, template }).toMatchObject({ type: "template", template: { name: "akimat_answer", language: { code: "kk" }, components: [{ type: "body" }] } });
    expect(template!.components[0]!.parameters[0]!.text).toMatch(/Шам жөнделді\. Рахмет\./);
    expect(template!.components[0]!.parameters[0]!.text).not.toMatch(/\n|\t| {2}/);
  });
  test("what he wrote in another case counts, too", async () => {
    const { phone } = await told();
    await db.owner`UPDATE private.message SET at = now() - interval '2 days'`;
    await say(webhook([{ from: phone, id: `wamid.anew.${n}`, timestamp: String(Math.floor(Date.now() / 1000)), type: "text", text: { body: "Жаңа: су жоқ" } }], { wa_id: phone }));
    await sendDue(later(1));
    expect(meta.handed).toMatchObject([{ type: "text" }]);
  });
  test("and without a template of his language the next channel tells him, once; nobody asked Meta", async () => {
    const mail = await mailServer();
    stops.push(mail.stop);
    const { id } = await told({ email: "ivan@example.org", body: "На улице нет света уже пятый день" });
    expect(await sendDue(later(25 * 60))).toBe("1 refused");
    expect(await row(id)).toMatchObject({ state: "waiting", channel: "email", tried: ["whatsapp"], tries: 0 });
    expect(await sendDue(later(25 * 60 + 1))).toBe("1 sent");
    expect(meta.handed).toEqual([]);
    expect(mail.received.map(({ to }) => to[0])).toEqual(["ivan@example.org"]);
    expect(await deliveries(id)).toEqual([{ notice: "answer", sentBy: "whatsapp", delivery: "dead", next: "email" }, { notice: "answer", sentBy: "email", delivery: "sent" }]);
    expect(await verifyChain(id)).toEqual([]);
  });
});

describe("what Meta answers", () => {
  test.each([[131047, "Re-engagement message"], [131026, "Message undeliverable"], [131051, "Unsupported message type"], [100, "Invalid parameter"], [132001, "Template does not exist"]])("%i is about this message: with no other channel people must tell him", async (code, message) => {
    const { id } = await told();
    meta.answers.push(graphError(code, `(#${code}) ${message} 77061234567`));
    expect(await sendDue(later(1))).toBe("1 refused");
    expect(await row(id)).toMatchObject({ state: "dead", channel: "whatsapp", last_error: `${code} (#${code}) ${message} …` });
    expect(await sendDue(later(10_000))).toBeUndefined();
  });
  test.each([[190, 401], [130429, 400], [131000, 500], [133010, 400], [4, 429]])("%i (HTTP %i) is about us or Meta: it is tried again later, the others wait", async (code, status) => {
    const [one, two] = [await told(), await told()];
    meta.answers.push(graphError(code, "…", status));
    expect(await sendDue(later(1))).toBe("1 to be tried again");
    expect([await row(one.id), await row(two.id)]).toMatchObject([{ state: "waiting", tries: 1 }, { state: "waiting", tries: 0 }]);
    expect(await sendDue(later(5))).toBe("2 sent");
  });
  test("131056, too fast to one person: the others go", async () => {
    const [one, two] = [await told(), await told()];
    meta.answers.push(graphError(131056, "pair rate limit"));
    expect(await sendDue(later(1))).toBe("1 to be tried again, 1 sent");
    expect([await row(one.id), await row(two.id)]).toMatchObject([{ state: "waiting" }, { state: "sent" }]);
  });
  test.each([
    ["nothing, and hangs up", (response: import("node:http").ServerResponse) => void response.destroy()], ["a gateway's page", (response: import("node:http").ServerResponse) => void response.writeHead(504).end("<html>")],
    ["200 without an id", (response: import("node:http").ServerResponse) => void response.writeHead(200).end("{}")],
  ])("%s: in doubt, never sent again by itself", async (_, answer) => {
    const { id } = await told();
    meta.answers.push(answer);
    expect(await sendDue(later(1))).toBe("1 in doubt");
    expect(await sendDue(later(10_000))).toBeUndefined();
    expect(await row(id)).toMatchObject({ state: "in_doubt" });
    expect(meta.handed).toHaveLength(1);
  });
});

test("while Meta can't be reached messages wait", async () => {
  const away = await metaServer();
  await away.stop();
  await away.setUp(db.owner);
  const { id } = await told();
  expect(await sendDue(later(1))).toBe("1 to be tried again");
  expect(await row(id)).toMatchObject({ state: "waiting", tries: 1 });
});

test("while WhatsApp is switched off who has e-mail gets that, and who has nothing else waits", async () => {
  const mail = await mailServer();
  stops.push(mail.stop);
  await db.owner`UPDATE private.way SET active = false`;
  const [one, two] = [await told({ email: "aigul@example.org" }), await told()];
  await sendDue(later(1));
  expect([await row(one.id), await row(two.id)]).toMatchObject([{ state: "sent", channel: "email" }, { state: "waiting", channel: "whatsapp", tries: 0 }]);
});

test("a worker that is killed between sending and recording: in doubt, until Meta's word about it says that it went", async () => {
  let taken!: () => void;
  const handed = new Promise<void>((resolve) => { taken = resolve; });
  meta.answers.push(() => taken());
  const { id } = await told();
  await killOnce(handed, "tests/outbox/killed-worker.ts");
  expect(await row(id)).toMatchObject({ state: "sending" });
  expect(await sendDue(later(60))).toBe("1 in doubt");
  await say(statusOf("wamid.out.late", "delivered", { biz_opaque_callback_data: (await row(id)).message_id as string }));
  expect(await row(id)).toMatchObject({ state: "sent", delivery: "delivered", provider_id: "wamid.out.late" });
  await say(statusOf("wamid.out.late", "read"));
  expect(await row(id)).toMatchObject({ state: "sent", delivery: "read" });
  expect(meta.handed).toHaveLength(1);
});

test("a word that comes before the answer to our request is not lost", async () => {
  let release!: () => void;
  meta.answers.push((response) => { release = () => void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ messages: [{ id: "wamid.out.early" }] })); });
  const { id } = await told();
  const sending = sendDue(later(1));
  await expect.poll(() => release).toBeDefined();
  await say(statusOf("wamid.out.early", "delivered", { biz_opaque_callback_data: (await row(id)).message_id as string }));
  release();
  await sending;
  expect(await row(id)).toMatchObject({ state: "sent", delivery: "delivered", provider_id: "wamid.out.early" });
});

test("what Meta took and could not deliver goes by e-mail, once", async () => {
  const mail = await mailServer();
  stops.push(mail.stop);
  const { id } = await told({ email: "aigul@example.org" });
  await sendDue(later(1));
  const providerId = (await row(id)).provider_id as string;
  for (let i = 0; i < 2; i++) await say(statusOf(providerId, "failed", { errors: [{ code: 131026, title: "Message undeliverable" }] }));
  expect(await row(id)).toMatchObject({ state: "waiting", channel: "email", tried: ["whatsapp"], last_error: "131026 Message undeliverable" });
  await sendDue(later(120));
  await sendDue(later(240));
  expect(mail.received).toHaveLength(1);
});

test("and with nothing else it is for people, unless it arrived after all", async () => {
  const { id } = await told();
  await sendDue(later(1));
  const providerId = (await row(id)).provider_id as string;
  await say(statusOf(providerId, "failed", { errors: [{ code: 131026, title: "Message undeliverable" }] }));
  expect(await row(id)).toMatchObject({ state: "dead", delivery: "failed", delivery_error: "131026 Message undeliverable" });
  await say(statusOf(providerId, "delivered"));
  expect(await row(id)).toMatchObject({ state: "sent", delivery: "delivered", delivery_error: null });
});
