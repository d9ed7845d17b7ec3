import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { problem } from "#db/private/problem.ts";
import { appeal, privateDb } from "#db/private.ts";
import { likelyProblems } from "#lib/appeals/problem.ts";
import { routeOf } from "#lib/appeals/routing.ts";
import { ownScope, scopeOf } from "#lib/appeals/scope.ts";
import { nearDuplicates } from "#lib/appeals/similar.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** The value all of them have; null where they differ. */
const common = (values: readonly (string | null)[]): string | null => (new Set(values).size === 1 ? values[0]! : null);

/** The cases a new problem may be made of: those chosen, then those much like the first; what they have in common; where it would go. */
export async function problemCandidates(actor: Actor, chosen: readonly number[]) {
  demand(actor, "problem.manage");
  const db = privateDb(), [first] = chosen;
  const near = first === undefined ? [] : (await nearDuplicates(actor, first).catch((error) => {
    // A first case that isn't this official's to see is no case: the form says so by its absence.
    if (error instanceof Refusal) return [];
    throw error;
  })).map((one) => one.id);
  const ids = [...new Set([...chosen, ...near])];
  if (ids.length === 0) return { cases: [], category: null, district: null, department: null };
  const rows = await db.select({ id: appeal.id, number: appeal.number, status: appeal.status, category: appeal.category, district: appeal.district, channel: appeal.channel, language: appeal.language,
    receivedAt: appeal.receivedAt, excerpt: sql<string>`left(${appeal.text}, 160)`, text: appeal.text })
    .from(appeal).where(and(inArray(appeal.id, ids), isNull(appeal.closedAt), isNull(appeal.problem), ownScope(actor))).orderBy(asc(appeal.receivedAt), asc(appeal.id));
  const picked = rows.filter((one) => chosen.includes(one.id)), [sample] = picked;
  return {
    cases: rows.map(({ text: _, ...row }) => ({ ...row, chosen: chosen.includes(row.id) })),
    category: common(picked.map((one) => one.category)), district: common(picked.map((one) => one.district)),
    department: ownScope(actor) ? actor.department : sample ? (await routeOf(db, sample))?.department ?? null : null,
  };
}

/** The problem a case is part of, and open ones it may be part of. */
export async function problemsOf(actor: Actor, id: number) {
  demand(actor, "case.read");
  const db = privateDb();
  const [row] = await db.select({ category: appeal.category, district: appeal.district, closedAt: appeal.closedAt, problem: problem.id, title: problem.title, over: problem.closedAt })
    .from(appeal).leftJoin(problem, eq(problem.id, appeal.problem)).where(and(eq(appeal.id, id), scopeOf(actor)));
  if (!row) throw new Refusal("notFound");
  const part = row.problem === null ? null : { id: row.problem, title: row.title!, closedAt: row.over };
  return { part, likely: part || row.closedAt ? [] : await likelyProblems(actor, row) };
}
