import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import { outcomes, type Status, statuses } from "#db/reference/codelists.ts";
import { writeAnswer } from "#lib/appeals/answer.ts";
import { lookAtApplicant } from "#lib/appeals/applicant.ts";
import { searchApplicants } from "#lib/appeals/applicant-search.ts";
import { assign } from "#lib/appeals/assign.ts";
import { runBatch, undoBatch } from "#lib/appeals/batch.ts";
import { changeStatus, type ChangeStatus } from "#lib/appeals/change.ts";
import { classify } from "#lib/appeals/classify.ts";
import { addPart, contribute, removePart } from "#lib/appeals/co-executor.ts";
import { decide } from "#lib/appeals/decide.ts";
import { applicantToEdit, editApplicant } from "#lib/appeals/edit-applicant.ts";
import { escalate } from "#lib/appeals/escalate.ts";
import { issueCode } from "#lib/appeals/issue-code.ts";
import { listCases } from "#lib/appeals/list.ts";
import { answerProblem, assignProblem, signProblem } from "#lib/appeals/problem-answer.ts";
import { createProblem, linkCases, unlinkCase } from "#lib/appeals/problem-link.ts";
import { type ActDetail, propose } from "#lib/appeals/propose.ts";
import { sendBack } from "#lib/appeals/send-back.ts";
import { signAnswer } from "#lib/appeals/sign.ts";
import { type Act, actLeadsTo, acts, closedStatuses, grounds, kinds, type Track } from "#lib/appeals/status.ts";
import { verifyChain, verifyOfficeChain } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { receive } from "#lib/intake/receive.ts";
import { answerLetter } from "#lib/letters/answer-letter.ts";
import { noticeLetter } from "#lib/letters/notice-letter.ts";
import { recordDelivery } from "#lib/outbox/record-delivery.ts";
import { book } from "#lib/reception/book.ts";
import { callerCases } from "#lib/reception/caller.ts";
import { addHours } from "#lib/reception/hours.ts";
import { recordResult, type Result, settleVisit } from "#lib/reception/result.ts";
import { daySheet } from "#lib/reception/sheet.ts";
import { slotKey } from "#lib/reception/slots.ts";
import { cancelVisit, moveVisit } from "#lib/reception/visit.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { lawful } from "#tests/support/answers.ts";
import { testDatabase } from "#tests/support/database.ts";
import { makeCase, official, seenNow, smallCity } from "#tests/support/office.ts";

// The law and the words of the back-office, sentence by sentence. What another file proves is named by its test.

let db: Awaited<ReturnType<typeof testDatabase>>;
let registrar: Actor, operator: Actor, head: Actor, executor: Actor, signer: Actor, second: Actor, roads: Actor, everyone: Actor;
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('reception', 'Reception')`;
  [registrar, operator, signer, second] = [await official(db.owner, "registrar"), await official(db.owner, "operator"), await official(db.owner, "signer"), await official(db.owner, "signer")];
  [head, executor, roads] = [await official(db.owner, "head", "heat"), await official(db.owner, "executor", "heat"), await official(db.owner, "executor", "roads")];
  everyone = await official(db.owner, ["operator", "registrar", "head", "executor", "signer"], "heat");
  await addHours(registrar, { official: signer.id, weekday: 1, day: null, starts: "08:00", ends: "20:00", minutes: 10, seats: 9, place: "1" }, monday);
});
afterAll(() => db.drop());

/** A moment on the city's wall clock. */
const at = (day: string, time = "10:00") => new Date(`${day}T${time}:00+05:00`);
const monday = at("2026-11-16");
const seen = (id: number) => seenNow(db.owner, id);
const row = async (id: number) => (await db.owner`SELECT *, to_char(due_at AT TIME ZONE 'Asia/Almaty', 'YYYY-MM-DD HH24:MI') AS due FROM private.appeal WHERE id = ${id}`)[0]!;
const go = async (actor: Actor, id: number, to: Status, more: Partial<ChangeStatus> = {}, now = monday) => changeStatus(actor, { id, seen: await seen(id), to, reason: "себебі", ...more }, now);
const ask = async (actor: Actor, id: number, act: Act, detail: ActDetail = {}, now = monday) => propose(actor, { id, seen: await seen(id), act, reason: "себебі", detail }, now);
const openProposal = async (id: number) => (await db.owner`SELECT id::int FROM private.proposal WHERE appeal = ${id} AND decided_at IS NULL`)[0]!.id as number;
const judge = async (actor: Actor, id: number, accept = true, now = monday) => decide(actor, { id, seen: await seen(id), proposal: await openProposal(id), accept, reason: "келістім" }, now);
const refuses = (work: Promise<unknown>, code: string, field?: string) => expect(work).rejects.toMatchObject(field ? { code, field } : { code });
const person = async (phone: string | null = null) => (await db.owner`INSERT INTO private.person (name, phone) VALUES ('Айгүл', ${phone}) RETURNING id::int`)[0]!.id as number;
/** A case that stands in a state, as its law's way would leave it. */
const standing = async (track: Track, status: Status, facts: Parameters<typeof makeCase>[1] = {}) => makeCase(db.owner, {
  track, status, department: "heat", applicant: await person(), ...(track === "appeal" ? { kind: "message", registered_at: monday.toISOString(), due_at: "2026-12-07T18:59:59.999Z", due_basis: "87" } : {}),
  ...(closedStatuses.includes(status) ? { closed_at: monday.toISOString() } : {}), ...facts,
});
const draft = async (id: number, by = executor) => (await db.owner`INSERT INTO private.answer (appeal, round, text, language, outcome, written_by) SELECT id, round, ${lawful.kk}, 'kk', 'satisfied', ${by.id} FROM private.appeal WHERE id = ${id} RETURNING id::int`)[0]!.id as number;
const slot = (time = "14:00") => slotKey({ official: signer.id, startsAt: at("2026-11-16", time) });

/** A sentence that tests of these names prove; were one renamed or removed, the reference would fail. */
const provedBy = (sentence: string, file: string, ...names: string[]) => test(`${sentence} (${file})`, () => {
  const text = readFileSync(`tests/${file}`, "utf8");
  for (const name of names) expect(text).toContain(`test("${name}"`);
});

describe("two tracks", () => {
  test("every incoming contact starts as a signal; from registration the statutory clock runs", async () => {
    const receipt = await privateDb().transaction((tx) => receive(tx, { channel: "phone", language: "kk", text: "Жарық жоқ", category: "snow", receivedAt: monday }));
    expect(await row(receipt!.id)).toMatchObject({ track: "signal", status: "received", due_basis: "target", registered_at: null });
    await go(registrar, receipt!.id, "registered", { kind: "application" }, at("2026-11-18"));
    expect(await row(receipt!.id)).toMatchObject({ track: "appeal", due_basis: "76", due: "2026-12-09 23:59" });
  });
});

describe("the law's table", () => {
  // 16 December 2026 is a holiday: what would end on it or after it ends a day later.
  test.each([["application", "76", "2026-12-17"], ["complaint", "99", "2026-12-24"], ["message", "87", "2026-12-17"], ["proposal", "87", "2026-12-17"], ["response", "87", "2026-12-17"], ["request", "87", "2026-12-17"]] as const)(
    "%s: art. %s, counted from the next day: registered on 25 November, due on %s", async (kind, basis, due) => {
      const id = await makeCase(db.owner);
      await go(registrar, id, "registered", { kind }, at("2026-11-25"));
      expect(await row(id)).toMatchObject({ due_basis: basis, due: `${due} 23:59` });
    });
  provedBy("a non-working last day rolls forward", "appeals/deadlines.test.ts", "the answer's deadline: 15 or 20 working days after the counted day, to the last instant of the city's day", "an extension reaches the same date two months on, or the month's last, and then a working day");

  test.each([["2026-11-20", "18:29", "2026-12-11"], ["2026-11-20", "18:30", "2026-12-14"], ["2026-11-21", "10:00", "2026-12-14"], ["2026-11-22", "23:59", "2026-12-14"], ["2026-11-23", "00:00", "2026-12-14"]])(
    "registration after hours and on days off counts as the next working day: %s %s, due on %s (art. 64 (1))", async (day, time, due) => {
      const id = await makeCase(db.owner);
      await go(registrar, id, "registered", { kind: "application" }, at(day, time));
      expect((await row(id)).due).toBe(`${due} 23:59`);
    });
  provedBy("registration is due on the day of arrival, after hours on the next working day", "appeals/terms.test.ts", "has a term itself: the day of arrival, after hours the next working day", "starts the answer's term and the redirect's, each with its article");
  test("a talon with number, date, time and receiver (art. 64 (3))", async () => {
    const id = await makeCase(db.owner, { applicant: await person() });
    await go(registrar, id, "registered", { kind: "application" }, at("2026-11-16", "10:07"));
    const [talon] = await db.owner`SELECT text FROM private.outbox WHERE appeal = ${id} AND kind = 'registration'`;
    for (const part of [(await row(id)).number as string, "16 қараша", "10:07", registrar.name]) expect(talon!.text).toContain(part);
  });

  test("a complaint is not extended: neither proposed nor decided (art. 99)", async () => {
    const id = await standing("appeal", "in_work", { kind: "complaint", due_basis: "99" });
    await refuses(ask(executor, id, "extend", { until: "2026-12-25" }), "extensionComplaint");
    await db.owner`INSERT INTO private.proposal (appeal, act, detail, reason, proposed_by) VALUES (${id}, 'extend', '{"until": "2026-12-25"}', 'x', ${executor.id})`;
    await refuses(judge(signer, id), "extensionComplaint");
    expect(await row(id)).toMatchObject({ extended_at: null, due: "2026-12-07 23:59" });
  });
  test("an extension: by the akim or a deputy, two months from that decision at most, the applicant told of it with the term of three working days (art. 76 (3))", async () => {
    const id = await standing("appeal", "in_work");
    await ask(executor, id, "extend", { until: "2027-01-18" });
    await refuses(judge(head, id), "forbidden");
    await judge(signer, id);
    expect(await row(id)).toMatchObject({ extended_at: monday, due: "2027-01-18 23:59" });
    expect(await db.owner`SELECT kind, after->>'tellApplicantBy' AS by FROM private.event WHERE appeal = ${id} AND kind = 'extended'`).toEqual([{ kind: "extended", by: "2026-11-19" }]);
    expect(await db.owner`SELECT kind, created_at FROM private.outbox WHERE appeal = ${id}`).toEqual([{ kind: "extension", created_at: monday }]);
  });
  provedBy("from the decision, and once; the notice's term stands until it was sent", "appeals/terms.test.ts", "reaches two months from the decision, not from the proposal", "is told within three working days of its decision; the term stands until it was sent");
  provedBy("redirect, whole or in part, within three working days; a late one is told as late", "appeals/terms.test.ts", "of a part in its term: the case goes on, the child is linked, the words stay out of the history", "after three working days it is late, can be done with a reason, and says so for good", "is counted from the day an evening's registration counts as");
  provedBy("the applicant is told of it", "outbox/tell.test.ts", "a redirect of the whole and of a part, whither");
  provedBy("missing content: a reasonable term; if missed, a return within three working days, by a second person", "appeals/terms.test.ts", "missed: a return is due within three working days, and is a second person's act", "the term can't outlast the answer's own");

  test.each(kinds.flatMap((kind) => grounds.map((ground) => [kind, ground] as const)))("termination of a %s on the ground %s: simplified kinds only (art. 88)", async (kind, ground) => {
    const id = await standing("appeal", "in_work", { kind });
    if (kind === "application" || kind === "complaint") return refuses(ask(executor, id, "terminate", { ground }), "kindNotTerminable");
    await ask(executor, id, "terminate", { ground });
    await judge(head, id);
    expect(await row(id)).toMatchObject({ status: "terminated", outcome: "terminated", outcome_ground: ground });
  });
  test("and on no other ground", async () => {
    const id = await standing("appeal", "in_work");
    await refuses(ask(executor, id, "terminate", {}), "required", "ground");
    await refuses(ask(executor, id, "terminate", { ground: "inconvenient" as never }), "invalid", "ground");
  });
  provedBy("the reply: reasoned, cites the law, explains the right to complain, in the state language or the appeal's", "appeals/answer.test.ts", "is refused without them, naming each, and nothing is written", "is in the state language or its own", "is kept as a draft whatever it lacks, and that draft is not sent round the check");
  provedBy("personal reception at least monthly; what is not solved there becomes a written appeal (art. 90)", "reception/reception.test.ts", "a month without a reception is told (art. 90)", "unsolved becomes a written appeal and the law's clock runs (art. 90)", "unsolved, written by the operator: to register");
  test("also when the message was closed before the visit: nothing unsolved is lost silently", async () => {
    const id = await standing("signal", "in_work"), made = await book(operator, { slot: slot(), caseId: id }, monday);
    await go(registrar, id, "withdrawn");
    await refuses(recordResult(registrar, { booking: made.id, result: "unsolved", note: "Шешілмеді", kind: "application" }, at("2026-11-16", "15:00")), "receptionClosed");
  });
});

describe("states", () => {
  // What one person's form of states may do; assignment, return to the inbox and the acts of two people have their own commands.
  const forms: Record<Track, Partial<Record<Status, string>>> = {
    signal: {
      received: "registered withdrawn spam merged", assigned: "in_work registered withdrawn spam merged", in_work: "answered registered withdrawn spam merged",
      answered: "registered reopened", reopened: "registered withdrawn",
    },
    appeal: {
      received: "registered withdrawn", registered: "needs_conformity withdrawn", needs_conformity: "registered withdrawn", assigned: "in_work withdrawn", in_work: "on_approval hearing withdrawn",
      hearing: "in_work withdrawn", on_approval: "answered in_work withdrawn", answered: "reopened", reopened: "withdrawn",
    },
  };
  const elsewhere: Record<Track, Partial<Record<Status, Status[]>>> = { signal: {}, appeal: {
    registered: ["redirected", "returned", "terminated"], needs_conformity: ["returned"], assigned: ["redirected"], in_work: ["terminated"],
  } };
  test.each((["signal", "appeal"] as const).flatMap((track) => statuses.map((from) => [track, from] as const)))("a %s that is %s goes where the table says and nowhere else, whoever acts", async (track, from) => {
    const same = await person(), target = (await row(await makeCase(db.owner, { applicant: same }))).number as string;
    const reached: Status[] = [];
    for (const to of statuses) {
      const id = await standing(track, from, { applicant: same });
      await draft(id);
      const refusal = await go(everyone, id, to, { kind: "message", term: "2026-11-20", target }).then(() => null, (error: unknown) => error);
      if (refusal === null) reached.push(to);
      else expect(refusal).toMatchObject({ code: elsewhere[track][from]?.includes(to) ? "secondPersonNeeded" : "transitionNotAllowed" });
    }
    expect(reached.toSorted()).toEqual((forms[track][from] ?? "").split(" ").filter(Boolean).toSorted());
  });
  test.each((["signal", "appeal"] as const).flatMap((track) => statuses.map((from) => [track, from] as const)))("acts of two people on a %s that is %s are possible where the table says", async (track, from) => {
    const possible = track === "appeal" ? elsewhere.appeal[from] ?? [] : [];
    const leads = { return: "returned", terminate: "terminated", redirect: "redirected" } as const;
    for (const act of ["return", "terminate", "redirect"] as const) {
      const asked = ask(everyone, await standing(track, from), act, { ground: "repeat", to: "Министрлік" });
      if (possible.includes(leads[act])) await asked;
      else await refuses(asked, "transitionNotAllowed");
    }
  });
  test.each((["signal", "appeal"] as const).flatMap((track) => statuses.map((from) => [track, from] as const)))("assignment and the way back of a %s that is %s", async (track, from) => {
    const become = async (work: (id: number) => Promise<unknown>) => {
      const id = await standing(track, from);
      return work(id).then(async () => (await row(id)).status as Status, (error: unknown) => (expect(error).toBeInstanceOf(Refusal), null));
    };
    const assigned = await become(async (id) => assign(everyone, { id, seen: await seen(id), department: "heat" }, monday));
    const back = await become(async (id) => sendBack(everyone, { id, seen: await seen(id), reason: "біздікі емес" }, monday));
    const first = track === "signal" ? ["received", "reopened"] : ["registered", "reopened"];
    expect(assigned).toBe(first.includes(from) ? "assigned" : ["assigned", "in_work", "hearing"].includes(from) ? from : null); // else another executor of the same state
    expect(back).toBe(from === "assigned" ? (track === "signal" ? "received" : "registered") : null);
  });
  provedBy("the table itself, and spam and merged for signals only", "appeals/workflow.test.ts", "spam and merged are for signals only", "terminal states lead nowhere, but for an answer that is reopened");
  test("a problem, overdue and extended are no states; the outcomes are five", () => {
    expect(statuses.filter((name: string) => ["problem", "overdue", "extended"].includes(name))).toEqual([]);
    expect([...outcomes].toSorted()).toEqual(["explained", "noted", "refused", "satisfied", "terminated"]);
  });
  provedBy("a partial redirect spawns a linked child", "appeals/casework.test.ts", "redirect of the whole closes, of a part spawns a linked child and the case goes on");
  provedBy("a problem is a link between cases of several people", "appeals/problem.test.ts", "links open cases of several people, and each one's history says so", "each person's case counts as one: releases can't even see the link");
  provedBy("reopening starts a new linked clock and never erases the first result", "appeals/casework.test.ts", "reopening files the first result and starts a new clock", "an answered signal may be registered: the statutory clock runs from then, the first result is kept");
});

describe("roles", () => {
  test.each(acts)("%s needs a second person, by any way one could go alone", async (act) => {
    const id = await standing("appeal", act === "extend" || act === "terminate" ? "in_work" : "registered");
    const leads = actLeadsTo[act];
    if (leads) await refuses(go(everyone, id, leads), "secondPersonNeeded");
    await ask(everyone, id, act, { ground: "repeat", to: "Министрлік", until: "2027-01-18" });
    await refuses(judge(everyone, id), "ownProposal");
    await expect(db.owner`UPDATE private.proposal SET decided_by = proposed_by, decided_at = now() WHERE appeal = ${id}`).rejects.toThrow(/check constraint/);
    await judge(second, id);
    expect(await db.owner`SELECT accepted, decided_by::int FROM private.proposal WHERE appeal = ${id}`).toEqual([{ accepted: true, decided_by: second.id }]);
  });
  test("the signature is a second person's, in one case and through a problem alike", async () => {
    const id = await standing("appeal", "on_approval", { category: "heating" }), mine = await draft(id, everyone);
    const problem = await createProblem(registrar, { title: "Жылу", category: "heating", district: null, department: "heat", cases: [id] });
    await refuses(go(everyone, id, "answered"), "ownAnswer");
    await refuses(signAnswer(everyone, { id, seen: await seen(id), draft: mine, sign: true, reason: "" }, monday), "ownAnswer");
    expect(await signProblem(everyone, { problem, cases: [{ id, seen: await seen(id) }] }, monday)).toEqual({ done: [], left: [{ id, why: "ownAnswer" }] });
    expect(await signProblem(signer, { problem, cases: [{ id, seen: await seen(id) }] }, monday)).toEqual({ done: [id], left: [] });
  });
  provedBy("departments see their own cases only, decided on the server", "office/permissions.test.ts", "on another department's case: it does not exist", "another department's case is missing, as is one that never was");
  provedBy("the auditor changes nothing, the administrator has no access to cases", "office/permissions.test.ts", "no role carries everything, the auditor carries no change, the administrator no case");

  describe("each look at a name or a phone is logged", () => {
    let id: number, phone: string, n = 0;
    const looks = async () => (await db.owner`SELECT staff::int, appeal::int FROM private.applicant_look WHERE appeal = ${id}`).map((look) => ({ ...look }));
    beforeEach(async () => {
      phone = `+7701${String(1_000_000 + ++n)}`;
      id = await standing("signal", "in_work", { applicant: await person(phone) });
    });
    test.each<[string, () => Promise<unknown>]>([
      ["the case's applicant", () => lookAtApplicant(operator, id)],
      ["the form of contact data", () => applicantToEdit(operator, id)],
      ["the answer's letter", async () => { await draft(id); await answerLetter(operator, id, null, "http://localhost"); }],
      ["a notice's letter", async () => {
        const [notice] = await db.owner`INSERT INTO private.outbox (key, appeal, kind, channel, language, subject, text) VALUES (${`law ${id}`}, ${id}, 'answer', 'letter', 'kk', 's', 't') RETURNING id::int`;
        await noticeLetter(operator, id, notice!.id as number, "http://localhost");
      }],
      ["the day sheet", async () => { await book(operator, { slot: slot("16:00"), caseId: id }, monday); await daySheet(operator, signer.id, "2026-11-16"); }],
      ["a search by phone and its list", async () => listCases(operator, { people: await searchApplicants(operator, phone) })],
      ["a caller's cases", () => callerCases(operator, phone)],
    ])("%s", async (_, look) => {
      await look();
      expect(await looks()).toEqual([{ staff: operator.id, appeal: id }]);
    });
    test("another department looks at nobody, and that is no look", async () => {
      await refuses(lookAtApplicant(roads, id), "notFound");
      await refuses(searchApplicants(roads, phone), "nobodyFound");
      expect(await looks()).toEqual([]);
    });
  });
});

describe("history", () => {
  provedBy("events are append-only, for the application's role and for the owner", "grants.test.ts", "cannot rewrite history", "even the owner cannot rewrite a frozen row or an event");

  /** Everything of the office, row by row; the rows of an attempt on several cases stay on purpose (what was chosen, the common text). */
  const attempts = ["batch", "problem", "problem_text", "office_event", "office_event_head", "law_fault"];
  async function everything(): Promise<Record<string, string>> {
    const tables = await db.owner<{ name: string }[]>`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'private' ORDER BY 1`;
    const kept = tables.filter(({ name }) => !attempts.includes(name));
    const [all] = await db.owner.unsafe(`SELECT ${kept.map(({ name }) => `(SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM private.${name} t) AS ${name}`).join(", ")}`);
    return { ...all } as Record<string, string>;
  }
  beforeAll(() => db.owner.unsafe(`
    CREATE TABLE private.law_fault (armed boolean);
    CREATE FUNCTION private.law_fault() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN IF EXISTS (SELECT FROM private.law_fault) THEN RAISE EXCEPTION 'broken off'; END IF; RETURN NULL; END $$;
    CREATE TRIGGER law_fault AFTER INSERT ON private.event FOR EACH ROW EXECUTE FUNCTION private.law_fault()`));

  const on = async (id: number) => ({ id, seen: await seen(id) });
  const after = at("2026-11-16", "15:00");
  const visit = async (time: string, caseId?: number) => (await book(operator, { slot: slot(time), ...(caseId ? { caseId } : { name: "Асқар", phone: null, language: "kk" as const, topic: "Жылу", category: null }) } as Parameters<typeof book>[1], monday)).id;
  const problemOf = async (...cases: number[]) => createProblem(registrar, { title: "Жылу жоқ", category: "heating", district: null, department: "heat", cases });
  const problemSeen = async (id: number) => ({ problem: id, seen: { version: (await db.owner`SELECT version FROM private.problem WHERE id = ${id}`)[0]!.version as number, seq: 0 } });
  const step = (track: Track, from: Status, actor: () => Actor, to: Status, more: Partial<ChangeStatus> = {}) => async () => {
    const id = await standing(track, from);
    if (to === "answered" || to === "on_approval") await draft(id);
    const drawn = await on(id);
    return () => changeStatus(actor(), { ...drawn, to, reason: "себебі", ...more }, monday);
  };
  const act = (from: Status, name: Act, detail: ActDetail, accept = true) => async () => {
    const id = await standing("appeal", from);
    await ask(executor, id, name, detail);
    const drawn = await on(id), proposal = await openProposal(id);
    return () => decide(signer, { ...drawn, proposal, accept, reason: "келістім" }, monday);
  };
  const one = (track: Track, status: Status, command: (drawn: Awaited<ReturnType<typeof on>>) => Promise<unknown>) => async () => {
    const drawn = await on(await standing(track, status));
    return () => command(drawn);
  };
  const result = (input: Result, actor: () => Actor, time: string) => async () => {
    const booking = await visit(time, await standing("signal", "received", { department: null }));
    return () => recordResult(actor(), { ...input, booking }, after);
  };
  const commands: Record<string, () => Promise<() => Promise<unknown>>> = {
    "a message taken in": async () => () => privateDb().transaction((tx) => receive(tx, { channel: "web", language: "ru", text: "Нет тепла", receivedAt: monday, applicant: { name: "Новый" } })),
    registration: step("signal", "received", () => registrar, "registered", { kind: "message" }),
    "a term for what is missing": step("appeal", "registered", () => registrar, "needs_conformity", { term: "2026-11-20" }),
    completion: step("appeal", "needs_conformity", () => registrar, "registered"),
    "taking up": step("appeal", "assigned", () => executor, "in_work"),
    hearing: step("appeal", "in_work", () => executor, "hearing"),
    approval: step("appeal", "in_work", () => executor, "on_approval"),
    signature: step("appeal", "on_approval", () => signer, "answered"),
    "sending back to work": step("appeal", "on_approval", () => signer, "in_work"),
    reopening: step("appeal", "answered", () => registrar, "reopened"),
    withdrawal: step("signal", "in_work", () => registrar, "withdrawn"),
    spam: step("signal", "received", () => registrar, "spam"),
    merging: async () => {
      const applicant = await person(), drawn = await on(await standing("signal", "received", { applicant })), { number } = await row(await standing("signal", "received", { applicant }));
      return () => changeStatus(registrar, { ...drawn, to: "merged", target: number as string }, monday);
    },
    "signing what was read": async () => {
      const id = await standing("appeal", "on_approval"), read = await draft(id), drawn = await on(id);
      return () => signAnswer(signer, { ...drawn, draft: read, sign: true, reason: "" }, monday);
    },
    assignment: one("appeal", "registered", (drawn) => assign(registrar, { ...drawn, department: "heat", instruction: "Тексеріңіз" }, monday)),
    "another executor": one("appeal", "in_work", (drawn) => assign(head, { ...drawn, department: "heat", executor: executor.id }, monday)),
    "a wrong department": one("appeal", "assigned", (drawn) => sendBack(executor, { ...drawn, reason: "біздікі емес", suggested: "roads" }, monday)),
    classification: one("signal", "received", (drawn) => classify(operator, { ...drawn, category: "heating", district: "north" })),
    "a draft": one("appeal", "in_work", (drawn) => writeAnswer(executor, { ...drawn, text: "Жоба", language: "kk", outcome: null, then: "keep" }, monday)),
    "an answer": one("signal", "in_work", (drawn) => writeAnswer(executor, { ...drawn, text: "Жөнделді", language: "kk", outcome: "satisfied", then: "send" }, monday)),
    "a part for another department": one("appeal", "in_work", (drawn) => addPart(registrar, { ...drawn, department: "roads", staff: null, task: "Жол", internalDue: "2026-11-20" }, monday)),
    "a part taken back": async () => {
      const id = await standing("appeal", "in_work");
      await addPart(registrar, { ...await on(id), department: "roads", staff: null, task: "Жол", internalDue: "2026-11-20" }, monday);
      const [part] = await db.owner`SELECT id::int FROM private.co_executor WHERE appeal = ${id}`, drawn = await on(id);
      return () => removePart(registrar, { ...drawn, entry: part!.id as number });
    },
    "a part written": async () => {
      const id = await standing("appeal", "in_work");
      await addPart(registrar, { ...await on(id), department: "roads", staff: null, task: "Жол", internalDue: "2026-11-20" }, monday);
      const [part] = await db.owner`SELECT id::int FROM private.co_executor WHERE appeal = ${id}`, drawn = await on(id);
      return () => contribute(roads, { ...drawn, entry: part!.id as number, text: "Жол таза" }, monday);
    },
    proposal: one("appeal", "in_work", (drawn) => propose(executor, { ...drawn, act: "terminate", reason: "себебі", detail: { ground: "repeat" } }, monday)),
    "a rejected proposal": act("in_work", "terminate", { ground: "repeat" }, false),
    termination: act("in_work", "terminate", { ground: "repeat" }),
    return: act("registered", "return", {}),
    extension: act("in_work", "extend", { until: "2027-01-18" }),
    redirect: act("registered", "redirect", { to: "Министрлік" }),
    "a redirect in part": act("assigned", "redirect", { to: "Министрлік", part: "Зейнетақы туралы" }),
    "contact data": one("signal", "received", (drawn) => editApplicant(operator, { ...drawn, name: "Айгүл", phone: "", email: "a@example.org", address: "", way: null }, monday)),
    "a new code": one("signal", "received", (drawn) => issueCode(operator, drawn)),
    "a letter handed over": async () => {
      const id = await standing("signal", "answered"), drawn = await on(id);
      const [notice] = await db.owner`INSERT INTO private.outbox (key, appeal, kind, channel, language, subject, text, created_at) VALUES (${`kill ${id}`}, ${id}, 'answer', 'letter', 'kk', 's', 't', ${monday}) RETURNING id::int`;
      return () => recordDelivery(operator, { ...drawn, notice: notice!.id as number, way: "hand", day: "2026-11-16" }, monday);
    },
    "a booking of somebody new": async () => () => visit("18:30"),
    "a moved visit": async () => { const booking = await visit("18:40"); return () => moveVisit(operator, { booking, slot: slot("18:10"), reason: "сұрады" }, monday); },
    "a cancelled visit": async () => { const booking = await visit("10:20"); return () => cancelVisit(operator, { booking, reason: "ауырды" }, monday); },
    "solved at a reception": result({ result: "solved", note: "Қосылды", outcome: "satisfied", department: "heat" }, () => operator, "10:30"),
    "promised at a reception": result({ result: "promised", note: "Жөндейміз", until: "2026-11-20", department: "heat" }, () => registrar, "10:40"),
    "unsolved at a reception": result({ result: "unsolved", note: "Жоқ", kind: "application" }, () => registrar, "10:50"),
    "nobody came": result({ result: "no_show", note: "" }, () => operator, "11:00"),
    "what the operator left": async () => {
      const booking = await visit("11:10");
      await recordResult(operator, { booking, result: "unsolved", note: "Жоқ", kind: null }, after);
      return () => settleVisit(registrar, { booking, kind: "complaint", department: null }, after);
    },
    "a problem": async () => { const id = await standing("signal", "received"); return () => problemOf(id); },
    "a case linked": async () => { const [id, other] = [await standing("signal", "received"), await standing("signal", "received")], problem = await problemOf(other); return () => linkCases(registrar, { problem, cases: [id] }); },
    "a case unlinked": async () => { const id = await standing("signal", "received"), problem = await problemOf(id); return () => unlinkCase(registrar, { problem, case: id }); },
    "a problem's assignment": async () => {
      const id = await standing("signal", "received", { department: null }), problem = await problemOf(id), drawn = await on(id);
      return () => assignProblem(registrar, { problem, cases: [drawn], instruction: "", internalDue: null }, monday);
    },
    "a problem's answer": async () => {
      const id = await standing("appeal", "in_work"), problem = await problemOf(id), drawn = await on(id);
      return async () => answerProblem(executor, { ...await problemSeen(problem), cases: [drawn], texts: { kk: lawful.kk }, outcome: "satisfied", then: "send" }, monday);
    },
    "a problem's signature": async () => {
      const id = await standing("appeal", "on_approval");
      await draft(id);
      const problem = await problemOf(id), drawn = await on(id);
      return () => signProblem(signer, { problem, cases: [drawn] }, monday);
    },
    "a batch that assigns": one("signal", "received", (drawn) => runBatch(registrar, { act: "assign", department: "heat", executor: null }, [drawn], monday)),
    "a batch that classifies": one("signal", "received", (drawn) => runBatch(operator, { act: "classify", category: "snow", district: null }, [drawn], monday)),
    "a batch that registers": one("signal", "received", (drawn) => runBatch(registrar, { act: "register", kind: "request", confirmed: true }, [drawn], monday)),
    "a batch taken back": async () => {
      const made = await runBatch(registrar, { act: "assign", department: "heat", executor: null }, [await on(await standing("signal", "received", { department: null }))], monday);
      return () => undoBatch(registrar, made, monday);
    },
    escalation: async () => { await standing("appeal", "in_work", { due_at: "2026-11-13T18:59:59.999Z" }); return () => escalate(monday); },
  };
  test.each(Object.entries(commands))("%s: state and history in one transaction; broken off between them, nothing is left, and it can be done again", async (_, prepare) => {
    const command = await prepare(), before = await everything();
    await db.owner`INSERT INTO private.law_fault VALUES (true)`;
    const broken = await command().then(() => "it wrote no event", (error: unknown) => error);
    await db.owner`DELETE FROM private.law_fault`;
    expect(broken).toBeInstanceOf(Error);
    expect(broken).not.toBeInstanceOf(Refusal);
    expect(await everything()).toEqual(before);
    await command();
    expect(await everything()).not.toEqual(before);
  });

  test("after all of them every chain is whole, and every case is what its history says", async () => {
    expect(await verifyChain()).toEqual([]);
    expect(await verifyOfficeChain()).toBeNull();
    const untold = await db.owner`
      SELECT a.number, a.status, told.status AS told FROM private.appeal a
      JOIN LATERAL (SELECT after->>'status' AS status FROM private.event e WHERE e.appeal = a.id AND after ? 'status' ORDER BY seq DESC LIMIT 1) told ON true WHERE a.status <> told.status`;
    expect([...untold]).toEqual([]);
  });
});
