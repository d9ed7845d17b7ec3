import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { verifyChain } from "#lib/audit.ts";
import { takeIn } from "#lib/intake/arrivals.ts";
import { newTrackingCode, trackingHash } from "#lib/intake/tracking-code.ts";
import { book } from "#lib/reception/book.ts";
import { addHours } from "#lib/reception/hours.ts";
import { offerSlots } from "#lib/reception/offer.ts";
import { bookOffer, offers } from "#lib/resident/book.ts";
import { followCase } from "#lib/track/follow.ts";
import { ownWords, sayToCase } from "#lib/track/say.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

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

test("a form that was sent and then another time chosen in it is still the first booking, and says which", async () => {
  const [first, second] = await offers(), formId = randomUUID();
  const done = await wants(first!.slot, formId);
  expect(done).toMatchObject({ visit: { at: first!.startsAt, place: "Office 1", host: first!.host } });
  expect(await wants(second!.slot, formId)).toEqual({ ...done, again: true, same: false });
  expect((await offers()).map((one) => one.slot)).toEqual([second!.slot]);
  await takeIn();
});

test("the holder of its code sees when and where he is expected; who takes it back frees the seat, and the case says whose wish it was", async () => {
  const [first] = await offers(), code = newTrackingCode();
  const done = await bookOffer({ formId: randomUUID(), slot: first!.slot, said, trackingCode: code, address: "198.51.100.9", most: 1000 });
  await takeIn();
  expect((await ownWords(code))!.visit).toEqual({ at: first!.startsAt, place: "Office 1", host: first!.host, cancels: true });
  expect(await sayToCase(code, "198.51.100.9", randomUUID(), { what: "withdrawal", said: { reason: "" } })).toMatchObject({ kept: "withdrawal" });
  await takeIn();
  const made = await caseOf(done);
  expect(await db.owner`SELECT state, recorded_by FROM private.booking WHERE id = ${made.visit}`).toMatchObject([{ state: "cancelled", recorded_by: null }]);
  expect(await db.owner`SELECT actor, after ->> 'byApplicant' AS own FROM private.event WHERE appeal = ${made.id} AND kind = 'reception_cancelled'`).toMatchObject([{ actor: null, own: "true" }]);
  expect((await followCase(code, "198.51.100.9") as { case: { status: string } }).case.status).toBe("withdrawn");
  expect((await ownWords(code))!.visit).toBeNull();
  expect(await verifyChain(Number(made.id))).toEqual([]);
  await offerSlots();
  expect((await offers()).map((one) => one.slot)).toContain(first!.slot);
});

test("a visit that the desk booked for an appeal is seen by its code, too, and taking the appeal back cancels it", async () => {
  const [first] = await offers(), code = newTrackingCode();
  const id = await makeCase(db.owner, { status: "in_work" });
  await db.owner`UPDATE private.appeal SET tracking_hash = ${trackingHash(code)} WHERE id = ${id}`;
  await book(operator, { slot: first!.slot, caseId: id });
  expect((await ownWords(code))!.visit).toMatchObject({ at: first!.startsAt, cancels: false });
  await sayToCase(code, "198.51.100.9", randomUUID(), { what: "withdrawal", said: { reason: "" } });
  await takeIn();
  expect(await db.owner`SELECT state FROM private.booking WHERE appeal = ${id}`).toMatchObject([{ state: "cancelled" }]);
});

test("when the desk was quicker the case is there all the same, with the time that was wished", async () => {
  const [first] = await offers();
  await book(operator, { slot: first!.slot, name: "Бірінші", phone: null, language: "kk", topic: "Су", category: null });
  const done = await wants(first!.slot);
  await takeIn();
  expect(await caseOf(done)).toMatchObject({ visit: null, text: `${said.topic}\n\n${said.wish}` });
});

test.each(["", "1.1", "abc", "'; --"])("what was never offered (%j) is booked by nobody", async (slot) => expect(await wants(slot)).toEqual({ taken: true }));
