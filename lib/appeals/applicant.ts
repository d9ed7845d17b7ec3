import { and, eq } from "drizzle-orm";
import { appeal, applicantLook, person, privateDb } from "#db/private.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type Applicant = { name: string | null; phone: string | null; address: string | null; email: string | null };

/** An applicant's name and phone, shown on request; the look is written down before anything is shown. */
export async function lookAtApplicant(actor: Actor, caseId: number): Promise<Applicant> {
  demand(actor, "applicant.look");
  return privateDb().transaction(async (tx) => {
    const [found] = await tx.select({ name: person.name, phone: person.phone, address: person.address, email: person.email }).from(appeal)
      .innerJoin(person, eq(person.id, appeal.applicant)).where(and(eq(appeal.id, caseId), scopeOf(actor)));
    if (!found) throw new Refusal("notFound");
    await tx.insert(applicantLook).values({ staff: actor.id, appeal: caseId });
    return found;
  });
}
