import { eq } from "drizzle-orm";
import { appeal, event, privateDb } from "#db/private.ts";
import { lockCase, type Seen } from "#lib/appeals/case.ts";
import { newTrackingCode, trackingHash } from "#lib/intake/tracking-code.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/**
 * A new tracking code for an applicant who lost his; the old one leads nowhere from now on.
 * @returns the code, to be said once: only its hash is stored
 */
export async function issueCode(actor: Actor, input: { id: number; seen: Seen }): Promise<string> {
  demand(actor, "code.issue");
  return privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, input.id, input.seen);
    const code = newTrackingCode();
    await tx.update(appeal).set({ trackingHash: trackingHash(code) }).where(eq(appeal.id, found.id));
    // Not `record`: no form shows the code, so none that is open becomes out of date.
    await tx.insert(event).values({ appeal: found.id, actor: actor.id, kind: "code" });
    return code;
  });
}
