import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { airlockDb } from "#db/airlock.ts";
import { privateDb } from "#db/private.ts";
import { changeStatus } from "#lib/appeals/change.ts";
import { type AnswerProblem, answerProblem, assignProblem, signProblem } from "#lib/appeals/problem-answer.ts";
import { problemCandidates, problemsOf } from "#lib/appeals/problem-candidates.ts";
import { createProblem, linkCases, switchProblem } from "#lib/appeals/problem-link.ts";
import { viewProblem } from "#lib/appeals/problem-view.ts";
import { verifyChain } from "#lib/audit.ts";
import { receive } from "#lib/intake/receive.ts";
import { freezeCounts } from "#lib/release/freeze.ts";
import { readHierarchies } from "#lib/release/hierarchy.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { lawful } from "#tests/support/answers.ts";
import { testDatabase } from "#tests/support/database.ts";
import { official, seenNow, smallCity } from "#tests/support/office.ts";

// A day at work: at seven on a Monday in November a heating main bursts and forty people call.

let db: Awaited<ReturnType<typeof testDatabase>>;
let operator: Actor, registrar: Actor, head: Actor, executor: Actor, akim: Actor;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] }); // an act works for some seconds and leaves the rest: here no clock runs, however busy the machine
  db = await testDatabase();
  await smallCity(db.owner);
  await db.owner`UPDATE private.category SET target_days = 2 WHERE code = 'heating'`;
  operator = await official(db.owner, "operator");
  registrar = await official(db.owner, "registrar");
  head = await official(db.owner, "head", "heat");
  executor = await official(db.owner, "executor", "heat");
  akim = await official(db.owner, "signer");
});
afterAll(async () => {
  vi.useRealTimers();
  await db.drop();
});

const at = (time: string) => new Date(`2026-11-16T${time}:00+05:00`);
const said = { kk: "Солтүстікте таңертеңнен бері батарея суық, үйде жылу мүлде жоқ", ru: "На севере с утра холодные батареи, тепла в доме нет совсем" } as const;
const call = async (n: number, language: "kk" | "ru", minute: number, phone = `+7701000${String(1000 + n)}`) =>
  (await privateDb().transaction((tx) => receive(tx, {
    channel: "phone", language, text: said[language], category: "heating", district: "north", applicant: { name: `Тұрғын ${n}`, phone }, receivedAt: new Date(at("07:00").getTime() + minute * 60_000),
  }, operator)))!.id;
const shown = async (problem: number, actor: Actor) => {
  const { seen, cases } = await viewProblem(actor, problem);
  return { seen, cases: cases.filter((one) => one.closedAt === null).map(({ id, version, seq }) => ({ id, seen: { version, seq } })) };
};
const counted = async (problem: number) => Object.fromEntries((await db.owner`SELECT status, count(*)::int AS n FROM private.appeal WHERE problem = ${problem} GROUP BY 1`).map((row) => [row.status, row.n]));

test("a heating failure with forty callers", async () => {
  const callers: number[] = [];
  for (let n = 0; n < 40; n++) callers.push(await call(n, n % 8 < 5 ? "kk" : "ru", n));
  // One of them calls twice: his second call is his own duplicate and no case of the problem.
  const again = await call(3, "kk", 55);
  const [number] = await db.owner`SELECT number FROM private.appeal WHERE id = ${callers[3]!}`;
  await changeStatus(registrar, { id: again, seen: await seenNow(db.owner, again), to: "merged", target: number!.number }, at("08:05"));

  // The registrar opens one case and finds others like it; the problem is called by what they have in common.
  const found = await problemCandidates(registrar, [callers[0]!]);
  expect(found).toMatchObject({ category: "heating", district: "north", department: "heat" });
  expect(found.cases.filter((one) => one.chosen).map((one) => one.id)).toEqual([callers[0]]);
  expect(found.cases.length).toBeGreaterThan(5);
  const problem = await createProblem(registrar, { title: "Солтүстікте жылу жоқ", category: "heating", district: "north", department: "heat", cases: found.cases.map((one) => one.id) });
  // The others are met in the inbox, where the open problem is suggested to each.
  for (const id of callers) {
    const { part, likely } = await problemsOf(registrar, id);
    if (part) continue;
    expect(likely.map((one) => one.id)).toEqual([problem]);
    await linkCases(registrar, { problem, cases: [id] });
  }
  // Seven of them want it in writing by law; the rest are signals.
  for (const id of callers.filter((_, n) => n % 6 === 0)) await changeStatus(registrar, { id, seen: await seenNow(db.owner, id), to: "registered", kind: "application" }, at("09:10"));
  expect(await counted(problem)).toEqual({ received: 33, registered: 7 });
  await expect(viewProblem(executor, problem)).resolves.toMatchObject({ cases: [], elsewhere: 40 });

  const given = await assignProblem(registrar, { problem, ...await shown(problem, registrar), instruction: "Құбырды ауыстырып, жылуды қосыңыз", internalDue: "2026-11-17" }, at("09:20"));
  expect(given.left).toEqual([]);
  expect(await counted(problem)).toEqual({ assigned: 40 });

  // By noon the pipe is mended. While the executor writes, his head takes one case up himself.
  const drawn = await shown(problem, executor), taken = callers[17]!;
  await changeStatus(head, { id: taken, seen: await seenNow(db.owner, taken), to: "in_work" }, at("11:50"));
  const answer = (more: Pick<AnswerProblem, "seen" | "cases"> & Partial<AnswerProblem>): AnswerProblem => ({ problem, texts: lawful, outcome: "satisfied", then: "send", ...more });
  const first = await answerProblem(executor, answer(drawn), at("12:00"));
  expect(first).toMatchObject({ left: [{ id: taken, why: "changedMeanwhile" }] });
  expect(await counted(problem)).toEqual({ answered: 32, on_approval: 7, in_work: 1 });
  const rest = await shown(problem, executor);
  const second = await answerProblem(executor, answer({ seen: rest.seen, cases: rest.cases.filter((one) => one.id === taken) }), at("12:05"));
  expect(second).toEqual({ done: [taken], left: [] });

  // The akim signs the seven in one act: seven signatures, seven events.
  const signed = await signProblem(akim, { problem, cases: (await shown(problem, akim)).cases }, at("15:00"));
  expect(signed.done).toHaveLength(7);
  expect(await counted(problem)).toEqual({ answered: 40 });
  expect(await db.owner`SELECT count(*)::int AS n FROM private.answer WHERE signed_by = ${akim.id}`).toEqual([{ n: 7 }]);
  expect(await db.owner`SELECT count(*)::int AS n FROM private.event WHERE actor = ${akim.id} AND after->>'status' = 'answered'`).toEqual([{ n: 7 }]);

  // Each is told once, in his own language.
  const told = await db.owner`SELECT o.language, count(DISTINCT o.appeal)::int AS people, count(*)::int AS messages FROM private.outbox o JOIN private.appeal a ON a.id = o.appeal AND a.language = o.language
    WHERE o.kind = 'answer' AND a.problem = ${problem} GROUP BY 1 ORDER BY 1`;
  expect(told).toEqual([{ language: "kk", people: 25, messages: 25 }, { language: "ru", people: 15, messages: 15 }]);

  // A forty-first calls in the evening: the case joins, and the answer that is kept does for it as well.
  const late = await call(41, "ru", 700);
  await linkCases(registrar, { problem, cases: [late] });
  await assignProblem(registrar, { problem, ...await shown(problem, registrar), instruction: "", internalDue: null }, at("18:45"));
  const kept = await viewProblem(head, problem), forLate = await shown(problem, head);
  expect(await answerProblem(head, answer({ texts: { ru: kept.texts.ru!.text }, ...forLate }), at("19:00"))).toEqual({ done: [late], left: [] });
  await switchProblem(registrar, { problem, seen: (await viewProblem(registrar, problem)).seen, open: false }, at("19:05"));

  // Statistics count people's cases and nothing else: forty-one, not one problem; the second call of one man not at all.
  await airlockDb().transaction(async (tx) => freezeCounts(tx, "2026-11", "trial", await readHierarchies(tx), "Asia/Almaty"));
  expect(await db.owner`SELECT count(*)::int AS n, count(DISTINCT appeal)::int AS cases FROM private.frozen`).toEqual([{ n: 41, cases: 41 }]);
  expect(await verifyChain()).toEqual([]);
}, 300_000);
