import { and, desc, eq, or, sql } from "drizzle-orm";
import { appeal, applicantLook, person, privateDb } from "#db/private.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

const most = 10;

/**
 * The cases of who calls from a phone (E.164), also those he called about for somebody else: open ones first. Only a whole number
 * is looked for. Whose they are is told, so each is a look, written down before anything is shown.
 */
export async function earlierCases(actor: Actor, phone: string) {
  demand(actor, "call.take");
  demand(actor, "applicant.look");
  return privateDb().transaction(async (tx) => {
    const called = sql`${appeal.id} IN (SELECT m.appeal FROM private.message m WHERE m.detail ? 'caller' AND m.detail #>> '{caller,phone}' = ${phone})`;
    const found = await tx.select({
      id: appeal.id, number: appeal.number, status: appeal.status, receivedAt: appeal.receivedAt, closedAt: appeal.closedAt, text: sql<string>`left(${appeal.text}, 160)`, name: person.name,
    }).from(appeal).leftJoin(person, eq(person.id, appeal.applicant)).where(and(or(eq(person.phone, phone), called), scopeOf(actor)))
      .orderBy(sql`${appeal.closedAt} IS NOT NULL`, desc(appeal.receivedAt), desc(appeal.id)).limit(most);
    if (found.length > 0) await tx.insert(applicantLook).values(found.map((one) => ({ staff: actor.id, appeal: one.id })));
    return found;
  });
}
