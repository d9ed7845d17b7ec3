import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { sendDue } from "#lib/outbox/send.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";
import { distortedJson } from "#tests/intake/distort.ts";
import { testDatabase } from "#tests/support/database.ts";
import { type Meta, metaServer } from "#tests/support/meta.ts";
import { makeCase, smallCity } from "#tests/support/office.ts";
import { setUpWay, smsProvider } from "#tests/support/sms-provider.ts";

// What providers answer when they are given a message, distorted: it is given once, and what became of it is known or in doubt.

let db: Awaited<ReturnType<typeof testDatabase>>, provider: Awaited<ReturnType<typeof smsProvider>>, meta: Meta;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('sms', 'SMS'), ('whatsapp', 'WhatsApp')`;
  [provider, meta] = await Promise.all([smsProvider(), metaServer({ templates: { kk: { name: "akimat_answer", language: "kk" } } })]);
});
beforeEach(async () => {
  await db.owner`DELETE FROM private.outbox`;
  await db.owner`DELETE FROM private.way`;
});
afterAll(async () => {
  await Promise.all([provider.stop(), meta.stop()]);
  await db.drop();
});

const now = new Date("2026-11-16T06:00:00Z"), runs = Number(process.env.FUZZ_RUNS ?? 40);
const word = (name: string, groupName = "PENDING") => ({ bulkId: "b", messages: [{ messageId: "m-1", status: { groupId: 1, groupName, id: 26, name }, destination: "77011112233" }] });
const answers: Record<string, { setUp(): Promise<void>; known: unknown[] }> = {
  Infobip: { setUp: () => setUpWay(db.owner, "infobip", { apiUrl: provider.url, sender: "Akimat" }, { apiKey: "key", pathSecret: "a-secret-in-the-address-01" }), known: [word("PENDING_ACCEPTED"), word("REJECTED_DESTINATION", "REJECTED"), { errorCode: "E401", description: "Unauthorized" }] },
  Twilio: { setUp: () => setUpWay(db.owner, "twilio", { apiUrl: provider.url, accountSid: `AC${"0".repeat(32)}`, sender: "+77180000000" }, { authToken: "token" }), known: [{ sid: "SM1", status: "queued" }, { code: 21614, message: "not a mobile number", status: 400 }] },
  SMSC: { setUp: () => setUpWay(db.owner, "smsc", { apiUrl: provider.url, login: "akimat", sender: "Akimat" }, { password: "secret", pathSecret: "a-secret-in-the-address-01" }), known: [{ id: 4711, cnt: 2 }, { error: "invalid number", error_code: 7, id: 1 }] },
  WhatsApp: { setUp: () => meta.setUp(db.owner), known: [{ messaging_product: "whatsapp", contacts: [{ input: "7701", wa_id: "7701" }], messages: [{ id: "wamid.1" }] }, { error: { message: "(#131026) Message undeliverable", type: "OAuthException", code: 131026, error_subcode: 1, fbtrace_id: "A" } }] },
};

test.each(Object.keys(answers))("%s", async (name) => {
  const { setUp, known } = answers[name]!, whatsapp = name === "WhatsApp";
  await setUp();
  const withNul = known.flatMap((body) => [200, 400].map((status): [number, unknown] => [status, JSON.parse(JSON.stringify(body, (key, one: unknown) => (typeof one === "string" && key !== "groupName" ? `${one}\0` : one)))]));
  for (const [status, body] of [...withNul, ...fc.sample(fc.tuple(fc.constantFrom(200, 201, 400, 401, 404, 429, 500), distortedJson(known)), runs)]) {
    const [who] = await db.owner`INSERT INTO private.person (name, phone, whatsapp) VALUES ('Айгүл', '+77011112233', ${whatsapp ? "77011112233" : null}) RETURNING id`;
    const id = await makeCase(db.owner, { applicant: who!.id, channel: whatsapp ? "whatsapp" : "sms" });
    await privateDb().transaction((tx) => tellApplicant(tx, { appeal: id, kind: "answer", key: `answer ${id} 1`, facts: { text: "Жөнделді" } }, now));
    const given = () => (whatsapp ? meta.handed.length : provider.asked.length), before = given();
    if (whatsapp) meta.answers.push((response) => void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body) ?? ""));
    else provider.says(status, body);
    expect(await sendDue(() => now)).toMatch(/^1 (sent|refused|in doubt|to be tried again)$/);
    expect(given()).toBe(before + 1);
    const [row] = await db.owner`SELECT state, last_error FROM private.outbox WHERE appeal = ${id}`;
    expect(["sent", "dead", "in_doubt", "waiting"]).toContain(row!.state);
    expect(row!.last_error ?? "").not.toMatch(/settings|7011112233/);
    await db.owner`DELETE FROM private.outbox`; // of the next one the provider may say the same
  }
});
