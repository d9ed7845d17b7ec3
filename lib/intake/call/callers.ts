import { and, asc, eq, sql } from "drizzle-orm";
import { message } from "#db/private/intake.ts";
import { appeal, privateDb } from "#db/private.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import type { Speaker } from "#lib/intake/call/take.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Who called about a case without being its applicant, or again. Shown with the applicant, whose look is written down (lib/appeals/applicant.ts). */
export async function callersOf(actor: Actor, caseId: number): Promise<Speaker[]> {
  demand(actor, "applicant.look");
  const rows = await privateDb().select({ name: sql<string | null>`${message.detail} #>> '{caller,name}'`, phone: sql<string | null>`${message.detail} #>> '{caller,phone}'` }).from(message)
    .innerJoin(appeal, eq(appeal.id, message.appeal)).where(and(eq(message.appeal, caseId), sql`${message.detail} ? 'caller'`, scopeOf(actor))).orderBy(asc(message.id));
  const known = new Map(rows.filter(({ name, phone }) => name ?? phone).map((one) => [`${one.name} ${one.phone}`, one]));
  return [...known.values()];
}
