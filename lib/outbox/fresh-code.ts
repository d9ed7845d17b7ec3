import { and, eq } from "drizzle-orm";
import { appeal, type Connection, event } from "#db/private.ts";
import { newTrackingCode, trackingHash } from "#lib/intake/tracking-code.ts";
import { codeMark } from "#lib/outbox/sms-text.ts";

/**
 * A receipt's text with a code in it, made as it goes out: the outbox holds no secrets. Each try makes another one, so the
 * code of a try that never arrived leads nowhere. Who got one from an official meanwhile keeps it, and isn't told another.
 */
export async function withFreshCode(tx: Connection, caseId: number, text: string): Promise<string> {
  if (!text.includes(codeMark)) return text;
  const [issued] = await tx.select({ seq: event.seq }).from(event).where(and(eq(event.appeal, caseId), eq(event.kind, "code"))).limit(1);
  if (issued) return text.replace(codeMark, "…");
  const code = newTrackingCode();
  await tx.update(appeal).set({ trackingHash: trackingHash(code) }).where(eq(appeal.id, caseId));
  return text.replace(codeMark, code);
}
