import { eq } from "drizzle-orm";
import { appeal, type Connection } from "#db/private.ts";
import { standingAssignment } from "#lib/appeals/assign.ts";
import { partsOf } from "#lib/appeals/co-executor.ts";
import type { Change } from "#lib/appeals/conflict.ts";
import { routeOf } from "#lib/appeals/routing.ts";
import { waitingReturn } from "#lib/appeals/send-back.ts";
import { stepsFrom, type Track } from "#lib/appeals/status.ts";
import type { Status } from "#db/reference/codelists.ts";

/**
 * How a case is worked: the assignment that stands, the co-executors' parts, a return that waits, and (while it is to be
 * assigned) where the rules would have it go. The caller has judged that the case may be read.
 */
export async function workOf(db: Connection, found: { id: number; round: number; track: Track; status: Status }, history: readonly Change[]) {
  const assignable = stepsFrom(found.track, found.status).some((step) => step.via === "assign");
  const facts = { category: appeal.category, district: appeal.district, channel: appeal.channel, language: appeal.language, text: appeal.text };
  const [given, parts, route] = await Promise.all([
    standingAssignment(db, found), partsOf(db, found.id),
    assignable ? db.select(facts).from(appeal).where(eq(appeal.id, found.id)).then(([row]) => routeOf(db, row!)) : null,
  ]);
  return { given, parts, route, returned: waitingReturn(history) };
}
