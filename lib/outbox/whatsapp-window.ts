import { and, eq, isNotNull, max, sql } from "drizzle-orm";
import { inbound, message } from "#db/private/intake.ts";
import { appeal, type Connection, person } from "#db/private.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import type { WhatsappWay } from "#lib/intake/whatsapp/graph.ts";

/** So many hours after a person's last message he may be written freely; later only an approved template is let through. */
export const freeHours = 24;

/** When somebody last wrote from this WhatsApp id, in whichever case; by his clock, or ours where it is earlier. */
export async function lastWord(db: Connection, whatsapp: string): Promise<Date | null> {
  const [found] = await db.select({ at: max(sql`least(${message.at}, ${inbound.arrivedAt})`) }).from(message).innerJoin(inbound, eq(inbound.id, message.inbound))
    .innerJoin(appeal, eq(appeal.id, message.appeal)).innerJoin(person, eq(person.id, appeal.applicant)).where(and(eq(person.whatsapp, whatsapp), eq(message.channel, "whatsapp"), isNotNull(message.inbound)));
  return found?.at ? new Date(found.at as string) : null;
}

/** How something is said to a person at this moment: freely, by the template of his language, or not at all. */
export function formNow(settings: WhatsappWay["settings"], language: Locale, last: Date | null, now: Date): "text" | "template" | null {
  if (last !== null && now.getTime() - last.getTime() < freeHours * 3_600_000) return "text";
  return settings.templates[language] ? "template" : null;
}
