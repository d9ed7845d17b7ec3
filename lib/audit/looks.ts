import { desc, eq } from "drizzle-orm";
import { applicantLook, privateDb, staff } from "#db/private.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Who looked at a case's applicant, newest first; the latest two hundred (all of them: the trail). */
export async function looksAt(actor: Actor, appealId: number): Promise<{ id: number; at: Date; name: string }[]> {
  demand(actor, "audit.read");
  return privateDb().select({ id: applicantLook.id, at: applicantLook.at, name: staff.name }).from(applicantLook)
    .innerJoin(staff, eq(staff.id, applicantLook.staff)).where(eq(applicantLook.appeal, appealId)).orderBy(desc(applicantLook.id)).limit(200);
}
