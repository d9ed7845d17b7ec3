import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { POST as open311 } from "#app/api/open311/v2/[...path]/route.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { mailAsThing } from "#lib/intake/email/poll.ts";
import { keyHash, newClientKey } from "#lib/intake/open311/client-key.ts";
import { infobipThings } from "#lib/intake/sms/infobip.ts";
import { smscReport, smscThings } from "#lib/intake/sms/smsc.ts";
import { twilioThing } from "#lib/intake/sms/twilio.ts";
import { thingsOf } from "#lib/intake/whatsapp/delivery.ts";
import { deliver, type Thing, written } from "#lib/resident/deliver.ts";
import { parsedJson } from "#lib/resident/webhook.ts";
import { distortedForm, distortedJson, distortedMail } from "#tests/intake/distort.ts";
import { infobipPayloads, mails, open311Forms, smscLists, smscReports, twilioForms, whatsappPayloads } from "#tests/intake/payloads.ts";
import { testDatabase } from "#tests/support/database.ts";
import { smallCity } from "#tests/support/office.ts";

// Real payloads, distorted: none may be thrown at us, none lost. What can't be read is dead in the end, as it came, and says why.

vi.mock("next/server", () => ({ connection: async () => {} }));

const key = newClientKey(), runs = Number(process.env.FUZZ_RUNS ?? 40);
let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('whatsapp', 'WhatsApp'), ('sms', 'SMS'), ('email', 'E-mail')`;
  await db.owner`INSERT INTO private.way (code, active, settings) VALUES ('open311', true, ${db.owner.json({ jurisdictionId: "ekibastuz.kz" })})`;
  await db.owner`INSERT INTO private.open311_client (name, key_hash) VALUES ('Street App', ${keyHash(key)})`;
});
const thrown: unknown[] = [], note = (error: unknown) => void thrown.push(error);
beforeEach(() => { for (const event of ["uncaughtException", "unhandledRejection"] as const) process.on(event, note); });
afterEach(() => {
  for (const event of ["uncaughtException", "unhandledRejection"] as const) process.off(event, note);
  vi.restoreAllMocks();
  expect(thrown).toEqual([]);
});
afterAll(() => db.drop());

/** Keeps the things, each as one of its own, and takes them in until nothing waits. */
async function taken(things: readonly Thing[]): Promise<void> {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const kept = things.map((thing) => ({ ...thing, sourceId: `${randomUUID()} ${thing.sourceId}`.slice(0, 200) }));
  for (let at = 0; at < kept.length; at += 20) expect(await deliver(kept.slice(at, at + 20))).toBe(Math.min(20, kept.length - at));
  for (let day = 1; day <= 3; day++) await takeIn(() => new Date(Date.now() + day * 86_400_000)); // a flood is slowed, parts wait for others
  await allRead(kept.length);
  const originals = new Map((await db.owner`SELECT source_id, original FROM private.inbound`).map((row) => [row.source_id as string, row.original as unknown]));
  for (const { sourceId, original } of JSON.parse(written(kept)) as Thing[]) expect(sorted(originals.get(sourceId))).toBe(sorted(original));
}
/** A value as text that doesn't hang on the order of names. */
const sorted = (value: unknown): string => JSON.stringify(value, (_, one: unknown) => (typeof one === "object" && one !== null && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one));
async function allRead(least: number): Promise<void> {
  const states = await db.owner`SELECT state, count(*)::int AS n FROM private.inbound GROUP BY 1`, unread = await db.owner`SELECT source, original, last_error FROM private.inbound WHERE state = 'waiting' OR (state = 'dead' AND last_error NOT LIKE 'not as expected: %')`;
  expect(unread.map((row) => ({ ...row, original: JSON.stringify(row.original).slice(0, 2000) }))).toEqual([]);
  expect(states.reduce((sum, row) => sum + row.n, 0)).toBeGreaterThanOrEqual(least);
  expect(states.find((row) => row.state !== "dead")).toBeDefined();
  // Nothing half made: each word is of a thing that was taken in, once, and each case has its first.
  expect(await db.owner`SELECT 1 FROM private.message m JOIN private.inbound i ON i.id = m.inbound WHERE i.state <> 'done'`).toHaveLength(0);
  expect(await db.owner`SELECT 1 FROM private.appeal a WHERE NOT EXISTS (SELECT FROM private.message m WHERE m.appeal = a.id)`).toHaveLength(0);
}

test("WhatsApp's webhooks, and halves of them", async () => {
  const bodies = fc.sample(fc.tuple(distortedJson(whatsappPayloads), fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.double({ min: 0, max: 1, noNaN: true }))), runs * 3);
  await taken(bodies.flatMap(([body, part]) => {
    const raw = Buffer.from(JSON.stringify(body) ?? ""), things = thingsOf(parsedJson(raw.subarray(0, Math.floor(raw.length * part))));
    expect(things.length).toBeGreaterThan(0);
    return things;
  }));
}, 120_000);

test("what SMS providers bring", async () => {
  await taken([
    ...fc.sample(distortedJson(infobipPayloads), runs).flatMap(infobipThings), ...fc.sample(distortedForm(twilioForms), runs).map(twilioThing), ...fc.sample(distortedForm(smscReports), runs / 2).map(smscReport),
    ...fc.sample(distortedJson(smscLists), runs).flatMap((listed) => (Array.isArray(listed) ? smscThings(listed, "Asia/Almaty") : [])),
  ]);
}, 120_000);

test("e-mails", async () => {
  const raw = fc.sample(distortedMail(mails), runs), things: Thing[] = [];
  for (const one of raw) things.push(await mailAsThing(one, false, new Date()));
  await taken(things);
}, 120_000);

test("Open311's requests: each is taken, or refused by name", async () => {
  const complaint = vi.spyOn(console, "error"), answers = new Map<number, number>();
  for (const form of fc.sample(distortedForm(open311Forms), runs)) {
    form.append("api_key", key);
    const answer = await open311(new Request("http://localhost/api/open311/v2/requests.json", { method: "POST", body: form }));
    answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
    if (answer.status !== 200) expect(await answer.json()).toMatchObject([{ code: answer.status, description: expect.stringMatching(/\S/) }]);
  }
  expect([...answers.keys()].filter((status) => ![200, 400, 403, 404].includes(status))).toEqual([]);
  expect(answers.get(200)).toBeGreaterThan(0);
  expect(complaint).not.toHaveBeenCalled();
  await takeIn(() => new Date(Date.now() + 3_600_000));
  expect(await db.owner`SELECT last_error FROM private.inbound WHERE source = 'open311' AND state <> 'done'`).toEqual([]);
}, 120_000);
