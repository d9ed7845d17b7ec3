import { desc, eq } from "drizzle-orm";
import { privateDb, staff } from "#db/private.ts";
import { officeEvent } from "#db/private/history.ts";
import type { Erased } from "#lib/retention/erase.ts";
import type { Schedule } from "#lib/retention/schedule.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** The latest rounds of erasing and changes of the schedule, newest first; `schedule` is null for a round. */
export async function retentionHistory(actor: Actor): Promise<{ seq: number; at: Date; by: string | null; schedule: Schedule | null; erased: Erased }[]> {
  demand(actor, "retention.manage");
  const rows = await privateDb().select({ seq: officeEvent.seq, at: officeEvent.at, by: staff.name, subject: officeEvent.subject, after: officeEvent.after })
    .from(officeEvent).leftJoin(staff, eq(staff.id, officeEvent.actor)).where(eq(officeEvent.kind, "retention")).orderBy(desc(officeEvent.seq)).limit(30);
  return rows.map(({ subject, after, ...row }) => ({
    ...row, schedule: subject === "schedule" ? after as Schedule : null, erased: { cases: 0, arrivals: 0, ...(subject === "erased" ? after as Partial<Erased> : {}) },
  }));
}
