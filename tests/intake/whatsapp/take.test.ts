import { createHmac } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { takeIn } from "#lib/intake/arrivals.ts";
import { languageOf } from "#lib/intake/language.ts";
import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { isSigned } from "#lib/intake/whatsapp/signature.ts";
import { deliver } from "#lib/resident/deliver.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('whatsapp', 'WhatsApp')`;
  await db.owner`INSERT INTO private.district (code, kind, name_en, latitude, longitude, valid_from) VALUES ('sun', 'district', 'Sunny', 52.035, 75.461, '2020-01-01')`;
});
beforeEach(async () => void await db.owner`UPDATE private.inbound SET state = 'kept', try_at = NULL, done_at = now() WHERE state = 'waiting'`);
afterAll(() => db.drop());

let n = 0;
const delivery = (messages: object[], contact: object = { profile: { name: "Асқар" }, wa_id: "77011112233" }) =>
  ({ object: "whatsapp_business_account", entry: [{ id: "1", changes: [{ field: "messages", value: { messaging_product: "whatsapp", metadata: {}, contacts: [contact], messages } }] }] });
const words = (body: string, more: object = {}) => ({ from: "77011112233", id: `wamid.${++n}`, timestamp: String(Math.floor(Date.now() / 1000)), type: "text", text: { body }, ...more });
const take = async (body: unknown) => {
  await deliver(thingsOf(body));
  await takeIn(() => new Date(Date.now() + 3_600_000)); // the files' common sender is slowed
};
const caseOf = async (text: string) => (await db.owner`SELECT a.*, p.phone, p.whatsapp, p.name FROM private.appeal a LEFT JOIN private.person p ON p.id = a.applicant WHERE a.text = ${text}`)[0];

test("only these very bytes with this very secret are Meta's", () => {
  const raw = Buffer.from('{"entry": []}'), signature = `sha256=${createHmac("sha256", "secret").update(raw).digest("hex")}`;
  expect(isSigned(raw, signature, "secret")).toBe(true);
  for (const [bytes, header, secret] of [[Buffer.from('{"entry":[]}'), signature, "secret"], [raw, signature, "other"], [raw, null, "secret"], [raw, "sha256=", "secret"], [raw, signature.slice(7), "secret"], [raw, `${signature}00`, "secret"]] as const) {
    expect(isSigned(bytes, header, secret)).toBe(false);
  }
});

test("a text becomes a case in its language with who wrote it; a second one goes on with it", async () => {
  await take(delivery([words("Ауламыз қараңғы")]));
  const found = await caseOf("Ауламыз қараңғы");
  expect(found).toMatchObject({ channel: "whatsapp", language: "kk", status: "received", phone: "+77011112233", whatsapp: "77011112233", name: "Асқар" });
  await take(delivery([words("бесінші күн")]));
  expect(await caseOf("бесінші күн")).toBeUndefined();
  expect((await db.owner`SELECT text FROM private.message WHERE appeal = ${found!.id} ORDER BY id`).map((row) => row.text)).toEqual(["Ауламыз қараңғы", "бесінші күн"]);
});

test("“Жаңа”, “Новое” or “New” begins another case", async () => {
  await take(delivery([words("Бірінші іс")], { wa_id: "77010000099" }));
  await take(delivery([words("Жаңа: автобус келмейді")]));
  expect(await caseOf("Жаңа: автобус келмейді")).toBeDefined();
});

test("who has no phone that we are told can be written down all the same", async () => {
  const { from: _, ...anonymous } = words("Без номера, но с вопросом");
  await take(delivery([anonymous], { profile: { name: "Вера" }, user_id: "BSUID_77" }));
  expect(await caseOf("Без номера, но с вопросом")).toMatchObject({ phone: null, whatsapp: "BSUID_77", language: "ru" });
});

test("a place becomes the nearest settlement's district; one far from all becomes none", async () => {
  const at = (latitude: number, longitude: number, name: string) => ({ ...words(""), text: undefined, type: "location", location: { latitude, longitude, name } });
  await take(delivery([{ ...at(52.03, 75.45, "Жақын"), from: "77020000001" }], { wa_id: "77020000001" }));
  await take(delivery([{ ...at(43.2, 76.9, "Алматы"), from: "77020000002" }], { wa_id: "77020000002" }));
  expect(await caseOf("Жақын")).toMatchObject({ district: "sun" });
  expect(await caseOf("Алматы")).toMatchObject({ district: null });
});

test("a place that is told after the words becomes the district of their case; one that an official has said stays", async () => {
  await db.owner`INSERT INTO private.district (code, kind, name_en, valid_from) VALUES ('said', 'district', 'Said', '2020-01-01') ON CONFLICT DO NOTHING`;
  const pin = (from: string) => delivery([{ ...words(""), from, text: undefined, type: "location", location: { latitude: 52.03, longitude: 75.45 } }], { wa_id: from });
  await take(delivery([{ ...words("Шам жанбайды"), from: "77020000003" }], { wa_id: "77020000003" }));
  const first = await caseOf("Шам жанбайды");
  await take(pin("77020000003"));
  expect(await caseOf("Шам жанбайды")).toMatchObject({ district: "sun", version: first!.version + 1 }); // a form drawn before is told so
  expect(await db.owner`SELECT actor, before, after FROM private.event WHERE appeal = ${first!.id} AND kind = 'classification'`).toEqual([{ actor: null, before: { district: null }, after: { district: "sun" } }]);
  await db.owner`UPDATE private.appeal SET district = 'said' WHERE id = ${first!.id}`;
  await take(pin("77020000003"));
  expect(await caseOf("Шам жанбайды")).toMatchObject({ district: "said", version: first!.version + 1 });
});

test.each([[99_999_999_999_999, "no date"], [95_617_584_000, "the year 5000"], [1_600_000_000, "years ago"]])("what says that it was sent at %i (%s) came when it came: a deadline hangs on it", async (timestamp, when) => {
  await take(delivery([{ ...words(`Уақыты: ${when}`), from: "77020000004", timestamp: String(timestamp) }, { ...words(`Жаңа: ${when}`), from: "77020000005", timestamp: String(timestamp) }], { wa_id: "77020000004" }));
  const rows = await db.owner`SELECT m.at = date_trunc('milliseconds', i.arrived_at) AS same FROM private.message m JOIN private.inbound i ON i.id = m.inbound WHERE m.text IN (${`Уақыты: ${when}`}, ${`Жаңа: ${when}`})`;
  expect(rows.map((row) => row.same)).toEqual([true, true]);
});

test("a picture waits to be fetched by its id, with the checksum it should have", async () => {
  const sha = Buffer.alloc(32, 7).toString("base64");
  await take(delivery([{ ...words(""), from: "77030000001", text: undefined, type: "image", image: { id: "media-1", mime_type: "image/jpeg", sha256: sha, caption: "Фонарь не горит" } }], { wa_id: "77030000001" }));
  const found = await caseOf("Фонарь не горит");
  expect(await db.owner`SELECT media_id, type, state, expected_sha256 FROM private.attachment WHERE appeal = ${found!.id}`).toEqual([{ media_id: "media-1", type: "image/jpeg", state: "waiting", expected_sha256: Buffer.alloc(32, 7) }]);
});

test("a reaction alone is no appeal; in a conversation it is part of it", async () => {
  const thumb = () => ({ ...words(""), from: "77040000001", text: undefined, type: "reaction", reaction: { message_id: "wamid.1", emoji: "👍" } });
  const before = await db.owner`SELECT count(*)::int AS n FROM private.appeal`;
  await take(delivery([thumb()], { wa_id: "77040000001" }));
  expect(await db.owner`SELECT count(*)::int AS n FROM private.appeal`).toEqual(before);
  await take(delivery([{ ...words("Рахмет, бірақ"), from: "77040000001" }], { wa_id: "77040000001" }));
  await take(delivery([thumb()], { wa_id: "77040000001" }));
  expect((await db.owner`SELECT form, text FROM private.message WHERE appeal = ${(await caseOf("Рахмет, бірақ"))!.id} ORDER BY id`).map((row) => row.form)).toEqual(["text", "reaction"]);
});

describe("what Meta says of our own messages", () => {
  const status = (id: string, word: string, errors?: object[]) => ({ entry: [{ changes: [{ value: { statuses: [{ id, status: word, timestamp: "1674912647", recipient_id: "77011112233", errors }] } }] }] });
  const sent = async (providerId: string) => {
    const id = await makeCase(db.owner);
    await db.owner`INSERT INTO private.outbox (key, appeal, kind, channel, language, subject, text, state, done_at, provider_id) VALUES (${providerId}, ${id}, 'answer', 'whatsapp', 'kk', 's', 't', 'sent', now(), ${providerId})`;
    return id;
  };
  const delivered = async (providerId: string) => (await db.owner`SELECT delivery, delivery_error FROM private.outbox WHERE provider_id = ${providerId}`)[0];

  test.each([[["sent", "delivered", "read"], "read"], [["read", "sent", "delivered"], "read"], [["delivered", "read", "failed"], "read"], [["sent", "failed", "delivered"], "delivered"], [["failed", "sent"], "failed"]])("%j ends as %s, in whatever order it comes", async (order, end) => {
    const id = `wamid.out.${++n}`;
    const before = await db.owner`SELECT count(*)::int AS n FROM private.appeal`;
    await sent(id);
    for (const word of order) await take(status(id, word));
    expect(await delivered(id)).toMatchObject({ delivery: end });
    expect((await db.owner`SELECT count(*)::int AS n FROM private.appeal`)[0]!.n).toBe(before[0]!.n + 1); // the test's own; statuses open none
  });

  test("that it failed is shown with why, and is in the history", async () => {
    const id = `wamid.out.${++n}`, appeal = await sent(id);
    await take(status(id, "failed", [{ code: 131047, title: "Re-engagement message" }]));
    expect(await delivered(id)).toEqual({ delivery: "failed", delivery_error: "131047 Re-engagement message" });
    expect((await db.owner`SELECT after FROM private.event WHERE appeal = ${appeal} AND kind = 'delivery'`)[0]!.after).toMatchObject({ delivery: "failed" });
  });
});

test("anything that was signed is kept, however odd: NUL, half a letter, depth, no JSON at all", async () => {
  let deep: unknown = "bottom";
  for (let i = 0; i < 5000; i++) deep = { entry: deep };
  for (const body of ["not json", null, 7, [], {}, { entry: [{ id: "empty" }] }, { entry: [{ changes: [{ value: { messages: [{ id: "a\0b\ud800", text: { body: "\0" } }] } }] }] }, { entry: [{ changes: [{ deep }] }] }]) {
    expect(await deliver(thingsOf(body))).toBeGreaterThanOrEqual(1);
  }
});

test("any JSON whatever is a list of things with ids and never an error", () => {
  fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.jsonValue().map((value) => ({ entry: [{ changes: [{ value: { messages: [value], statuses: [value], contacts: value } }] }] }))), (body) => {
    for (const thing of thingsOf(body)) expect(thing.sourceId.length).toBeGreaterThan(0);
  }), { numRuns: 500 });
});

test.each([["Су жоқ бізде", "kk"], ["Бизде су жок", "kk"], ["У нас нет воды", "ru"], ["No water", "en"], ["👍", null], ["Ремонт", "ru"]])("%s is %s", (text, language) => {
  expect(languageOf(text)).toBe(language);
});
