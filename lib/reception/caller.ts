import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { appeal, applicantLook, person, privateDb } from "#db/private.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/**
 * The open cases that came from a phone (E.164), to book about one of them. Nobody's name is told, but whose they are is:
 * a look at each, written down before anything is shown.
 */
export async function callerCases(actor: Actor, phone: string) {
  demand(actor, "reception.book");
  demand(actor, "applicant.look");
  return privateDb().transaction(async (tx) => {
    const found = await tx.select({ id: appeal.id, number: appeal.number, status: appeal.status, receivedAt: appeal.receivedAt, text: sql<string>`left(${appeal.text}, 160)` }).from(appeal)
      .innerJoin(person, eq(person.id, appeal.applicant)).where(and(eq(person.phone, phone), isNull(appeal.closedAt))).orderBy(desc(appeal.receivedAt)).limit(10);
    if (found.length > 0) await tx.insert(applicantLook).values(found.map((one) => ({ staff: actor.id, appeal: one.id })));
    return found;
  });
}

/** A case by the number an official typed. */
export async function caseByNumber(actor: Actor, number: string): Promise<number> {
  demand(actor, "reception.book");
  const [found] = await privateDb().select({ id: appeal.id }).from(appeal).where(eq(appeal.number, number.trim()));
  if (!found) throw new Refusal("notFound", {}, "number");
  return found.id;
}
