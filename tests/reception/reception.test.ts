import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readInbox } from "#lib/appeals/inbox.ts";
import { verifyChain } from "#lib/audit.ts";
import type { Role } from "#lib/permissions.ts";
import { callerCases } from "#lib/reception/caller.ts";
import { book } from "#lib/reception/book.ts";
import { addHours, endHours, setDayOff } from "#lib/reception/hours.ts";
import { monthsWithout, nextFree, readDays, unsettledVisits } from "#lib/reception/read.ts";
import { recordResult, settleVisit } from "#lib/reception/result.ts";
import { daySheet } from "#lib/reception/sheet.ts";
import { slotKey } from "#lib/reception/slots.ts";
import { cancelVisit, moveVisit } from "#lib/reception/visit.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const who = {} as Record<Role, Actor>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('reception', 'Reception') ON CONFLICT DO NOTHING`;
  for (const role of ["operator", "registrar", "signer", "auditor", "executor", "administrator"] as const) who[role] = await official(db.owner, role, role === "executor" ? "heat" : null);
});
afterAll(() => db.drop());

// Monday 16 November 2026, 11:00 in the city; the akim receives on Mondays from 14:00, four visits of 15 minutes.
const now = new Date("2026-11-16T06:00:00Z");
const monday = "2026-11-16";
const hours = { weekday: 1, day: null, starts: "14:00", ends: "15:00", minutes: 15, seats: 1, place: "Office 1" };
beforeEach(async () => {
  await db.owner`DELETE FROM private.booking`;
  await db.owner`DELETE FROM private.reception_hours`;
  await db.owner`DELETE FROM private.reception_day_off`;
  await addHours(who.registrar, { ...hours, official: who.signer.id }, now);
});

const at = (time: string, day = monday) => slotKey({ official: who.signer.id, startsAt: new Date(`${day}T${time}:00+05:00`) });
const somebody = (slot: string, name = "Асқар") => ({ slot, name, phone: "+77010000001", language: "kk" as const, topic: "Үйде жылу жоқ", category: "heating" });
const caseOf = async (id: number) => (await db.owner`SELECT status, track, kind, channel, department, outcome, due_basis, registered_at, closed_at, text FROM private.appeal WHERE id = ${id}`)[0]!;
const kindsOf = async (id: number) => (await db.owner`SELECT kind, after->>'status' AS status FROM private.event WHERE appeal = ${id} ORDER BY seq`).map((row) => row.status && row.kind !== "received" ? row.status : row.kind);
const refuses = (work: Promise<unknown>, code: string, field?: string) => expect(work).rejects.toMatchObject(field ? { code, field } : { code });
const slots = async (day = monday) => (await readDays(who.operator, day, day, now))[0]!;

describe("booking", () => {
  test("a person becomes a case of the channel reception; the code is said once", async () => {
    const made = await book(who.operator, somebody(at("14:00")), now);
    expect(made.trackingCode).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$/);
    expect(await caseOf(made.appeal)).toMatchObject({ status: "received", track: "signal", channel: "reception", text: "Үйде жылу жоқ", due_basis: "target" });
    expect(await kindsOf(made.appeal)).toEqual(["received", "reception_booked"]);
    expect((await slots()).slots.map((slot) => slot.free)).toEqual([0, 1, 1, 1]);
    expect(await verifyChain(made.appeal)).toEqual([]);
  });
  test("from a case that is here: no second case, no code", async () => {
    const id = await makeCase(db.owner);
    expect(await book(who.registrar, { slot: at("14:15"), caseId: id }, now)).toMatchObject({ appeal: id, trackingCode: null });
    await refuses(book(who.registrar, { slot: at("14:30"), caseId: id }, now), "receptionBooked");
  });
  test("a closed case is not booked", async () => refuses(book(who.registrar, { slot: at("14:15"), caseId: await makeCase(db.owner, { status: "spam", closed_at: now.toISOString() }) }, now), "receptionClosed"));
  test("twenty at once for one slot: one gets it, nineteen are told, nothing else is left of them", async () => {
    const before = (await db.owner`SELECT count(*)::int AS n FROM private.appeal`)[0]!.n;
    const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => book(who.operator, somebody(at("14:00"), `Person ${n}`), now)));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    for (const one of tries) if (one.status === "rejected") expect(one.reason).toMatchObject({ code: "receptionTaken", field: "slot" });
    expect((await db.owner`SELECT count(*)::int AS n FROM private.booking`)[0]!.n).toBe(1);
    expect((await db.owner`SELECT count(*)::int AS n FROM private.appeal`)[0]!.n).toBe(before + 1);
  });
  test("two seats take two of twenty", async () => {
    await addHours(who.signer, { ...hours, official: who.signer.id, starts: "16:00", ends: "16:30", minutes: 30, seats: 2 }, now);
    const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => book(who.operator, somebody(at("16:00"), `Person ${n}`), now)));
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(2);
    expect((await db.owner`SELECT seat FROM private.booking ORDER BY seat`).map((row) => row.seat)).toEqual([1, 2]);
  });
  test("the database itself refuses a second booking of a seat", async () => {
    const made = await book(who.operator, somebody(at("14:00")), now);
    await expect(db.owner`INSERT INTO private.booking (appeal, official, starts_at, minutes, seat, place, booked_by)
      SELECT ${await makeCase(db.owner)}, official, starts_at, minutes, seat, place, booked_by FROM private.booking WHERE id = ${made.id}`).rejects.toMatchObject({ code: "23505" });
  });
  test("a time without a slot, past, or invented is refused", async () => {
    for (const slot of [at("13:00"), at("14:05"), at("14:00", "2026-11-17"), at("14:00", "2026-11-09")]) await refuses(book(who.operator, somebody(slot), now), "receptionNoSlot", "slot");
    await refuses(book(who.operator, somebody("nonsense"), now), "required", "slot");
  });
  test("without a name or a topic nothing is kept", async () => {
    await refuses(book(who.operator, { ...somebody(at("14:00")), topic: " " }, now), "required", "topic");
    await refuses(book(who.operator, { ...somebody(at("14:00")), name: "" }, now), "required", "name");
    expect((await slots()).slots.every((slot) => slot.free === 1)).toBe(true);
  });
  test("a city without the channel is told so", async () => {
    await db.owner`UPDATE private.appeal SET channel = 'phone' WHERE channel = 'reception'`;
    await db.owner`DELETE FROM private.channel WHERE code = 'reception'`;
    await refuses(book(who.operator, somebody(at("14:00")), now), "receptionChannelMissing");
    await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('reception', 'Reception')`;
  });
  test("only operators and registrars book", async () => {
    for (const role of ["signer", "auditor", "executor", "administrator"] as const) await refuses(book(who[role], somebody(at("14:00")), now), "forbidden");
  });
});

describe("whose cases a phone tells of", () => {
  test("a search by phone is a look at each case it shows, written down; nobody found is no look", async () => {
    const [person] = await db.owner`INSERT INTO private.person (name, phone) VALUES ('Дана', '+77015550001') RETURNING id`;
    const id = await makeCase(db.owner, { applicant: Number(person!.id) });
    const looks = async () => (await db.owner`SELECT appeal::int, staff::int FROM private.applicant_look WHERE staff = ${who.operator.id}`).map((row) => [row.appeal, row.staff]);
    expect((await callerCases(who.operator, "+77015550001")).map((one) => one.text)).toEqual(["Жарық жоқ"]);
    expect(await looks()).toEqual([[id, who.operator.id]]);
    expect(await callerCases(who.operator, "+77015550002")).toEqual([]);
    expect(await looks()).toHaveLength(1);
  });
});

describe("moving and cancelling", () => {
  test("a moved visit frees its slot and says where it went", async () => {
    const made = await book(who.operator, somebody(at("14:00")), now);
    await refuses(moveVisit(who.operator, { booking: made.id, slot: at("14:45"), reason: "" }, now), "required", "reason");
    await moveVisit(who.operator, { booking: made.id, slot: at("14:45"), reason: "сұрады" }, now);
    expect((await slots()).slots.map((slot) => slot.free)).toEqual([1, 1, 1, 0]);
    const [event] = await db.owner`SELECT after, reason FROM private.event WHERE appeal = ${made.appeal} AND kind = 'reception_moved'`;
    expect(await db.owner`SELECT kind, language FROM private.outbox WHERE appeal = ${made.appeal}`).toEqual([{ kind: "booking", language: "kk" }, { kind: "booking", language: "kk" }]); // the first time, then the new one
    expect(event).toMatchObject({ reason: "сұрады", after: { receiver: who.signer.id, visitAt: "2026-11-16T09:45:00.000Z", place: "Office 1" } });
  });
  test("not to a taken slot", async () => {
    const made = await book(who.operator, somebody(at("14:00")), now);
    await book(who.operator, somebody(at("14:15"), "Other"), now);
    await refuses(moveVisit(who.operator, { booking: made.id, slot: at("14:15"), reason: "x" }, now), "receptionTaken");
  });
  test("a cancelled visit frees its slot; the case stays and may be booked again", async () => {
    const made = await book(who.operator, somebody(at("14:00")), now);
    await cancelVisit(who.registrar, { booking: made.id, reason: "ауырып қалды" }, now);
    expect((await caseOf(made.appeal)).status).toBe("received");
    await refuses(cancelVisit(who.registrar, { booking: made.id, reason: "again" }, now), "receptionDone");
    await book(who.operator, { slot: at("14:00"), caseId: made.appeal }, now);
  });
});

describe("hours", () => {
  test("a cancelled day keeps its bookings in sight", async () => {
    const made = await book(who.operator, somebody(at("14:00")), now);
    await setDayOff(who.signer, { official: who.signer.id, day: monday, reason: "іссапар" }, now);
    expect(await slots()).toMatchObject({ slots: [], stray: [{ id: made.id }], off: [{ reason: "іссапар" }] });
    await refuses(book(who.operator, somebody(at("14:15"), "Other"), now), "receptionNoSlot");
    await setDayOff(who.signer, { official: who.signer.id, day: monday, reason: null }, now);
    expect((await slots()).slots).toHaveLength(4);
  });
  test("hours that meet, are upside down or too short are refused; each change is in the office's history", async () => {
    const mine = { ...hours, official: who.signer.id };
    await refuses(addHours(who.registrar, { ...mine, starts: "14:30", ends: "15:30" }, now), "receptionMeets");
    await refuses(addHours(who.registrar, { ...mine, starts: "16:00", ends: "15:00" }, now), "receptionOrder");
    await refuses(addHours(who.registrar, { ...mine, starts: "16:00", ends: "16:10" }, now), "receptionShort");
    await refuses(addHours(who.registrar, { ...mine, day: "2026-11-20" }, now), "receptionDayOrWeek");
    await refuses(addHours(who.registrar, { ...mine, official: who.operator.id }, now), "invalid", "official");
    await refuses(addHours(who.operator, mine, now), "forbidden");
    const [row] = await db.owner`SELECT id::int FROM private.reception_hours`;
    await endHours(who.registrar, row!.id, now);
    expect((await slots()).slots).toEqual([]);
    expect((await db.owner`SELECT kind FROM private.office_event ORDER BY seq DESC LIMIT 2`).map((one) => one.kind)).toEqual(["reception", "reception"]);
  });
  test("the next free slots skip what is taken and days off", async () => {
    await book(who.operator, somebody(at("14:00")), now);
    const next = await nextFree(who.operator, 4, now);
    expect(next.map((slot) => slot.startsAt.toISOString())).toEqual(["2026-11-16T09:15:00.000Z", "2026-11-16T09:30:00.000Z", "2026-11-16T09:45:00.000Z", "2026-11-23T09:00:00.000Z"]);
  });
  test("a month without a reception is told (art. 90)", async () => {
    expect(await monthsWithout(who.registrar, now)).toEqual([]);
    for (const day of ["2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28"]) await setDayOff(who.signer, { official: who.signer.id, day, reason: "x" }, now);
    expect(await monthsWithout(who.registrar, now)).toEqual([{ official: who.signer.id, month: "2026-12" }]);
    await db.owner`DELETE FROM private.reception_hours`;
    expect(await monthsWithout(who.registrar, now)).toEqual([{ official: null, month: "2026-11" }]);
  });
});

describe("what came of a visit", () => {
  const visit = async () => book(who.operator, somebody(at("14:00")), now);
  const after = new Date("2026-11-16T09:20:00Z");

  test("solved on the spot: the signal is answered with what was said", async () => {
    const made = await visit();
    await recordResult(who.operator, { booking: made.id, result: "solved", note: "Жылу бүгін қосылады", outcome: "satisfied", department: "heat" }, after);
    expect(await caseOf(made.appeal)).toMatchObject({ status: "answered", track: "signal", department: "heat", outcome: "satisfied", closed_at: after });
    expect(await kindsOf(made.appeal)).toEqual(["received", "reception_booked", "reception_result", "assigned", "in_work", "answered"]);
    expect((await db.owner`SELECT text, outcome FROM private.answer WHERE appeal = ${made.appeal}`)[0]).toEqual({ text: "Жылу бүгін қосылады", outcome: "satisfied" });
    expect(await verifyChain(made.appeal)).toEqual([]);
  });
  test("solved, but no department: nothing is written", async () => {
    const made = await visit();
    await refuses(recordResult(who.operator, { booking: made.id, result: "solved", note: "x", outcome: "satisfied", department: null }, after), "required", "department");
    expect(await kindsOf(made.appeal)).toEqual(["received", "reception_booked"]);
  });
  test("a registered appeal that is solved there is still answered in writing", async () => {
    const id = await makeCase(db.owner, { track: "appeal", kind: "complaint", status: "in_work", department: "heat" });
    const made = await book(who.operator, { slot: at("14:00"), caseId: id }, now);
    await recordResult(who.signer, { booking: made.id, result: "solved", note: "Келістік", outcome: "explained", department: null }, after);
    expect(await caseOf(id)).toMatchObject({ status: "in_work", outcome: null });
  });
  test("promised, by who may assign: the department has it", async () => {
    const made = await visit();
    await recordResult(who.registrar, { booking: made.id, result: "promised", note: "Жөндейміз", until: "2026-11-20", department: "heat" }, after);
    expect(await caseOf(made.appeal)).toMatchObject({ status: "assigned", department: "heat" });
    expect(await db.owner`SELECT department, instruction, internal_due::text FROM private.assignment WHERE appeal = ${made.appeal}`).toEqual([{ department: "heat", instruction: "Жөндейміз", internal_due: "2026-11-20" }]);
    expect(await unsettledVisits(who.registrar)).toEqual([]);
  });
  test("promised for a day beyond the case's own term: the term stands, no internal deadline hides it", async () => {
    const made = await visit();
    await recordResult(who.registrar, { booking: made.id, result: "promised", note: "Жөндейміз", until: "2026-12-29", department: "heat" }, after);
    expect(await db.owner`SELECT internal_due FROM private.assignment WHERE appeal = ${made.appeal}`).toEqual([{ internal_due: null }]);
  });
  test("promised about a case that another department works: it stays there", async () => {
    const id = await makeCase(db.owner, { status: "in_work", department: "roads" });
    const made = await book(who.operator, { slot: at("14:00"), caseId: id }, now);
    await recordResult(who.registrar, { booking: made.id, result: "promised", note: "Жөндейміз", until: "2026-11-20", department: "heat" }, after);
    expect(await caseOf(id)).toMatchObject({ status: "in_work", department: "roads" });
  });
  test("promised by the akim: the registrar finds it and assigns it", async () => {
    const made = await visit();
    await recordResult(who.signer, { booking: made.id, result: "promised", note: "Жөндейміз", until: "2026-11-27", department: "heat" }, after);
    expect(await caseOf(made.appeal)).toMatchObject({ status: "received", department: null });
    expect(await unsettledVisits(who.registrar)).toMatchObject([{ id: made.id, state: "promised", promisedUntil: "2026-11-27" }]);
    await refuses(settleVisit(who.operator, { booking: made.id, kind: null, department: null }, after), "forbidden");
    await settleVisit(who.registrar, { booking: made.id, kind: null, department: null }, after);
    expect(await caseOf(made.appeal)).toMatchObject({ status: "assigned", department: "heat" });
    await refuses(settleVisit(who.registrar, { booking: made.id, kind: null, department: null }, after), "receptionDone");
  });
  test("unsolved becomes a written appeal and the law's clock runs (art. 90)", async () => {
    const made = await visit();
    await refuses(recordResult(who.registrar, { booking: made.id, result: "unsolved", note: "Зерттеу керек", kind: null }, after), "required", "kind");
    await recordResult(who.registrar, { booking: made.id, result: "unsolved", note: "Зерттеу керек", kind: "application" }, after);
    expect(await caseOf(made.appeal)).toMatchObject({ status: "registered", track: "appeal", kind: "application", due_basis: "76", registered_at: after, channel: "reception" });
  });
  test("unsolved, written by the operator: to register", async () => {
    const made = await visit();
    await recordResult(who.operator, { booking: made.id, result: "unsolved", note: "Зерттеу керек", kind: null }, after);
    expect(await unsettledVisits(who.registrar)).toMatchObject([{ id: made.id, state: "unsolved" }]);
    expect((await readInbox(who.registrar, undefined, after)).rows.find((row) => row.id === made.appeal)!.visit).toMatchObject({ id: made.id, state: "unsolved" });
    await settleVisit(who.registrar, { booking: made.id, kind: "complaint", department: null }, after);
    expect(await caseOf(made.appeal)).toMatchObject({ status: "registered", kind: "complaint", due_basis: "99" });
  });
  test("nobody came: the case is as it was, the seat is not given again", async () => {
    const made = await visit();
    await recordResult(who.operator, { booking: made.id, result: "no_show", note: "" }, after);
    expect((await caseOf(made.appeal)).status).toBe("received");
    expect((await slots()).slots[0]!.free).toBe(0);
  });
  test("two who write it down at once: the second is told", async () => {
    const made = await visit();
    const tries = await Promise.allSettled([who.registrar, who.registrar].map((actor) => recordResult(actor, { booking: made.id, result: "unsolved", note: "x", kind: "application" }, after)));
    expect(tries.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await kindsOf(made.appeal)).toEqual(["received", "reception_booked", "reception_result", "registered"]);
  });
  test("not before its day; not by who only reads", async () => {
    const made = await book(who.operator, somebody(at("14:00", "2026-11-23")), now);
    await refuses(recordResult(who.registrar, { booking: made.id, result: "no_show", note: "" }, after), "receptionNotYet");
    await refuses(recordResult(who.auditor, { booking: made.id, result: "no_show", note: "" }, after), "forbidden");
  });
});

test("the day's sheet names people, and each name is a look that was written down", async () => {
  const made = await book(who.operator, somebody(at("14:00")), now);
  const without = await book(who.operator, { slot: at("14:15"), caseId: await makeCase(db.owner) }, now);
  expect(await daySheet(who.signer, who.signer.id, monday)).toMatchObject([{ name: "Асқар", phone: "+77010000001", text: "Үйде жылу жоқ" }, { name: null }]);
  await daySheet(who.signer, who.signer.id, monday);
  expect(await db.owner`SELECT staff::int, appeal::int FROM private.applicant_look WHERE appeal IN (${made.appeal}, ${without.appeal})`)
    .toEqual([{ staff: who.signer.id, appeal: made.appeal }, { staff: who.signer.id, appeal: made.appeal }]);
  await refuses(daySheet(who.executor, who.signer.id, monday), "forbidden");
});
