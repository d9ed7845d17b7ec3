import { and, eq } from "drizzle-orm";
import { appeal, type Connection, event } from "#db/private.ts";
import { newTrackingCode, trackingHash } from "#lib/intake/tracking-code.ts";
import { webSource } from "#lib/intake/web.ts";
import { codeOfForm } from "#lib/resident/form-token.ts";

/**
 * The code that a receipt tells, made as it goes out: the outbox holds no secrets. A web form's is the one that its talon
 * showed, derived from the form again. Otherwise each try makes another one, so the code of a try that never arrived leads
 * nowhere. Who got one from an official meanwhile keeps it, and isn't told another.
 */
export async function freshCode(tx: Connection, caseId: number): Promise<string> {
  const [[issued], [found]] = await Promise.all([
    tx.select({ seq: event.seq }).from(event).where(and(eq(event.appeal, caseId), eq(event.kind, "code"))).limit(1),
    tx.select({ source: appeal.source, sourceId: appeal.sourceId, hash: appeal.trackingHash }).from(appeal).where(eq(appeal.id, caseId)),
  ]);
  if (issued) return "…";
  if (found!.source === webSource) {
    const shown = codeOfForm({ id: found!.sourceId });
    if (found!.hash?.equals(trackingHash(shown))) return shown;
  }
  const code = newTrackingCode();
  await tx.update(appeal).set({ trackingHash: trackingHash(code) }).where(eq(appeal.id, caseId));
  return code;
}
