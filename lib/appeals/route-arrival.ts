import { eq } from "drizzle-orm";
import { assignment } from "#db/private/assignment.ts";
import { appeal, type Connection } from "#db/private.ts";
import { lockForSystem } from "#lib/appeals/case.ts";
import type { Clock } from "#lib/appeals/deadlines.ts";
import { internalDueIn } from "#lib/appeals/internal-due.ts";
import { record } from "#lib/appeals/record.ts";
import { routeOf } from "#lib/appeals/routing.ts";

/** Assigns a case that has just come in when the first rule that fits it is an automatic one; its event says by which rule. */
export async function routeArrival(tx: Connection, clock: Clock, id: number, now: Date): Promise<void> {
  const [text] = await tx.select({ text: appeal.text }).from(appeal).where(eq(appeal.id, id));
  const found = await lockForSystem(tx, id);
  const route = await routeOf(tx, { ...found, text: text!.text });
  if (!route?.automatic) return;
  const { department, executor, instruction } = route;
  const internalDue = route.internalDays === null ? null : internalDueIn(clock, found.dueAt, route.internalDays, now);
  await record(tx, null, found, { status: "assigned", department, executor }, { kind: "status", more: { rule: route.n, ...(internalDue ? { internalDue } : {}) } });
  await tx.insert(assignment).values({ appeal: id, round: found.round, at: now, assignedBy: null, department, executor, instruction, internalDue });
}
