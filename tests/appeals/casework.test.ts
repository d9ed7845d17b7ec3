import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { assign } from "#lib/appeals/assign.ts";
import { writeAnswer } from "#lib/appeals/answer.ts";
import { changeStatus, type ChangeStatus } from "#lib/appeals/change.ts";
import { classify } from "#lib/appeals/classify.ts";
import { Conflict } from "#lib/appeals/conflict.ts";
import { decide } from "#lib/appeals/decide.ts";
import { propose } from "#lib/appeals/propose.ts";
import { verifyChain } from "#lib/audit.ts";
import type { Role } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { testDatabase } from "#tests/support/database.ts";
import { fullAnswer, makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const who = {} as Record<Role | "otherHead" | "second", Actor>;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  for (const role of ["operator", "registrar", "signer", "auditor", "publisher", "administrator"] as const) who[role] = await official(db.owner, role);
  for (const role of ["head", "executor"] as const) who[role] = await official(db.owner, role, "heat");
  who.otherHead = await official(db.owner, "head", "roads");
  who.second = await official(db.owner, "signer");
});
afterAll(() => db.drop());

const now = new Date("2026-11-16T06:00:00Z");
const seen = (id: number) => seenNow(db.owner, id);
const row = async (id: number) => (await db.owner`SELECT status, track, kind, department, due_at, due_basis, closed_at, outcome, outcome_ground, round, extended_at, version FROM private.appeal WHERE id = ${id}`)[0]!;
const go = async (actor: Actor, id: number, to: ChangeStatus["to"], more: Partial<ChangeStatus> = {}, at = now) =>
  changeStatus(actor, { id, seen: await seen(id), to, reason: "a reason", ...more }, at);
const give = async (actor: Actor, id: number, department = "heat", executor: number | null = null) => assign(actor, { id, seen: await seen(id), department, executor }, now);
const answer = async (actor: Actor, id: number, then: "keep" | "send" = "send") =>
  writeAnswer(actor, { id, seen: await seen(id), text: fullAnswer.kk, language: "kk", outcome: "satisfied", then }, now);
const refuses = (work: Promise<unknown>, code: string, field?: string) => expect(work).rejects.toMatchObject(field ? { code, field } : { code });

async function inWork(kind: ChangeStatus["kind"] = "application") {
  const id = await makeCase(db.owner);
  await go(who.registrar, id, "registered", { kind });
  await give(who.registrar, id);
  await go(who.executor, id, "in_work");
  return id;
}

test("a signal is worked without a signature", async () => {
  const id = await makeCase(db.owner);
  await give(who.registrar, id, "heat", who.executor.id);
  await go(who.executor, id, "in_work");
  await answer(who.executor, id);
  expect(await row(id)).toMatchObject({ status: "answered", track: "signal", outcome: "satisfied", closed_at: now });
});

test("an appeal: registered, assigned, worked, approved, signed by another; every step in its history", async () => {
  const id = await inWork();
  expect(await row(id)).toMatchObject({ track: "appeal", kind: "application", due_basis: "76", due_at: new Date("2026-12-07T18:59:59.999Z") });
  await answer(who.executor, id);
  expect((await row(id)).outcome).toBeNull(); // a draft's outcome is no outcome: the tracking page reads this column
  await go(who.signer, id, "answered");
  const history = await db.owner`SELECT kind, actor::int, after->>'status' AS status FROM private.event WHERE appeal = ${id} ORDER BY seq`;
  expect(history.map((e) => e.status ?? e.kind)).toEqual(["received", "registered", "assigned", "in_work", "answer", "on_approval", "answered"]);
  expect(history[6]!.actor).toBe(who.signer.id);
  expect(await db.owner`SELECT signed_by::int FROM private.answer WHERE appeal = ${id}`).toEqual([{ signed_by: who.signer.id }]);
  expect(await verifyChain(id)).toEqual([]);
});

test("who wrote the answer can't sign it", async () => {
  const both = await official(db.owner, ["executor", "signer"], "heat");
  const id = await inWork();
  await answer(both, id);
  await refuses(go(both, id, "answered"), "ownAnswer");
  await go(who.signer, id, "in_work");
  expect((await row(id)).status).toBe("in_work");
});

test("reopening files the first result and starts a new clock", async () => {
  const id = await inWork();
  await answer(who.executor, id);
  await go(who.signer, id, "answered");
  const later = new Date("2026-12-21T06:00:00Z");
  await go(who.registrar, id, "reopened", {}, later);
  expect(await row(id)).toMatchObject({ status: "reopened", round: 2, closed_at: null, outcome: null, due_basis: "76", due_at: new Date("2027-01-11T18:59:59.999Z") });
  expect(await db.owner`SELECT round, outcome, closed_at, reopened_at FROM private.past_round WHERE appeal = ${id}`)
    .toEqual([{ round: 1, outcome: "satisfied", closed_at: now, reopened_at: later }]);
  await give(who.registrar, id);
  await go(who.executor, id, "in_work");
  await refuses(go(who.executor, id, "on_approval"), "answerMissing"); // the first round's answer doesn't do for the second
});

test("an answered signal may be registered: the statutory clock runs from then, the first result is kept", async () => {
  const id = await makeCase(db.owner);
  await give(who.registrar, id);
  await go(who.executor, id, "in_work");
  await answer(who.executor, id);
  await go(who.registrar, id, "registered", { kind: "complaint" });
  expect(await row(id)).toMatchObject({ track: "appeal", round: 2, due_basis: "99", closed_at: null });
});

describe("refused", () => {
  let id: number;
  beforeEach(async () => { id = await makeCase(db.owner); });
  test("what lies with no department, by an executor", () => refuses(go(who.executor, id, "answered"), "notFound"));
  test("a leap", () => refuses(go(who.registrar, id, "answered"), "transitionNotAllowed", "to"));
  test("registration without a kind", () => refuses(go(who.registrar, id, "registered"), "required", "kind"));
  test("registration by an operator", () => refuses(go(who.operator, id, "registered", { kind: "request" }), "forbidden"));
  test("a withdrawal without a reason", () => refuses(go(who.registrar, id, "withdrawn", { reason: "  " }), "required", "reason"));
  test("return by one person", async () => {
    await go(who.registrar, id, "registered", { kind: "request" });
    await refuses(go(who.registrar, id, "returned"), "secondPersonNeeded");
  });
  test("a term of conformity in the past", async () => {
    await go(who.registrar, id, "registered", { kind: "request" });
    await refuses(go(who.registrar, id, "needs_conformity", { term: "2026-11-16" }), "dayPast", "term");
  });
  test("an executor of another department", async () => {
    const other = await official(db.owner, "executor", "roads");
    await refuses(give(who.registrar, id, "heat", other.id), "executorOutside", "executor");
  });
  test("an unknown department", () => refuses(give(who.registrar, id, "nowhere"), "invalid", "department"));
  test("merging into another person's case", async () => {
    const [one, other] = await db.owner`INSERT INTO private.person (name) VALUES ('A'), ('B') RETURNING id`;
    const mine = await makeCase(db.owner, { applicant: one!.id }), his = await makeCase(db.owner, { applicant: other!.id }), again = await makeCase(db.owner, { applicant: one!.id });
    const number = async (of: number) => (await db.owner`SELECT number FROM private.appeal WHERE id = ${of}`)[0]!.number as string;
    await refuses(go(who.registrar, mine, "merged", { target: await number(his) }), "invalid", "target");
    await refuses(go(who.registrar, mine, "merged", { target: await number(mine) }), "invalid", "target");
    await go(who.registrar, mine, "merged", { target: await number(again) });
    expect((await row(mine)).status).toBe("merged");
  });
  test.each(["auditor", "publisher", "administrator"] as const)("anything by the %s", async (role) => {
    await expect(give(who[role], id)).rejects.toMatchObject({ code: expect.stringMatching(/forbidden|notFound/) });
    await expect(go(who[role], id, "registered", { kind: "request" })).rejects.toMatchObject({ code: expect.stringMatching(/forbidden|notFound/) });
  });
  test("another department's head finds nothing", async () => {
    await give(who.registrar, id);
    await refuses(give(who.otherHead, id, "roads"), "notFound");
  });
  test("a head can't push a case to another department", async () => {
    await give(who.registrar, id);
    await refuses(give(who.head, id, "roads"), "forbidden");
  });
  test("nothing is written when refused", async () => {
    const before = await seen(id);
    await refuses(go(who.registrar, id, "registered"), "required");
    expect(await seen(id)).toEqual(before);
  });
});

describe("acts of two people", () => {
  const ask = async (actor: Actor, id: number, act: "return" | "terminate" | "extend" | "redirect", detail = {}) =>
    propose(actor, { id, seen: await seen(id), act, reason: "because", detail }, now);
  const judge = async (actor: Actor, id: number, accept = true, reason = "agreed") => {
    const [open] = await db.owner`SELECT id::int FROM private.proposal WHERE appeal = ${id} AND decided_at IS NULL`;
    return decide(actor, { id, seen: await seen(id), proposal: open?.id ?? 0, accept, reason }, now);
  };

  test("extension: within two months, told within three working days, once, not by its proposer, not a complaint's", async () => {
    const id = await inWork();
    await refuses(ask(who.executor, id, "extend"), "required", "until");
    await refuses(ask(who.executor, id, "extend", { until: "2027-01-19" }), "extensionRange", "until");
    await refuses(ask(who.executor, id, "extend", { until: "2026-12-01" }), "extensionRange", "until");
    await ask(who.executor, id, "extend", { until: "2027-01-18" });
    await refuses(ask(who.executor, id, "extend", { until: "2027-01-18" }), "proposalOpen");
    await refuses(judge(who.executor, id), "forbidden");
    await refuses(judge(who.head, id), "forbidden");
    await judge(who.signer, id);
    expect(await row(id)).toMatchObject({ due_at: new Date("2027-01-18T18:59:59.999Z"), extended_at: now, status: "in_work" });
    const [told] = await db.owner`SELECT after->>'tellApplicantBy' AS day FROM private.event WHERE appeal = ${id} AND kind = 'extended'`;
    expect(told!.day).toBe("2026-11-19");
    await refuses(ask(who.executor, id, "extend", { until: "2027-01-18" }), "extensionOnce");
    await refuses(ask(who.executor, await inWork("complaint"), "extend", { until: "2027-01-18" }), "extensionComplaint");
  });

  test("a case does not end while a proposal waits: the extension is decided first", async () => {
    const id = await inWork();
    await ask(who.executor, id, "extend", { until: "2027-01-18" });
    await answer(who.executor, id);
    await refuses(go(who.signer, id, "answered"), "proposalOpen");
    await judge(who.signer, id, false, "answered already");
    await go(who.signer, id, "answered");
    expect(await row(id)).toMatchObject({ status: "answered", extended_at: null });
  });

  test("termination: simplified kinds only, with its ground", async () => {
    await refuses(ask(who.executor, await inWork("application"), "terminate", { ground: "repeat" }), "kindNotTerminable");
    const id = await inWork("message");
    await refuses(ask(who.executor, id, "terminate"), "required", "ground");
    await ask(who.executor, id, "terminate", { ground: "repeat" });
    await judge(who.head, id);
    expect(await row(id)).toMatchObject({ status: "terminated", outcome: "terminated", outcome_ground: "repeat", closed_at: now });
  });

  test("one's own proposal, a rejection, and a proposal decided twice", async () => {
    const id = await inWork("message");
    await ask(who.head, id, "terminate", { ground: "repeat" });
    await refuses(judge(who.head, id), "ownProposal");
    await refuses(judge(who.signer, id, false, ""), "required", "reason");
    await judge(who.signer, id, false, "not a repeat");
    expect((await row(id)).status).toBe("in_work");
    await refuses(judge(who.second, id), "proposalGone");
  });

  test("redirect of the whole closes, of a part spawns a linked child and the case goes on", async () => {
    const whole = await makeCase(db.owner);
    await go(who.registrar, whole, "registered", { kind: "application" });
    await ask(who.registrar, whole, "redirect", { to: "Ministry" });
    await judge(who.signer, whole);
    expect((await row(whole)).status).toBe("redirected");

    const part = await makeCase(db.owner);
    await go(who.registrar, part, "registered", { kind: "application" });
    await ask(who.registrar, part, "redirect", { to: "Ministry", part: "the pension" });
    await judge(who.signer, part);
    expect((await row(part)).status).toBe("registered");
    const children = await db.owner`SELECT number, status, text FROM private.appeal WHERE parent = ${part}`;
    expect(children).toMatchObject([{ status: "redirected", text: "the pension" }]);
    expect(await verifyChain()).toEqual([]);
  });
});

describe("two officials at once", () => {
  test("the second is told who changed what, from what to what", async () => {
    const id = await makeCase(db.owner);
    const drawn = await seen(id);
    await classify(who.registrar, { id, seen: drawn, category: "heating", district: "north" });
    const error = await classify(who.operator, { id, seen: drawn, category: "snow", district: null }).catch((e) => e);
    expect(error).toBeInstanceOf(Conflict);
    expect(error.changes).toMatchObject([{ by: expect.stringMatching(/^registrar/), kind: "classification", before: { category: null, district: null }, after: { category: "heating", district: "north" } }]);
  });
  test("of twenty at the same moment exactly one wins", async () => {
    const id = await makeCase(db.owner);
    const drawn = await seen(id);
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) =>
      assign(who.registrar, { id, seen: drawn, department: n % 2 ? "roads" : "heat" }, now)));
    expect(results.filter((r) => r.status === "fulfilled")).toHaveLength(1);
    for (const r of results) if (r.status === "rejected") expect(r.reason).toBeInstanceOf(Conflict);
    expect(await db.owner`SELECT 1 FROM private.event WHERE appeal = ${id}`).toHaveLength(2);
  });
});

test("an open signal's target follows its category", async () => {
  const id = await makeCase(db.owner);
  await classify(who.registrar, { id, seen: await seen(id), category: "heating", district: null });
  expect(await row(id)).toMatchObject({ due_basis: "target", due_at: new Date("2026-11-23T18:59:59.999Z") }); // its group's five days
});
