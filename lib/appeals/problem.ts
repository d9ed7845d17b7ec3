import { and, desc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { problem } from "#db/private/problem.ts";
import { appeal, type Connection, privateDb } from "#db/private.ts";
import type { Seen } from "#lib/appeals/case.ts";
import { Conflict } from "#lib/appeals/conflict.ts";
import { newestChange, officeChangesSince } from "#lib/appeals/office-changes.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Which problems exist for an official: a department's officer finds those it answers for and those with a case of its own. */
export function problemScope(actor: Actor): SQL | undefined {
  const cases = ownScope(actor);
  return cases && sql`(${problem.department} = ${actor.department} OR EXISTS (SELECT 1 FROM private.appeal WHERE ${appeal.problem} = ${problem.id} AND ${cases}))`;
}

/** A problem in the office's own history. */
export const watchedProblem = (id: number) => ({ kind: "problem", subject: String(id) });

export type Problem = Awaited<ReturnType<typeof holdProblem>>;

/** Takes a problem for this transaction (its key may be pointed at meanwhile: who joins a case to it has locked the case first). @throws Refusal "notFound"; Conflict when it is another than the form was drawn from */
export async function holdProblem(tx: Connection, actor: Actor, id: number, seen: Seen | null) {
  const [row] = await tx.select({ id: problem.id, title: problem.title, category: problem.category, district: problem.district, department: problem.department,
    outcome: problem.outcome, closedAt: problem.closedAt, version: problem.version })
    .from(problem).where(and(eq(problem.id, id), problemScope(actor))).for("no key update");
  if (!row) throw new Refusal("notFound");
  if (seen && seen.version !== row.version) {
    throw new Conflict(await officeChangesSince(tx, watchedProblem(id), seen.seq), { version: row.version, seq: await newestChange(tx, watchedProblem(id)) });
  }
  return row;
}

// Named by hand: in a query of one table drizzle leaves its name out, and "id" would be the inner table's.
const counted = {
  cases: sql<number>`(SELECT count(*)::int FROM private.appeal a WHERE a.problem = "problem"."id")`,
  open: sql<number>`(SELECT count(*)::int FROM private.appeal a WHERE a.problem = "problem"."id" AND a.closed_at IS NULL)`,
};

/** Problems an official may see: the open ones, or those that are over; newest first. */
export async function listProblems(actor: Actor, over: boolean, most = 200) {
  demand(actor, "case.read");
  return privateDb().select({ id: problem.id, title: problem.title, category: problem.category, district: problem.district, department: problem.department, openedAt: problem.openedAt, closedAt: problem.closedAt, ...counted })
    .from(problem).where(and(problemScope(actor), over ? sql`${problem.closedAt} IS NOT NULL` : isNull(problem.closedAt))).orderBy(desc(problem.openedAt), desc(problem.id)).limit(most);
}

/** Open problems that a case may belong to: of its district and its category, or another category of the same group. */
export async function likelyProblems(actor: Actor, of: { category: string | null; district: string | null }) {
  if (of.category === null || of.district === null) return [];
  const group = (code: SQL | string) => sql`(SELECT coalesce(c.parent, c.code) FROM private.category c WHERE c.code = ${code})`;
  return privateDb().select({ id: problem.id, title: problem.title, ...counted }).from(problem)
    .where(and(problemScope(actor), isNull(problem.closedAt), eq(problem.district, of.district), sql`${group(sql`${problem.category}`)} = ${group(of.category)}`))
    .orderBy(desc(problem.openedAt)).limit(5);
}
