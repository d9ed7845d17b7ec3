import { and, eq, isNull, sql } from "drizzle-orm";
import { problem } from "#db/private/problem.ts";
import { appeal, category, type Connection, department, district, privateDb } from "#db/private.ts";
import { holdCase, type Seen } from "#lib/appeals/case.ts";
import { holdProblem } from "#lib/appeals/problem.ts";
import { record } from "#lib/appeals/record.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** What a problem is: a title without anybody's name, what it is about and where, and who answers for it. */
export type ProblemFacts = { title: string; category: string | null; district: string | null; department: string };

async function demandFacts(tx: Connection, actor: Actor, facts: ProblemFacts): Promise<void> {
  if (!facts.title.trim()) throw new Refusal("required", {}, "title");
  const known = async (table: typeof category | typeof district, code: string) => (await tx.select({ code: table.code }).from(table).where(eq(table.code, code))).length > 0;
  if (facts.category !== null && !(await known(category, facts.category))) throw new Refusal("invalid", {}, "category");
  if (facts.district !== null && !(await known(district, facts.district))) throw new Refusal("invalid", {}, "district");
  const [place] = await tx.select({ code: department.code }).from(department).where(and(eq(department.code, facts.department), eq(department.active, true)));
  if (!place) throw new Refusal("invalid", {}, "department");
  // Between departments work is the registrar's to give (assign.ts).
  if (ownScope(actor) && facts.department !== actor.department) throw new Refusal("forbidden", {}, "department");
}

/** What a problem is and when it is over, says its own department or who gives work to departments; who only has a case in it may join and leave. */
export function demandOwn(actor: Actor, found: { department: string }): void {
  if (ownScope(actor) && found.department !== actor.department) throw new Refusal("forbidden");
}

/** Adds open cases to a problem. All or none: who chose them sees which can't be. In the order of their ids, so that two at once don't wait for each other. */
async function join(tx: Connection, actor: Actor, to: { id: number; title: string }, cases: readonly number[]): Promise<void> {
  const refused: string[] = [];
  for (const id of [...new Set(cases)].sort((a, b) => a - b)) {
    const found = await holdCase(tx, actor, id);
    if (found.problem === to.id) continue;
    if (found.closedAt || found.problem !== null) refused.push(found.number);
    else await record(tx, actor, found, { problem: to.id }, { kind: "problem_linked", more: { problemTitle: to.title } });
  }
  if (refused.length > 0) throw new Refusal("problemCases", { numbers: refused.join(", ") }, "cases");
}

/** Opens a problem from cases of several people. @returns its id */
export async function createProblem(actor: Actor, input: ProblemFacts & { cases: readonly number[] }): Promise<number> {
  demand(actor, "problem.manage");
  return privateDb().transaction(async (tx) => {
    await demandFacts(tx, actor, input);
    if (input.cases.length === 0) throw new Refusal("required", {}, "cases");
    const facts = { title: input.title.trim(), category: input.category, district: input.district, department: input.department };
    const [made] = await tx.insert(problem).values({ ...facts, openedBy: actor.id }).returning({ id: problem.id });
    await join(tx, actor, { id: made!.id, title: facts.title }, input.cases);
    // The office's history last: its writers stand in a line, and who holds a case may be in it.
    await recordOffice(tx, actor, { kind: "problem", subject: String(made!.id), after: { problemTitle: facts.title, category: facts.category, district: facts.district, department: facts.department } });
    return made!.id;
  });
}

/** Says anew what a problem is; its cases stay as they are. */
export async function editProblem(actor: Actor, input: ProblemFacts & { problem: number; seen: Seen }): Promise<void> {
  demand(actor, "problem.manage");
  await privateDb().transaction(async (tx) => {
    const before = await holdProblem(tx, actor, input.problem, input.seen);
    demandOwn(actor, before);
    await demandFacts(tx, actor, input);
    const facts = { title: input.title.trim(), category: input.category, district: input.district, department: input.department };
    await tx.update(problem).set({ ...facts, version: sql`${problem.version} + 1` }).where(eq(problem.id, before.id));
    const told = ({ title, ...rest }: ProblemFacts) => ({ problemTitle: title, category: rest.category, district: rest.district, department: rest.department });
    await recordOffice(tx, actor, { kind: "problem", subject: String(before.id), before: told(before), after: told(facts) });
  });
}

/** Adds cases to an open problem, by id or by number. */
export async function linkCases(actor: Actor, input: { problem: number; cases: readonly number[]; number?: string | null }): Promise<void> {
  demand(actor, "problem.manage");
  await privateDb().transaction(async (tx) => {
    const to = await holdProblem(tx, actor, input.problem, null);
    if (to.closedAt) throw new Refusal("problemClosed");
    const number = input.number?.trim();
    const [named] = number ? await tx.select({ id: appeal.id }).from(appeal).where(and(eq(appeal.number, number), ownScope(actor))) : [];
    if (number && !named) throw new Refusal("caseUnknown", {}, "number");
    const cases = [...input.cases, ...(named ? [named.id] : [])];
    if (cases.length === 0) throw new Refusal("required", {}, "number");
    await join(tx, actor, to, cases);
  });
}

/** Takes an open case out of its problem; an answered one was answered with it. */
export async function unlinkCase(actor: Actor, input: { problem: number; case: number }): Promise<void> {
  demand(actor, "problem.manage");
  await privateDb().transaction(async (tx) => {
    const from = await holdProblem(tx, actor, input.problem, null);
    const found = await holdCase(tx, actor, input.case);
    if (found.problem !== from.id || found.closedAt) throw new Refusal("problemCases", { numbers: found.number });
    await record(tx, actor, found, { problem: null }, { kind: "problem_unlinked", more: { problemTitle: from.title } });
  });
}

/** Ends a problem when all its cases are closed, or opens it again: the heating failed once more. */
export async function switchProblem(actor: Actor, input: { problem: number; seen: Seen; open: boolean }, now = new Date()): Promise<void> {
  demand(actor, "problem.manage");
  await privateDb().transaction(async (tx) => {
    const found = await holdProblem(tx, actor, input.problem, input.seen);
    demandOwn(actor, found);
    if (input.open === (found.closedAt === null)) return;
    const [waiting] = input.open ? [] : await tx.select({ id: appeal.id }).from(appeal).where(and(eq(appeal.problem, found.id), isNull(appeal.closedAt))).limit(1);
    if (waiting) throw new Refusal("problemOpenCases");
    await tx.update(problem).set({ closedAt: input.open ? null : now, version: sql`${problem.version} + 1` }).where(eq(problem.id, found.id));
    await recordOffice(tx, actor, { kind: "problem", subject: String(found.id), after: { problemOpen: input.open } });
  });
}
