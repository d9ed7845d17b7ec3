import { and, asc, eq } from "drizzle-orm";
import { rating } from "#db/private/intake.ts";
import { appeal, privateDb } from "#db/private.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** What the applicant said to "was it really solved?", oldest first; the last word of a round counts. */
export async function ratingsOf(actor: Actor, caseId: number) {
  demand(actor, "case.read");
  const rows = await privateDb().select({ id: rating.id, round: rating.round, answer: rating.answer, reason: rating.reason, at: rating.at })
    .from(rating).innerJoin(appeal, eq(appeal.id, rating.appeal)).where(and(eq(rating.appeal, caseId), scopeOf(actor))).orderBy(asc(rating.id));
  return rows.map((row) => ({ ...row, answer: row.answer as "yes" | "partly" | "no" }));
}
