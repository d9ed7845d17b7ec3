import { and, count, eq, gt, or } from "drizzle-orm";
import { outbox } from "#db/private/outbox.ts";
import { appeal, type Connection, person } from "#db/private.ts";
import { codeMark } from "#lib/outbox/notice.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";

/** So many receipts a day go to one number or address: whoever types in somebody else's can't have him flooded. */
const mostReceipts = 5;

/**
 * Tells who opened a case by writing to us its number, and the code to follow it by: by the way he wrote, else by one that
 * reaches him, in his language, once. In the caller's transaction.
 */
export async function tellReceived(tx: Connection, caseId: number, now: Date): Promise<void> {
  const [found] = await tx.select({ at: appeal.receivedAt, phone: person.phone, email: person.email, whatsapp: person.whatsapp })
    .from(appeal).innerJoin(person, eq(person.id, appeal.applicant)).where(eq(appeal.id, caseId));
  if (!found) return;
  const same = or(...(["phone", "email", "whatsapp"] as const).map((name) => (found[name] ? eq(person[name], found[name]) : undefined)));
  if (!same) return;
  const [told] = await tx.select({ n: count() }).from(outbox).innerJoin(appeal, eq(appeal.id, outbox.appeal)).innerJoin(person, eq(person.id, appeal.applicant))
    .where(and(eq(outbox.kind, "receipt"), gt(outbox.createdAt, new Date(now.getTime() - 86_400_000)), same));
  if (told!.n >= mostReceipts) return;
  await tellApplicant(tx, { appeal: caseId, kind: "receipt", key: `receipt ${caseId}`, facts: { at: found.at.toISOString(), code: codeMark } }, now);
}
