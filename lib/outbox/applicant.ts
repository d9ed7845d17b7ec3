import { eq } from "drizzle-orm";
import { appeal, type Connection, person } from "#db/private.ts";
import type { Reachable } from "#lib/outbox/channel.ts";

/** What channels ask of a person. */
export const reachable = { email: person.email, phone: person.phone, whatsapp: person.whatsapp, way: person.way };

/** How a case's applicant can be reached, and the channel he wrote by; null where nobody is known. */
export async function applicantOf(db: Connection, caseId: number): Promise<{ person: Reachable; wroteBy: string } | null> {
  const [found] = await db.select({ ...reachable, wroteBy: appeal.channel }).from(appeal).innerJoin(person, eq(person.id, appeal.applicant)).where(eq(appeal.id, caseId));
  if (!found) return null;
  const { wroteBy, ...one } = found;
  return { person: one, wroteBy };
}
