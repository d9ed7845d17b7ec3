import { and, eq } from "drizzle-orm";
import { department, privateDb } from "#db/private.ts";
import { lockCase, type Seen } from "#lib/appeals/case.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import type { Change } from "#lib/appeals/conflict.ts";
import { findStep } from "#lib/appeals/status.ts";
import { takeStep } from "#lib/appeals/step.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type SendBack = { id: number; seen: Seen; reason: string; /** Whose it is, in the sender's view. */ suggested?: string | null };

/** The department says that a case is not its own: it goes back to who assigns, belongs to nobody again, and the clock runs on. */
export async function sendBack(actor: Actor, input: SendBack, now = new Date()): Promise<void> {
  demand(actor, "case.work");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    const step = findStep(found.track, found.status, found.track === "appeal" ? "registered" : "received", "send_back");
    if (!step) throw new Refusal("transitionNotAllowed");
    if (input.suggested) {
      const [place] = await tx.select({ code: department.code }).from(department).where(and(eq(department.code, input.suggested), eq(department.active, true)));
      if (!place || place.code === found.department) throw new Refusal("invalid", {}, "suggested");
    }
    const more = input.suggested ? { suggested: input.suggested } : {};
    await takeStep(tx, await cityClock(tx), actor, found, step, { reason: input.reason, patch: { department: null, executor: null }, more }, now);
  });
}

/** Who sent a case back, why, and whose he thinks it is. */
export type SentBack = { at: Date; by: string | null; from: string; reason: string | null; suggested: string | null };

/** The return that a case still waits with; null once it was assigned again. */
export function waitingReturn(history: readonly Change[]): SentBack | null {
  const moved = history.findLast((change) => change.after && "department" in change.after);
  if (!moved || moved.after!.department !== null || typeof moved.before?.department !== "string") return null;
  const suggested = moved.after!.suggested;
  return { at: moved.at, by: moved.by, from: moved.before.department, reason: moved.reason, suggested: typeof suggested === "string" ? suggested : null };
}
