import { eq } from "drizzle-orm";
import { outbox } from "#db/private/outbox.ts";
import { appeal, type Connection } from "#db/private.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { smsChannel } from "#lib/outbox/channel-sms.ts";
import { letterText } from "#lib/outbox/letter-text.ts";
import { receiptText } from "#lib/outbox/sms-text.ts";

/** Who opened a case by SMS gets its number and code by SMS, if any can be sent; it is no letter that people post. In the caller's transaction. */
export async function tellReceived(tx: Connection, caseId: number, now: Date): Promise<void> {
  if (!await smsChannel.ready(tx)) return;
  const [found] = await tx.select({ number: appeal.number, language: appeal.language, at: appeal.receivedAt }).from(appeal).where(eq(appeal.id, caseId));
  const about = { number: found!.number, language: found!.language as Locale, city: await officeCity(tx) };
  await tx.insert(outbox).values({
    key: `receipt ${caseId}`, appeal: caseId, kind: "message", channel: smsChannel.code, language: about.language, createdAt: now, tryAt: now,
    subject: letterText({ kind: "message", facts: {} }, about).subject, ...receiptText(found!.at, about),
  }).onConflictDoNothing({ target: outbox.key });
}
