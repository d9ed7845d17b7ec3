import { count, eq } from "drizzle-orm";
import { appeal, type Connection, event } from "#db/private.ts";
import type { Case } from "#lib/appeals/case.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** Splits a part off a case into a linked child that goes to another body (art. 65); the case itself goes on. */
export async function splitOff(tx: Connection, actor: Actor, found: Case, text: string, to: string, now: Date): Promise<string> {
  const [children] = await tx.select({ n: count() }).from(appeal).where(eq(appeal.parent, found.id));
  const number = `${found.number}/${children!.n + 1}`;
  const [child] = await tx.insert(appeal).values({
    number, source: found.source, sourceId: `split:${number}`, track: "appeal", kind: found.kind, status: "redirected", channel: found.channel,
    category: found.category, district: found.district, department: found.department, language: found.language, text, applicant: found.applicant,
    parent: found.id, receivedAt: found.receivedAt, registeredAt: found.registeredAt, closedAt: now < found.receivedAt ? found.receivedAt : now,
  }).returning({ id: appeal.id });
  await tx.insert(event).values({ appeal: child!.id, actor: actor.id, kind: "split", after: { from: found.number, to, status: "redirected" } });
  return number;
}
