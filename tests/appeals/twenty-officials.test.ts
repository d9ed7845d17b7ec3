import { afterAll, beforeAll, expect, test } from "vitest";
import { privateDb } from "#db/private.ts";
import type { Status } from "#db/reference/codelists.ts";
import { writeAnswer } from "#lib/appeals/answer.ts";
import { assign } from "#lib/appeals/assign.ts";
import { runBatch, undoBatch } from "#lib/appeals/batch.ts";
import { changeStatus } from "#lib/appeals/change.ts";
import { claimCase } from "#lib/appeals/claim.ts";
import { classify } from "#lib/appeals/classify.ts";
import { addPart, contribute } from "#lib/appeals/co-executor.ts";
import { Conflict } from "#lib/appeals/conflict.ts";
import { decide } from "#lib/appeals/decide.ts";
import { editApplicant } from "#lib/appeals/edit-applicant.ts";
import { escalate } from "#lib/appeals/escalate.ts";
import { issueCode } from "#lib/appeals/issue-code.ts";
import { answerProblem, assignProblem, signProblem } from "#lib/appeals/problem-answer.ts";
import { createProblem, linkCases, unlinkCase } from "#lib/appeals/problem-link.ts";
import { propose } from "#lib/appeals/propose.ts";
import { sendBack } from "#lib/appeals/send-back.ts";
import { acts, closedStatuses, grounds, kinds, stepsFrom, type Track, workflow } from "#lib/appeals/status.ts";
import { verifyChain, verifyOfficeChain } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { receive } from "#lib/intake/receive.ts";
import { recordDelivery } from "#lib/outbox/record-delivery.ts";
import type { Role } from "#lib/permissions.ts";
import { book } from "#lib/reception/book.ts";
import { addHours } from "#lib/reception/hours.ts";
import { recordResult } from "#lib/reception/result.ts";
import { slotKey } from "#lib/reception/slots.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { numbers } from "#tests/disclosure/random-city.ts";
import { lawful } from "#tests/support/answers.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official, seenNow, smallCity } from "#tests/support/office.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
const officials: Actor[] = [];
const cases: number[] = [];
const now = new Date("2026-11-16T06:00:00Z");
const team: [Role, string | null][] = [
  ...["registrar", "registrar", "registrar", "operator", "operator", "signer", "signer", "signer", "auditor"].map((role): [Role, null] => [role as Role, null]),
  ...["heat", "roads"].flatMap((place): [Role, string][] => [["head", place], ["head", place], ["executor", place], ["executor", place], ["executor", place]]), ["administrator", null],
];
beforeAll(async () => {
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`INSERT INTO private.channel (code, name_en) VALUES ('reception', 'Reception')`;
  for (const [role, place] of team) officials.push(await official(db.owner, role, place));
  for (let n = 0; n < 30; n++) {
    const applicant = { name: `Тұрғын ${n % 12}`, phone: `+770100000${10 + n % 12}` };
    const taken = await privateDb().transaction((tx) => receive(tx, { channel: "phone", language: n % 3 ? "kk" : "ru", text: `Жылу жоқ ${n}`, category: "heating", district: "north", applicant, receivedAt: now }));
    cases.push(taken!.id);
  }
  const signer = officials.find((one) => one.roles.includes("signer"))!;
  await addHours(officials[0]!, { official: signer.id, weekday: 1, day: null, starts: "12:00", ends: "20:00", minutes: 30, seats: 3, place: "1" }, now);
});
afterAll(() => db.drop());

type Dice = <T>(from: readonly T[]) => T;

/** One act of one official on one case: mostly a step that the table has from where the case stands, sometimes anything. */
async function actOnce(actor: Actor, dice: Dice): Promise<void> {
  const own = actor.department ? (await db.owner`SELECT id::int FROM private.appeal WHERE department = ${actor.department} AND parent IS NULL ORDER BY id`).map((one) => one.id as number) : [];
  const id = dice(own.length > 0 ? own : cases), drawn = { id, seen: await seenNow(db.owner, id) };
  const [at] = await db.owner`SELECT track, status, department, number FROM private.appeal WHERE id = ${id}`;
  const [waiting] = await db.owner`SELECT id::int FROM private.proposal WHERE appeal = ${id} AND decided_at IS NULL`;
  const [part] = await db.owner`SELECT id::int FROM private.co_executor WHERE appeal = ${id}`;
  const [letter] = await db.owner`SELECT id::int FROM private.outbox WHERE appeal = ${id} AND state = 'waiting'`;
  const [visit] = await db.owner`SELECT id::int FROM private.booking WHERE appeal = ${id} AND state = 'booked'`;
  const [problem] = await db.owner`SELECT id::int, version FROM private.problem ORDER BY random() LIMIT 1`;
  const department = dice(["heat", "roads"]), kind = dice(kinds), reason = "себебі";
  const several = await Promise.all([id, dice(cases), dice(cases)].map(async (one) => ({ id: one, seen: await seenNow(db.owner, one) })));
  const signer = officials.find((one) => one.roles.includes("signer"))!;
  // Seldom the steps that end a case for good: the others would find nothing to do.
  const lasting = !dice([true, false, false, false, false, false, false, false, false, false]);
  const steps = stepsFrom(at!.track as Track, at!.status as Status).filter((one) => !lasting || !["withdrawn", "spam", "merged", "redirected", "terminated", "returned"].includes(one.to));
  const step = async () => {
    const next = dice(steps.length > 0 ? steps : workflow);
    if (next.via === "assign") return assign(actor, { ...drawn, department, reason }, now);
    if (next.via === "send_back") return sendBack(actor, { ...drawn, reason }, now);
    const [target] = await db.owner`SELECT number FROM private.appeal WHERE applicant = (SELECT applicant FROM private.appeal WHERE id = ${id}) AND id <> ${id} LIMIT 1`;
    if (next.via === "status") return changeStatus(actor, { ...drawn, to: next.to, reason, kind, term: "2026-11-20", target: (target?.number ?? "") as string }, now);
    return propose(actor, { ...drawn, act: next.via, reason, detail: { ground: dice(grounds), to: "Министрлік", part: dice(["", "Зейнетақы"]) } }, now);
  };
  const other: (() => Promise<unknown>)[] = [
    () => classify(actor, { ...drawn, category: dice(["heating", "snow"]), district: dice(["north", "south"]) }),
    () => writeAnswer(actor, { ...drawn, text: lawful.kk, language: "kk", outcome: dice(["satisfied", "refused"]), then: dice(["keep", "send"]) }, now),
    () => propose(actor, { ...drawn, act: dice(acts), reason, detail: { ground: "repeat", to: "Министрлік", until: "2027-01-18" } }, now),
    () => decide(actor, { ...drawn, proposal: waiting?.id as number ?? 0, accept: dice([true, true, false]), reason }, now),
    () => addPart(actor, { ...drawn, department, staff: null, task: "Тексеру", internalDue: "2026-11-18" }, now),
    () => contribute(actor, { ...drawn, entry: part?.id as number ?? 0, text: "Тексерілді" }, now),
    () => editApplicant(actor, { ...drawn, name: `Тұрғын ${dice([1, 2, 3])}`, phone: "", email: "", address: dice(["А", "Б"]), way: null }, now),
    () => issueCode(actor, drawn),
    () => claimCase(actor, { id, holder: null }, now),
    () => recordDelivery(actor, { ...drawn, notice: letter?.id as number ?? 0, way: "hand", day: "2026-11-16" }, now),
    () => book(actor, { slot: slotKey({ official: signer.id, startsAt: new Date(`2026-11-16T${dice(["13", "15", "17"])}:00:00+05:00`) }), caseId: id }, now),
    () => recordResult(actor, { booking: visit?.id as number ?? 0, ...dice([
      { result: "unsolved" as const, note: "Жоқ", kind }, { result: "solved" as const, note: "Иә", outcome: "satisfied" as const, department }, { result: "promised" as const, note: "Болады", until: "2026-11-20", department },
    ]) }, new Date("2026-11-16T14:00:00Z")),
    () => createProblem(actor, { title: "Жылу жоқ", category: "heating", district: "north", department, cases: several.map((one) => one.id) }),
    () => linkCases(actor, { problem: problem?.id as number ?? 0, cases: [id] }),
    () => unlinkCase(actor, { problem: problem?.id as number ?? 0, case: id }),
    () => assignProblem(actor, { problem: problem?.id as number ?? 0, cases: several, instruction: "", internalDue: null }, now),
    () => answerProblem(actor, { problem: problem?.id as number ?? 0, seen: { version: problem?.version as number ?? 0, seq: 0 }, cases: several, texts: { kk: `№ {number}. ${lawful.kk}`, ru: `№ {number}. ${lawful.ru}` }, outcome: "satisfied", then: "send" }, now),
    () => signProblem(actor, { problem: problem?.id as number ?? 0, cases: several }, now),
    async () => {
      const made = await runBatch(actor, dice([{ act: "assign" as const, department, executor: null }, { act: "classify" as const, category: "snow", district: null }, { act: "register" as const, kind, confirmed: true }]), several, now);
      if (dice([true, false])) await undoBatch(actor, made, now);
    },
    () => escalate(new Date("2026-12-30T06:00:00Z")),
  ];
  await (dice([true, true, true, false]) ? step() : dice(other)());
}

test("twenty officials act at random on thirty cases: every chain is whole, every state has its event, and none is reached that the table doesn't lead to", async () => {
  const received = await db.owner`SELECT count(*)::int AS n, min(received_at) AS first, max(received_at) AS last FROM private.appeal WHERE parent IS NULL`;
  const faults: unknown[] = [];
  let done = 0, refused = 0;
  await Promise.all(officials.map(async (actor, who) => {
    const next = numbers(who * 7919 + 3);
    const dice: Dice = (from) => from[Math.floor(next() * from.length)]!;
    for (let n = 0; n < 60; n++) {
      await actOnce(actor, dice).then(() => { done++; }, (error: unknown) => {
        if (error instanceof Refusal || error instanceof Conflict) refused++;
        else faults.push(error);
      });
    }
  }));
  expect(faults).toEqual([]);
  expect(done).toBeGreaterThan(100); // a test in which nothing happens proves nothing
  expect(refused).toBeGreaterThan(100);

  expect(await verifyChain()).toEqual([]);
  expect(await verifyOfficeChain()).toBeNull();

  // Each case's life as its history tells it, against the table and against the case.
  const column = { status: "status", track: "track", department: "department", executor: "executor", kind: "kind", category: "category", district: "district", round: "round", outcome: "outcome", problem: "problem" } as const;
  const allowed = new Set(workflow.map((step) => `${step.track}: ${step.from} → ${step.to}`));
  for (const now of await db.owner`SELECT * FROM private.appeal ORDER BY id`) {
    const life = await db.owner`SELECT kind, before, after, actor FROM private.event WHERE appeal = ${now.id} ORDER BY seq`;
    const told: Record<string, unknown> = {};
    let track = "signal";
    for (const event of life) {
      const after = (event.after ?? {}) as Record<string, unknown>, before = event.before as Record<string, unknown> | null;
      if (before && "status" in before) {
        expect(before.status).toBe(told.status);
        if (event.kind !== "undo") expect(allowed).toContain(`${track}: ${before.status as string} → ${after.status as string}`);
      }
      for (const name of Object.keys(column)) if (before && name in before || (name === "status" && name in after)) told[name] = after[name];
      track = (told.track as string | undefined) ?? track;
    }
    for (const name of Object.keys(told)) expect([now.number, name, told[name] === null ? null : String(told[name])]).toEqual([now.number, name, now[name] === null ? null : String(now[name])]);
    expect([now.number, now.closed_at !== null]).toEqual([now.number, closedStatuses.includes(now.status as Status)]);
    if (now.status === "spam" || now.status === "merged") expect(now.track).toBe("signal");
  }

  const none = async (query: ReturnType<typeof db.owner>) => expect([...await query]).toEqual([]);
  await none(db.owner`SELECT a.number FROM private.appeal a WHERE round - 1 <> (SELECT count(*) FROM private.past_round p WHERE p.appeal = a.id)`);
  await none(db.owner`SELECT a.number FROM private.appeal a JOIN private.proposal p ON p.appeal = a.id AND p.decided_at IS NULL WHERE a.closed_at IS NOT NULL`);
  await none(db.owner`SELECT a.number FROM private.appeal a WHERE (status IN ('returned', 'terminated') OR (status = 'redirected' AND parent IS NULL) OR extended_at IS NOT NULL)
    AND NOT EXISTS (SELECT FROM private.proposal p WHERE p.appeal = a.id AND p.accepted AND p.decided_by <> p.proposed_by)`);
  await none(db.owner`SELECT a.number FROM private.appeal a WHERE track = 'appeal' AND status = 'answered' AND NOT EXISTS (SELECT FROM private.answer r WHERE r.appeal = a.id AND r.round = a.round AND r.signed_by <> r.written_by)`);
  await none(db.owner`SELECT a.number FROM private.appeal a WHERE extended_at IS NOT NULL AND (kind = 'complaint' OR NOT EXISTS (SELECT FROM private.outbox o WHERE o.appeal = a.id AND o.kind = 'extension'))`);
  // Who was received, and when, no act of an official changes: a month that is counted stays as it was.
  expect(await db.owner`SELECT count(*)::int AS n, min(received_at) AS first, max(received_at) AS last FROM private.appeal WHERE parent IS NULL OR status = 'merged'`).toEqual(received);
}, 120_000);

test("twenty common answers at once, each filled with its cases' own numbers, wait for no connection that another holds", async () => {
  const registrar = officials.find((one) => one.roles.includes("registrar"))!, executor = officials.find((one) => one.roles.includes("executor"))!;
  const place = executor.department!;
  const problems = await Promise.all(Array.from({ length: 20 }, async (_, n) => {
    const { id } = (await privateDb().transaction((tx) => receive(tx, { channel: "phone", language: "kk", text: `Тағы жылу жоқ ${n}`, receivedAt: now })))!;
    await assign(registrar, { id, seen: await seenNow(db.owner, id), department: place }, now);
    return { id, problem: await createProblem(registrar, { title: "Жылу жоқ", category: null, district: null, department: place, cases: [id] }) };
  }));
  const answered = await Promise.all(problems.map(async ({ id, problem }) => answerProblem(executor, {
    problem, seen: { version: 1, seq: 0 }, cases: [{ id, seen: await seenNow(db.owner, id) }], texts: { kk: "№ {number}: қосылды" }, outcome: "satisfied", then: "send",
  }, now)));
  expect(answered.flatMap((one) => one.done).toSorted((a, b) => a - b)).toEqual(problems.map(({ id }) => id).toSorted((a, b) => a - b));
}, 20_000);
