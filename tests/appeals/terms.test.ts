import fc from "fast-check";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appeal, privateDb } from "#db/private.ts";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import { applyCalendarChange, confirmDraft } from "#lib/appeals/calendar-apply.ts";
import { calendarSeq, draftTransfer } from "#lib/appeals/calendar-draft.ts";
import { changeStatus, type ChangeStatus } from "#lib/appeals/change.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { decide } from "#lib/appeals/decide.ts";
import { dueSoon, overdue, standingOf } from "#lib/appeals/due.ts";
import { type ActDetail, propose } from "#lib/appeals/propose.ts";
import type { Act } from "#lib/appeals/status.ts";
import { nextTerm, terms, type TermKind } from "#lib/appeals/terms.ts";
import { viewCase } from "#lib/appeals/view.ts";
import { verifyChain } from "#lib/audit.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, head: Actor, signer: Actor, executor: Actor, administrator: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  [registrar, signer, administrator] = [await official(db.owner, "registrar"), await official(db.owner, "signer"), await official(db.owner, "administrator")];
  [head, executor] = [await official(db.owner, "head", "heat"), await official(db.owner, "executor", "heat")];
});
afterAll(() => db.drop());

/** A moment on the city's wall clock. */
const at = (day: string, time = "10:00") => new Date(`${day}T${time}:00+05:00`);
const seen = (id: number) => seenNow(db.owner, id);
const go = async (id: number, to: ChangeStatus["to"], now: Date, more: Partial<ChangeStatus> = {}, actor = registrar) => changeStatus(actor, { id, seen: await seen(id), to, reason: "a reason", ...more }, now);
const ask = async (id: number, act: Act, now: Date, detail: ActDetail = {}, reason = "because") => propose(registrar, { id, seen: await seen(id), act, reason, detail }, now);
const accept = async (id: number, now: Date, actor = signer) => {
  const [open] = await db.owner`SELECT id::int FROM private.proposal WHERE appeal = ${id} AND decided_at IS NULL`;
  return decide(actor, { id, seen: await seen(id), proposal: open!.id, accept: true, reason: "agreed" }, now);
};
async function registered(kind: AppealKind, now: Date) {
  const id = await makeCase(db.owner, { received_at: now.toISOString(), department: "heat" });
  await go(id, "registered", now, { kind });
  return id;
}
/** The terms as the case page has them: kind, last day, standing. */
async function termsOf(id: number, now: Date) {
  const view = await viewCase(registrar, id), clock = await cityClock();
  const all = terms({ ...view, kind: view.kind as AppealKind | null, reopenedAt: view.rounds.at(-1)?.reopenedAt ?? null, internalDue: view.work.given?.internalDue ?? null }, clock, now);
  return { all, next: nextTerm(all)?.kind ?? null, of: (kind: TermKind) => all.find((term) => term.kind === kind) };
}
const brief = async (id: number, now: Date) => (await termsOf(id, now)).all.map((term) => `${term.kind} ${term.lastDay} ${term.standing}`);

describe("registration", () => {
  test("has a term itself: the day of arrival, after hours the next working day", async () => {
    const id = await makeCase(db.owner, { track: "appeal", kind: "application", received_at: at("2026-11-20", "18:45").toISOString() });
    expect(await brief(id, at("2026-11-20", "19:00"))).toEqual(["registration 2026-11-23 soon"]);
    expect((await termsOf(id, at("2026-11-24"))).of("registration")).toMatchObject({ standing: "overdue", article: "64 (1)–(3)", daysLeft: -1, duty: true });
  });
  test("of a signal is a possibility, not a duty", async () => {
    const id = await makeCase(db.owner, { received_at: at("2026-11-16").toISOString() });
    const { of, next } = await termsOf(id, at("2026-11-24"));
    expect([of("registration")?.duty, next]).toEqual([false, null]);
  });
  test("starts the answer's term and the redirect's, each with its article", async () => {
    const id = await registered("complaint", at("2026-11-16"));
    expect((await termsOf(id, at("2026-11-16"))).all).toMatchObject([
      { kind: "redirect", lastDay: "2026-11-19", article: "65, 76 (2)", standing: "soon", duty: false }, { kind: "answer", lastDay: "2026-12-14", article: "99", standing: "running" },
    ]);
  });
});

test("a complaint nears its twentieth working day over Nauryz with a working Saturday", async () => {
  // Registered on Tuesday 3 March: 9 March and Nauryz, 23 to 25 March, lie in its term.
  const id = await registered("complaint", at("2026-03-03"));
  expect(await brief(id, at("2026-03-04"))).toEqual(["redirect 2026-03-06 soon", "answer 2026-04-06 running"]);
  // A decree makes Friday 27 March a day off for Saturday 28 March, then one more working Saturday comes for a day after the term.
  const draft = async (off: string, working: string) => {
    await draftTransfer(administrator, { seen: { seq: await calendarSeq(privateDb()) }, off, working, basis: "Decree No. 111" });
    await confirmDraft(administrator, { seq: await calendarSeq(privateDb()) });
    await applyCalendarChange();
  };
  await draft("2026-03-27", "2026-03-28");
  expect((await termsOf(id, at("2026-03-26"))).of("answer")).toMatchObject({ lastDay: "2026-04-06", daysLeft: 7, standing: "running" });
  await draft("2026-04-10", "2026-04-04");
  expect((await termsOf(id, at("2026-04-01"))).of("answer")).toMatchObject({ lastDay: "2026-04-04", daysLeft: 3, standing: "soon" });
  expect((await termsOf(id, at("2026-04-04", "23:59"))).of("answer")).toMatchObject({ daysLeft: 0, standing: "soon" });
  expect((await termsOf(id, at("2026-04-05", "00:00"))).of("answer")).toMatchObject({ standing: "overdue", daysLeft: 0 });
  expect((await termsOf(id, at("2026-04-07"))).of("answer")).toMatchObject({ standing: "overdue", daysLeft: -2 });
  await expect(ask(id, "extend", at("2026-04-01"), { until: "2026-05-04" })).rejects.toMatchObject({ code: "extensionComplaint" });
  const told = await db.owner`SELECT reason FROM private.event WHERE appeal = ${id} AND kind = 'deadline'`;
  expect(told).toEqual([{ reason: "Decree No. 111: 04.04.2026 → 10.04.2026" }]);
});

describe("redirect", () => {
  const words = "Менің зейнетақым туралы бөлігі, ЖСН 900101300123";
  test("of a part in its term: the case goes on, the child is linked, the words stay out of the history", async () => {
    const id = await registered("application", at("2026-11-16"));
    await ask(id, "redirect", at("2026-11-17"), { to: "Ministry", part: words });
    await accept(id, at("2026-11-19", "23:00"));
    expect(await brief(id, at("2026-11-19"))).toEqual(["redirect 2026-11-19 soon", "answer 2026-12-07 running"]);
    const [child] = await db.owner`SELECT text, status FROM private.appeal WHERE parent = ${id}`;
    expect(child).toMatchObject({ text: words, status: "redirected" });
    const history = await db.owner`SELECT kind, after FROM private.event WHERE appeal = ${id} AND kind IN ('proposal', 'redirected_part') ORDER BY seq`;
    expect(JSON.stringify(history)).not.toMatch(/зейнет|900101/);
    expect(history).toMatchObject([{ after: { to: "Ministry", partLength: words.length } }, { after: { partLength: words.length, partHash: expect.stringMatching(/^[0-9a-f]{64}$/), inTerm: true } }]);
    expect(await verifyChain(id)).toEqual([]);
  });
  test("after three working days it is late, can be done with a reason, and says so for good", async () => {
    const id = await registered("application", at("2026-11-16"));
    expect((await termsOf(id, at("2026-11-20"))).of("redirect")).toMatchObject({ standing: "overdue", duty: false });
    await expect(ask(id, "redirect", at("2026-11-20"), { to: "Ministry" }, " ")).rejects.toMatchObject({ code: "required", field: "reason" });
    await ask(id, "redirect", at("2026-11-20"), { to: "Ministry" });
    await accept(id, at("2026-11-20"));
    expect((await termsOf(id, at("2026-11-23"))).of("redirect")).toMatchObject({ standing: "late" });
    expect(await db.owner`SELECT after->>'inTerm' AS kept FROM private.event WHERE appeal = ${id} AND after ? 'inTerm'`).toEqual([{ kept: "false" }]);
  });
  test("is counted from the day an evening's registration counts as", async () => {
    const id = await registered("application", at("2026-11-16", "20:00"));
    expect((await termsOf(id, at("2026-11-17"))).of("redirect")?.lastDay).toBe("2026-11-20");
  });
});

describe("what an appeal lacks", () => {
  const waiting = async (term = "2026-11-21") => {
    const id = await registered("application", at("2026-11-16"));
    await go(id, "needs_conformity", at("2026-11-17"), { term });
    return id;
  };
  test("may be supplied until the day that was set, or the next working day; the answer's clock runs", async () => {
    const id = await waiting(); // a Saturday
    expect(await brief(id, at("2026-11-18"))).toEqual(["conformity 2026-11-23 soon", "answer 2026-12-07 running"]);
    expect((await termsOf(id, at("2026-11-18"))).next).toBe("answer");
    await expect(ask(id, "return", at("2026-11-23", "23:00"))).rejects.toMatchObject({ code: "conformityRuns" });
  });
  test("supplied: registered again, due as before", async () => {
    const id = await waiting();
    await go(id, "registered", at("2026-11-20"));
    expect(await brief(id, at("2026-11-20"))).toEqual(["redirect 2026-11-19 overdue", "answer 2026-12-07 running"]);
    expect(await db.owner`SELECT conformity_since, conformity_until FROM private.appeal WHERE id = ${id}`).toEqual([{ conformity_since: null, conformity_until: null }]);
  });
  test("missed: a return is due within three working days, and is a second person's act", async () => {
    const id = await waiting();
    const { of, next } = await termsOf(id, at("2026-11-24"));
    expect([of("conformity")?.standing, of("return"), next]).toMatchObject(["overdue", { lastDay: "2026-11-26", article: "64 (7)", standing: "soon", duty: true }, "return"]);
    await expect(go(id, "returned", at("2026-11-24"))).rejects.toMatchObject({ code: "secondPersonNeeded" });
    await ask(id, "return", at("2026-11-24"));
    await accept(id, at("2026-11-25"), head);
    expect(await db.owner`SELECT status FROM private.appeal WHERE id = ${id}`).toEqual([{ status: "returned" }]);
  });
  test("the term can't outlast the answer's own", async () => {
    const id = await registered("application", at("2026-11-16"));
    await expect(go(id, "needs_conformity", at("2026-11-17"), { term: "2026-12-08" })).rejects.toMatchObject({ code: "conformityRange", field: "term", values: { latest: "2026-12-07" } });
  });
});

describe("extension", () => {
  test("is told within three working days of its decision; the term stands until it was sent", async () => {
    const id = await registered("application", at("2026-11-16"));
    await db.owner`UPDATE private.appeal SET status = 'in_work' WHERE id = ${id}`;
    await ask(id, "extend", at("2026-12-03"), { until: "2027-01-20" });
    await accept(id, at("2026-12-04"));
    expect((await termsOf(id, at("2026-12-04"))).all).toMatchObject([{ kind: "extensionNotice", lastDay: "2026-12-09", article: "76 (3)", standing: "soon", duty: true }, { kind: "answer", lastDay: "2027-01-20", article: "76 (3)" }]);
    expect((await termsOf(id, at("2026-12-10"))).of("extensionNotice")?.standing).toBe("overdue");
    await db.owner`DELETE FROM private.outbox WHERE appeal = ${id}`;
    await db.owner`INSERT INTO private.outbox (key, appeal, kind, channel, language, subject, text, state, done_at) VALUES (${`k${id}`}, ${id}, 'extension', 'email', 'kk', 's', 't', 'sent', ${at("2026-12-08")})`;
    const { of, next } = await termsOf(id, at("2026-12-10"));
    expect([of("extensionNotice")?.standing, next]).toEqual(["kept", "answer"]);
  });
  test("reaches two months from the decision, not from the proposal", async () => {
    const id = await registered("application", at("2026-11-16"));
    await expect(ask(id, "extend", at("2026-11-16"), { until: "2027-01-19" })).rejects.toMatchObject({ code: "extensionRange" });
    await ask(id, "extend", at("2026-11-20"), { until: "2027-01-20" });
    await accept(id, at("2026-11-23"));
  });
  test("comes too late when the deadline has passed, at the proposal and at the decision", async () => {
    const id = await registered("application", at("2026-11-16"));
    await ask(id, "extend", at("2026-12-07"), { until: "2027-01-20" });
    await expect(accept(id, at("2026-12-08"))).rejects.toMatchObject({ code: "extensionPassed" });
    const other = await registered("application", at("2026-11-16"));
    await expect(ask(other, "extend", at("2026-12-08"), { until: "2027-01-20" })).rejects.toMatchObject({ code: "extensionPassed" });
  });
});

test("reopening has a clock of its own, by the law of that day, and no redirect's window", async () => {
  const id = await makeCase(db.owner, { track: "appeal", kind: "application", status: "answered", received_at: at("2026-10-01").toISOString(), registered_at: at("2026-10-01").toISOString(), due_at: at("2026-10-22", "23:59").toISOString(), due_basis: "76", closed_at: at("2026-10-20").toISOString(), outcome: "explained" });
  expect(await brief(id, at("2026-11-16"))).toEqual(["answer 2026-10-22 kept"]);
  await go(id, "reopened", at("2026-11-16"));
  expect(await brief(id, at("2026-11-16"))).toEqual(["answer 2026-12-07 running"]);
});

test("the internal deadline stands beside the law's and comes first", async () => {
  const id = await registered("application", at("2026-11-16"));
  await db.owner`UPDATE private.appeal SET status = 'in_work' WHERE id = ${id}`;
  await db.owner`INSERT INTO private.assignment (appeal, round, department, internal_due) VALUES (${id}, 1, 'heat', '2026-11-27')`;
  expect(await brief(id, at("2026-11-23"))).toEqual(["internal 2026-11-27 running", "answer 2026-12-07 running"]);
  expect((await termsOf(id, at("2026-11-30"))).next).toBe("internal");
});

test("lists and the case page judge alike: due soon and overdue in SQL are what standingOf says", async () => {
  await db.owner`UPDATE private.appeal SET closed_at = greatest(received_at, now()) WHERE closed_at IS NULL`;
  const clock = await cityClock(), days = Array.from({ length: 25 }, (_, n) => new Date(Date.UTC(2026, 2, 12 + n)).toISOString().slice(0, 10));
  const ids = new Map<number, Date>();
  for (const day of days) ids.set(await makeCase(db.owner, { received_at: at("2026-03-01").toISOString(), due_at: `${day}T18:59:59.999Z` }), new Date(`${day}T18:59:59.999Z`));
  const found = async (condition: Parameters<typeof and>[0]) => (await privateDb().select({ id: appeal.id }).from(appeal).where(and(eq(appeal.source, "portal"), condition))).map((row) => row.id).sort((a, b) => a - b);
  await fc.assert(fc.asyncProperty(fc.date({ min: at("2026-03-12"), max: at("2026-04-06"), noInvalidDate: true }), async (now) => {
    const by = (standing: string) => [...ids].filter(([, due]) => standingOf(clock, due, null, now) === standing).map(([id]) => id);
    expect(await found(overdue(now))).toEqual(by("overdue"));
    expect(await found(dueSoon(clock, now))).toEqual(by("soon"));
  }), { numRuns: 60 });
});
