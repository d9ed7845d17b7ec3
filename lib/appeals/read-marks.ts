import { and, eq, sql } from "drizzle-orm";
import { appeal, privateDb } from "#db/private.ts";
import { readMark } from "#db/private/triage.ts";
import { inInbox } from "#lib/appeals/in-inbox.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Remembers that this official has opened a case of the inbox. What isn't there for him leaves no mark. */
export async function markRead(actor: Actor, id: number): Promise<void> {
  demand(actor, "case.classify");
  const db = privateDb();
  await db.insert(readMark)
    .select(db.select({ staff: sql<number>`${actor.id}::bigint`.as("staff"), appeal: appeal.id, at: sql<Date>`now()`.as("at") }).from(appeal).where(and(eq(appeal.id, id), inInbox(), ownScope(actor))))
    .onConflictDoNothing();
}
