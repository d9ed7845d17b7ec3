import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { tellChanges } from "#app/office/tell-changes.ts";
import { applicantToEdit, editApplicant } from "#lib/appeals/edit-applicant.ts";
import { verifyChain } from "#lib/audit.ts";
import { deliveriesOf } from "#lib/outbox/deliveries.ts";
import { outboxState, sendTest, settle } from "#lib/outbox/manage.ts";
import { recordDelivery, recordObstacle } from "#lib/outbox/record-delivery.ts";
import { toDeliver } from "#lib/outbox/to-deliver.ts";
import type { Role } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const who = {} as Record<Role | "otherHead", Actor>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  for (const role of ["operator", "registrar", "administrator", "auditor"] as const) who[role] = await official(db.owner, role);
  who.head = await official(db.owner, "head", "heat");
  who.otherHead = await official(db.owner, "head", "roads");
});
afterAll(() => db.drop());
beforeEach(() => db.owner`DELETE FROM private.outbox`);

const now = new Date("2026-11-18T06:00:00Z");
async function notice(facts: Record<string, unknown> = {}, email: string | null = "aigul.secret@example.org") {
  const [person] = await db.owner`INSERT INTO private.person (name, email, phone) VALUES ('Айгүл', ${email}, '+77010000777') RETURNING id`;
  const id = await makeCase(db.owner, { applicant: person!.id, department: "heat" });
  const row = { key: crypto.randomUUID(), appeal: id, kind: "answer", channel: "letter", language: "kk", subject: "s", text: "құпия мәтін", created_at: "2026-11-17T06:00:00Z", ...facts };
  const [made] = await db.owner`INSERT INTO private.outbox ${db.owner(row as never)} RETURNING id::int`;
  return { id, notice: made!.id as number };
}
const state = async (message: number) => (await db.owner`SELECT state, way, done_at, tries, try_at FROM private.outbox WHERE id = ${message}`)[0]!;
const hand = async (actor: Actor, one: { id: number; notice: number }, more: Partial<Parameters<typeof recordDelivery>[1]> = {}) =>
  recordDelivery(actor, { ...one, seen: await seenNow(db.owner, one.id), way: "post", day: "2026-11-18", ...more }, now);

describe("a letter", () => {
  test("is posted by an official; the case's history says when and how", async () => {
    const one = await notice();
    await hand(who.head, one);
    expect(await state(one.notice)).toMatchObject({ state: "handed_over", way: "post", done_at: now });
    expect(await db.owner`SELECT actor::int, after FROM private.event WHERE appeal = ${one.id} AND kind = 'delivery'`)
      .toEqual([{ actor: who.head.id, after: { notice: "answer", delivery: "handed_over", way: "post", deliveredOn: "2026-11-18" } }]);
    expect(await verifyChain(one.id)).toEqual([]);
    await expect(hand(who.head, one)).rejects.toMatchObject({ code: "noticeSettled" });
  });
  test("can't be posted before it was written, nor tomorrow", async () => {
    const one = await notice();
    for (const day of ["2026-11-16", "2026-11-19"]) await expect(hand(who.head, one, { day })).rejects.toMatchObject({ code: "deliveryDay", field: "day" });
    await hand(who.head, one, { day: "2026-11-17", way: "phone" });
  });
  test("e-mail that could not be delivered is posted instead; what is still on its way is not", async () => {
    await hand(who.operator, await notice({ channel: "email", state: "dead", done_at: "2026-11-17T07:00:00Z" }));
    await expect(hand(who.operator, await notice({ channel: "email", try_at: now }))).rejects.toMatchObject({ code: "noticeSettled" });
    await expect(hand(who.operator, await notice({ channel: "email", state: "in_doubt", begun_at: now }))).rejects.toMatchObject({ code: "noticeSettled" });
  });
  test("of another department's case, or of another case, is not there", async () => {
    const one = await notice(), other = await notice();
    await expect(hand(who.otherHead, one)).rejects.toMatchObject({ code: "notFound" });
    await expect(hand(who.head, { id: one.id, notice: other.notice })).rejects.toMatchObject({ code: "noticeSettled" });
    await expect(hand(who.auditor, one)).rejects.toMatchObject({ code: "forbidden" });
  });
  const fail = async (actor: Actor, one: { id: number; notice: number }, obstacle: "returned" | "address" = "address") =>
    recordObstacle(actor, { ...one, seen: await seenNow(db.owner, one.id), obstacle }, now);
  test("that can't be delivered leaves the list, and the case says why", async () => {
    const one = await notice();
    await fail(who.head, one);
    expect(await toDeliver(who.head)).toEqual({ n: 0, rows: [] });
    expect((await deliveriesOf(who.auditor, one.id)).notices).toMatchObject([{ state: "undeliverable", obstacle: "address", doneAt: now, forPeople: true, mayFail: false }]);
    const [event] = await db.owner`SELECT actor::int, kind, after FROM private.event WHERE appeal = ${one.id} AND kind = 'undelivered'`;
    expect(event).toEqual({ actor: who.head.id, kind: "undelivered", after: { notice: "answer", obstacle: "address" } });
    const change = { seq: 2, at: now, by: "Head", reason: null, before: null, kind: "undelivered", after: event!.after } as never;
    expect(await tellChanges([change], "en")).toEqual([expect.stringContaining("Could not be delivered to the applicant; Notice: Answer; Why: address unknown or wrong")]);
    expect(await verifyChain(one.id)).toEqual([]);
    await expect(fail(who.head, one)).rejects.toMatchObject({ code: "noticeSettled" });
  });
  test("that was posted comes back; when the applicant turns up it is handed over", async () => {
    const one = await notice();
    await hand(who.head, one);
    await fail(who.operator, one, "returned");
    expect(await state(one.notice)).toMatchObject({ state: "undeliverable", way: null });
    await hand(who.head, one, { way: "hand" });
    expect(await state(one.notice)).toMatchObject({ state: "handed_over", way: "hand" });
    await expect(fail(who.head, one)).rejects.toMatchObject({ code: "noticeSettled" }); // he holds it in his hand
  });
  test("of another department's case fails for nobody else; what goes by itself fails by itself", async () => {
    const one = await notice();
    await expect(fail(who.otherHead, one)).rejects.toMatchObject({ code: "notFound" });
    await expect(fail(who.auditor, one)).rejects.toMatchObject({ code: "forbidden" });
    await expect(fail(who.head, await notice({ channel: "email", try_at: now }))).rejects.toMatchObject({ code: "noticeSettled" });
    await fail(who.head, await notice({ channel: "email", state: "dead", done_at: "2026-11-17T07:00:00Z" }));
  });
  test("waits in the list of those who may see to it, the oldest first", async () => {
    const later = await notice(), first = await notice({ created_at: "2026-11-16T06:00:00Z" });
    await notice({ channel: "email", try_at: now });
    expect((await toDeliver(who.head)).rows.map(({ id }) => id)).toEqual([first.notice, later.notice]);
    expect(await toDeliver(who.otherHead)).toEqual({ n: 0, rows: [] });
    await expect(toDeliver(who.administrator)).rejects.toMatchObject({ code: "forbidden" });
  });
});

test("a case's deliveries are its readers'", async () => {
  const one = await notice();
  expect((await deliveriesOf(who.auditor, one.id)).notices).toMatchObject([{ kind: "answer", forPeople: true }]);
  expect((await deliveriesOf(who.otherHead, one.id)).notices).toEqual([]);
  await expect(deliveriesOf(who.administrator, one.id)).rejects.toMatchObject({ code: "forbidden" });
});

describe("the administrator", () => {
  test("sees how messages fare, never what they say or to whom", async () => {
    await notice({ channel: "email", try_at: now });
    await notice({ channel: "email", try_at: now, tries: 2, last_error: "CONN: 421" });
    await notice({ channel: "email", state: "dead", done_at: now, last_error: "RCPT TO: 550" });
    await notice({ channel: "email", state: "in_doubt", begun_at: now });
    await notice({ channel: "email", state: "sent", done_at: now });
    await notice();
    const seen = await outboxState(who.administrator);
    expect(seen.heaps.map(({ heap, n }) => [heap, n])).toEqual([["in_doubt", 1], ["dead", 1], ["failing", 1], ["waiting", 1]]);
    expect(seen.heaps[0]!.rows[0]!.address).toBe("a…t@example.org");
    for (const secret of ["құпия", "aigul.secret", "7701", "Айгүл", "T-0"]) expect(JSON.stringify(seen)).not.toContain(secret);
    await expect(outboxState(who.registrar)).rejects.toMatchObject({ code: "forbidden" });
  });
  const say = (message: number, verdict: Parameters<typeof settle>[1]["verdict"], reason = "") => settle(who.administrator, { message, verdict, reason }, now);
  test.each([
    ["dead", "again", "waiting"], ["waiting", "again", "waiting"], ["in_doubt", "resend", "waiting"], ["in_doubt", "was_sent", "sent"], ["dead", "give_up", "given_up"], ["waiting", "give_up", "given_up"],
  ] as const)("says of one that is %s: %s; then it is %s, and the office's history has it", async (before, verdict, after) => {
    const one = await notice({ channel: "email", state: before, tries: 7, begun_at: now, ...(before === "dead" ? { done_at: now } : {}), ...(before === "waiting" ? { try_at: "2026-11-20T00:00:00Z" } : {}) });
    await say(one.notice, verdict, "a reason");
    expect(await state(one.notice)).toMatchObject({ state: after, ...(after === "waiting" ? { tries: 0, try_at: now } : { try_at: null }) });
    expect(await db.owner`SELECT actor::int, before, after, reason FROM private.office_event WHERE kind = 'outbox' AND subject = ${String(one.notice)}`)
      .toEqual([{ actor: who.administrator.id, before: { state: before }, after: { state: after }, reason: "a reason" }]);
  });
  test.each([["sent", "resend"], ["sending", "again"], ["sending", "resend"], ["handed_over", "again"], ["dead", "was_sent"]] as const)("can't say of one that is %s: %s", async (before, verdict) => {
    const one = await notice({ channel: "email", state: before, begun_at: now, ...(before === "sending" ? {} : { done_at: now }), ...(before === "handed_over" ? { way: "post" } : {}) });
    await expect(say(one.notice, verdict)).rejects.toMatchObject({ code: "outboxMoved" });
  });
  test("gives up with a reason only, has no say over letters, and of two at once one is heard", async () => {
    await expect(say((await notice({ channel: "email", state: "dead", done_at: now })).notice, "give_up")).rejects.toMatchObject({ code: "required", field: "reason" });
    await expect(say((await notice()).notice, "give_up", "x")).rejects.toMatchObject({ code: "outboxMoved" });
    const doubt = await notice({ channel: "email", state: "in_doubt", begun_at: now });
    const both = await Promise.allSettled([say(doubt.notice, "was_sent"), say(doubt.notice, "resend")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
  test("sends himself a test; what is no address is refused; no address is in the history", async () => {
    await sendTest(who.administrator, { address: " me@example.org ", language: "en" }, now);
    expect(await db.owner`SELECT kind, recipient, appeal, state, language FROM private.outbox`).toEqual([{ kind: "test", recipient: "me@example.org", appeal: null, state: "waiting", language: "en" }]);
    await expect(sendTest(who.administrator, { address: "me@example.org\r\nRCPT TO:<x@y.z>", language: "en" })).rejects.toMatchObject({ code: "emailForm" });
    expect(JSON.stringify(await db.owner`SELECT before, after, subject, reason FROM private.office_event`)).not.toContain("example.org");
  });
});

describe("contact data", () => {
  const edit = async (id: number, more: object = {}) => editApplicant(who.operator, { id, seen: await seenNow(db.owner, id), name: "Айгүл", phone: "8 701 000 07 77", email: "aigul.secret@example.org", address: "", way: null, ...more }, now);
  const contact = async (id: number) => (await db.owner`SELECT p.name, p.phone, p.email, p.way FROM private.appeal a JOIN private.person p ON p.id = a.applicant WHERE a.id = ${id}`)[0];
  test("are seen by who edits them, and that is written down", async () => {
    const { id } = await notice();
    expect(await applicantToEdit(who.operator, id)).toMatchObject({ name: "Айгүл", email: "aigul.secret@example.org" });
    expect(await db.owner`SELECT staff::int FROM private.applicant_look WHERE appeal = ${id}`).toEqual([{ staff: who.operator.id }]);
    await expect(applicantToEdit(who.head, id)).rejects.toMatchObject({ code: "forbidden" });
  });
  test("are mended; history says which, never what they are", async () => {
    const { id } = await notice();
    await edit(id, { phone: "8 702 111 22 33", way: "phone" });
    expect(await contact(id)).toMatchObject({ phone: "+77021112233", way: "phone" });
    const [event] = await db.owner`SELECT before, after FROM private.event WHERE appeal = ${id} AND kind = 'applicant'`;
    expect(event).toEqual({ before: null, after: { contact: ["phone", "way"] } });
  });
  test.each([[{ email: "no address" }, "emailForm", "email"], [{ phone: "abc" }, "invalid", "phone"], [{ email: "", way: "email" }, "wayNeedsEmail", "email"]])("%j is refused", async (more, code, field) => {
    const { id } = await notice();
    await expect(edit(id, more)).rejects.toMatchObject({ code, field });
  });
  test("an applicant is named where there was none", async () => {
    const id = await makeCase(db.owner, { department: "heat" });
    await edit(id);
    expect(await contact(id)).toMatchObject({ name: "Айгүл", phone: "+77010000777" });
    await expect(edit(await makeCase(db.owner), { name: "", phone: "", email: "" })).rejects.toMatchObject({ code: "required" });
  });
  test("a mended address gets what the old one refused", async () => {
    const one = await notice({ channel: "email", state: "dead", done_at: now, tries: 1 });
    await edit(one.id, { email: "aigul.new@example.org" });
    expect(await state(one.notice)).toMatchObject({ state: "waiting", tries: 0, try_at: now });
  });
});
