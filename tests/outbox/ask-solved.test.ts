import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { env } from "#env.ts";
import { outboxState } from "#lib/outbox/manage.ts";
import { recordDelivery } from "#lib/outbox/record-delivery.ts";
import { sendDue } from "#lib/outbox/send.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";
import { toDeliver } from "#lib/outbox/to-deliver.ts";
import { mailServer, smtpError } from "#tests/outbox/mail-server.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
});
afterAll(() => db.drop());
const stops: (() => Promise<void>)[] = [];
afterEach(async () => { for (const stop of stops.splice(0)) await stop(); });

const now = new Date("2026-11-16T06:00:00Z");
async function answered(language: string, status = "answered") {
  const [who] = await db.owner`INSERT INTO private.person (name, email) VALUES ('Айгүл', 'aigul@example.org') RETURNING id`;
  const id = await makeCase(db.owner, { applicant: who!.id, status, language, ...(status === "answered" ? { closed_at: now.toISOString() } : {}) });
  await privateDb().transaction((tx) => tellApplicant(tx, { appeal: id, kind: "answer", key: `answer ${id} 1`, facts: { text: "…" } }, now));
  return id;
}
const asked = (id: number) => db.owner`SELECT channel, language, subject FROM private.outbox WHERE appeal = ${id} AND kind = 'rating'`;

test("whether it was really solved is asked once the answer has gone out, once, in the appeal's language and by the same way", async () => {
  const mail = await mailServer();
  stops.push(mail.stop);
  const words = { kk: "шынымен шешілді ме", ru: "действительно решён", en: "really solved" };
  for (const [language, part] of Object.entries(words)) {
    const id = await answered(language);
    expect(await asked(id)).toHaveLength(0);
    await sendDue(() => now);
    const rows = await asked(id);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ channel: "email", language, subject: expect.stringContaining(part) });
    await sendDue(() => new Date(now.getTime() + 3_600_000));
    expect(await asked(id)).toHaveLength(1);
  }
  expect(mail.received).toHaveLength(6); // each answer, then its question
});

test("nobody is asked while the answer has not gone out, nor of a case that was opened again meanwhile", async () => {
  const refusing = await mailServer({ onRcptTo: (_address, _session, callback) => callback(smtpError(550, "no such user")) });
  stops.push(refusing.stop);
  const id = await answered("kk");
  await sendDue(() => now);
  expect(await asked(id)).toHaveLength(0);
  await refusing.stop();
  const mail = await mailServer();
  stops.push(mail.stop);
  const reopened = await answered("kk", "reopened");
  await sendDue(() => now);
  expect(await db.owner`SELECT state FROM private.outbox WHERE appeal = ${reopened}`).toEqual([{ state: "sent" }]);
  expect(await asked(reopened)).toHaveLength(0);
});

test("a question that no channel brings is dropped: it is nobody's work, and the answer that was sent stays sent", async () => {
  let answers = 0;
  const mail = await mailServer({ onRcptTo: (_address, _session, callback) => (++answers > 1 ? callback(smtpError(550, "no such user")) : callback()) });
  stops.push(mail.stop);
  const id = await answered("ru");
  await sendDue(() => now);
  expect(await db.owner`SELECT kind, state FROM private.outbox WHERE appeal = ${id} ORDER BY id`).toEqual([{ kind: "answer", state: "sent" }, { kind: "rating", state: "dropped" }]);
  expect((await toDeliver(await official(db.owner, "registrar"))).rows.filter((row) => row.appeal === id)).toEqual([]);
  const { heaps } = await outboxState(await official(db.owner, "administrator"));
  expect(heaps.find(({ heap }) => heap === "dead")!.rows.filter((row) => row.kind === "rating")).toEqual([]);
});

test("who was handed the answer because e-mail failed is asked by a way that reaches him by then, else by the letter alone", async () => {
  const refusing = await mailServer({ onRcptTo: (_address, _session, callback) => callback(smtpError(550, "no such user")) });
  stops.push(refusing.stop);
  const [id, other] = [await answered("ru"), await answered("ru")];
  await sendDue(() => now);
  await refusing.stop();
  env.SMTP_URL = env.MAIL_FROM = undefined;
  const registrar = await official(db.owner, "registrar");
  const hand = async (one: number) => recordDelivery(registrar, { id: one, seen: await seenNow(db.owner, one), notice: (await db.owner`SELECT id::int FROM private.outbox WHERE appeal = ${one}`)[0]!.id, way: "phone", day: "2026-11-16" }, now);
  await hand(other);
  expect(await asked(other)).toHaveLength(0);
  const mail = await mailServer();
  stops.push(mail.stop);
  await hand(id);
  expect(await asked(id)).toMatchObject([{ channel: "email", language: "ru" }]);
});

test("no paper is printed to ask", async () => {
  const [who] = await db.owner`INSERT INTO private.person (name) VALUES ('Қайрат') RETURNING id`;
  const id = await makeCase(db.owner, { applicant: who!.id, status: "answered", closed_at: now.toISOString() });
  expect(await privateDb().transaction((tx) => tellApplicant(tx, { appeal: id, kind: "rating", key: `rating ${id} 1`, facts: {} }, now))).toBe(false);
  expect(await asked(id)).toHaveLength(0);
});
