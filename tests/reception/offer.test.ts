import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { verifyChain } from "#lib/audit.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { newTrackingCode } from "#lib/intake/tracking-code.ts";
import { book } from "#lib/reception/book.ts";
import { addHours } from "#lib/reception/hours.ts";
import { offerSlots } from "#lib/reception/offer.ts";
import { bookOffer, offers } from "#lib/resident/book.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let akim: Actor, operator: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('reception', 'Reception')`;
  akim = await official(db.owner, "signer");
  operator = await official(db.owner, "operator");
});
afterAll(() => db.drop());

/** A day that comes; the akim receives on it from 14:00, two visits of 15 minutes. */
const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
beforeEach(async () => {
  await db.owner`DELETE FROM private.booking`;
  await db.owner`DELETE FROM private.reception_hours`;
  await addHours(akim, { official: akim.id, weekday: null, day, starts: "14:00", ends: "14:30", minutes: 15, seats: 1, place: "Office 1" });
  await offerSlots();
});

const said = { language: "kk" as const, wish: "Қалаған уақыты: 14:00", topic: "Үйде жылу жоқ", name: "Асқар", phone: "+77010000001" };
const wants = (slot: string, formId = randomUUID()) => bookOffer({ formId, slot, said, trackingCode: newTrackingCode(), address: "198.51.100.9", most: 1000 });
const caseOf = async (done: object) => (await db.owner`SELECT a.id, a.text, a.channel, a.source, b.starts_at, b.booked_by, b.id AS visit FROM private.appeal a LEFT JOIN private.booking b ON b.appeal = a.id WHERE a.number = ${(done as { number: string }).number}`)[0]!;

test("what is offered is what is free, with the hour, the place and who receives", async () => {
  const [first, second, ...more] = await offers();
  expect(more).toEqual([]);
  expect(first).toEqual({ slot: expect.any(String), startsAt: new Date(`${day}T14:00:00+05:00`), minutes: 15, place: "Office 1", host: (await db.owner`SELECT name FROM private.staff WHERE id = ${akim.id}`)[0]!.name });
  await book(operator, { slot: second!.slot, name: "Асқар", phone: null, language: "kk", topic: "Су", category: null });
  await offerSlots();
  expect((await offers()).map((one) => one.slot)).toEqual([first!.slot]);
});

test("a booking becomes a case with its visit, held from the moment it is confirmed; the person is told when and where", async () => {
  const [first] = await offers();
  const done = await wants(first!.slot);
  expect(done).toMatchObject({ number: expect.stringMatching(/^\d{4}-\d{6}$/), again: false });
  expect((await offers()).map((one) => one.slot)).not.toContain(first!.slot);
  await offerSlots(); // before it is taken in
  expect((await offers()).map((one) => one.slot)).not.toContain(first!.slot);
  await takeIn();
  const made = await caseOf(done);
  expect(made).toMatchObject({ channel: "reception", source: "reception", text: said.topic, starts_at: first!.startsAt, booked_by: null });
  expect(await db.owner`SELECT 1 FROM private.outbox WHERE appeal = ${made.id} AND kind = 'booking'`).toHaveLength(1);
  expect(await verifyChain(Number(made.id))).toEqual([]);
  await offerSlots();
  expect(await offers()).toHaveLength(1);
});

test("twenty at once for one slot: one is booked, the others are told, and nothing of theirs is kept", async () => {
  const [first] = await offers();
  const [before] = await db.owner`SELECT count(*)::int AS n FROM private.inbound`;
  const all = await Promise.all(Array.from({ length: 20 }, () => wants(first!.slot)));
  expect(all.filter((one) => "number" in one)).toHaveLength(1);
  expect(all.filter((one) => "taken" in one)).toHaveLength(19);
  expect((await db.owner`SELECT count(*)::int AS n FROM private.inbound`)[0]!.n).toBe(before!.n + 1);
  await takeIn();
});

test("the same form sent again is the same booking, not a second seat", async () => {
  const [first] = await offers(), formId = randomUUID();
  const done = await wants(first!.slot, formId);
  expect(await wants(first!.slot, formId)).toEqual({ ...done, again: true });
  expect(await offers()).toHaveLength(1);
  await takeIn();
});

test("when the desk was quicker the case is there all the same, with the time that was wished", async () => {
  const [first] = await offers();
  await book(operator, { slot: first!.slot, name: "Бірінші", phone: null, language: "kk", topic: "Су", category: null });
  const done = await wants(first!.slot);
  await takeIn();
  expect(await caseOf(done)).toMatchObject({ visit: null, text: `${said.topic}\n\n${said.wish}` });
});

test.each(["", "1.1", "abc", "'; --"])("what was never offered (%j) is booked by nobody", async (slot) => expect(await wants(slot)).toEqual({ taken: true }));
