import { and, asc, count, eq, sql } from "drizzle-orm";
import type { Outcome, Status } from "#db/reference/codelists.ts";
import { problem, problemText } from "#db/private/problem.ts";
import { answer, appeal, privateDb, staff } from "#db/private.ts";
import { newestChange } from "#lib/appeals/office-changes.ts";
import { announcementOf } from "#lib/appeals/problem-announce.ts";
import { problemScope, watchedProblem } from "#lib/appeals/problem.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import type { Track } from "#lib/appeals/status.ts";
import { Refusal } from "#lib/errors.ts";
import { type Locale, locales } from "#lib/i18n/locale.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type ProblemView = Awaited<ReturnType<typeof viewProblem>>;
export type ProblemCase = ProblemView["cases"][number];

/**
 * A problem with its people's cases, as far as this official may see them (`elsewhere` says how many he may not), and
 * its common answer. @throws Refusal "notFound" outside his scope
 */
export async function viewProblem(actor: Actor, id: number) {
  demand(actor, "case.read");
  const db = privateDb();
  const [row] = await db.select({ id: problem.id, title: problem.title, category: problem.category, district: problem.district, department: problem.department, outcome: problem.outcome,
    openedAt: problem.openedAt, opener: staff.name, closedAt: problem.closedAt, version: problem.version })
    .from(problem).innerJoin(staff, eq(staff.id, problem.openedBy)).where(and(eq(problem.id, id), problemScope(actor)));
  if (!row) throw new Refusal("notFound");
  const [cases, [all], texts, seq, announced] = await Promise.all([
    db.select({
      id: appeal.id, number: appeal.number, track: appeal.track, status: appeal.status, language: appeal.language, department: appeal.department, receivedAt: appeal.receivedAt,
      dueAt: appeal.dueAt, closedAt: appeal.closedAt, excerpt: sql<string>`left(${appeal.text}, 160)`, version: appeal.version, seq: appeal.historySeq,
      // Named by hand: in a query of one table drizzle leaves its name out, and "id" would be the answer's.
      draft: sql<string | null>`(SELECT n.text FROM private.answer n WHERE n.appeal = "appeal"."id" AND n.round = "appeal"."round" ORDER BY n.id DESC LIMIT 1)`,
      author: sql<number | null>`(SELECT n.written_by::int FROM private.answer n WHERE n.appeal = "appeal"."id" AND n.round = "appeal"."round" ORDER BY n.id DESC LIMIT 1)`,
    }).from(appeal).where(and(eq(appeal.problem, id), scopeOf(actor))).orderBy(asc(appeal.receivedAt), asc(appeal.id)),
    db.select({ n: count() }).from(appeal).where(eq(appeal.problem, id)),
    db.select({ language: problemText.language, text: problemText.text, by: staff.name, at: problemText.writtenAt }).from(problemText).innerJoin(staff, eq(staff.id, problemText.writtenBy)).where(eq(problemText.problem, id)),
    newestChange(db, watchedProblem(id)), announcementOf(id),
  ]);
  return {
    ...row, announced, outcome: row.outcome as Exclude<Outcome, "terminated"> | null, seen: { version: row.version, seq }, elsewhere: all!.n - cases.length,
    cases: cases.map((one) => ({ ...one, track: one.track as Track, status: one.status as Status, language: one.language as Locale })),
    texts: Object.fromEntries(texts.map((one) => [one.language, one])) as Partial<Record<Locale, (typeof texts)[number]>>,
  };
}

/** The languages in which a problem's open cases want their answer. */
export const languagesOf = (cases: readonly Pick<ProblemCase, "language" | "closedAt">[]): Locale[] =>
  locales.filter((one) => cases.some((its) => its.closedAt === null && its.language === one));
