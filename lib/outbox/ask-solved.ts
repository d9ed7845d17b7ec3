import { eq } from "drizzle-orm";
import { appeal, type Connection } from "#db/private.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";

/**
 * Asks whether it was really solved, once his answer has gone out or was handed over, and not before: once an answer, by the
 * way that reaches him. Whom none reaches is asked by the printed answer itself (lib/letters).
 */
export async function askWhetherSolved(tx: Connection, caseId: number, now: Date): Promise<void> {
  const [found] = await tx.select({ status: appeal.status, round: appeal.round }).from(appeal).where(eq(appeal.id, caseId));
  if (found?.status === "answered") await tellApplicant(tx, { appeal: caseId, kind: "rating", key: `rating ${caseId} ${found.round}`, facts: {} }, now);
}
