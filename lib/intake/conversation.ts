import { and, desc, eq, isNull, or, sql, type SQL } from "drizzle-orm";
import { attachment, message } from "#db/private/intake.ts";
import { appeal, type Connection, event, person } from "#db/private.ts";
import { lockForSystem } from "#lib/appeals/case.ts";
import { record } from "#lib/appeals/record.ts";
import type { Arrived } from "#lib/intake/arrivals.ts";
import { cityChannel } from "#lib/intake/city-channel.ts";
import { receive } from "#lib/intake/receive.ts";
import { tellReceived } from "#lib/outbox/tell-received.ts";
import type { Locale } from "#lib/i18n/locale.ts";

/** What a resident said in a conversation, by whichever source: the one shape that WhatsApp, SMS and e-mail end in. */
export type Said = {
  /** The way it came; the city may count it as another (city-channel.ts). */
  channel: string;
  at: Date;
  /** text, image, audio, location, contacts, reaction, …: what the thread shows. */
  form: string;
  /** Words as they were sent; may be empty where the form says it all. */
  text: string;
  language: Locale;
  from: { name: string | null; phone: string | null; whatsapp: string | null; email: string | null };
  district?: string | null;
  detail?: Record<string, unknown>;
  attachments?: { mediaId: string; type: string; name: string | null; expectedSha256: Buffer | null }[];
};

/** So many days without a word end a conversation: what comes later is a new matter (issue 5). */
export const quietDays = 7;

/** "New:" in front says that it is another matter; else the triager splits what doesn't belong together. */
const startsAnew = (text: string): boolean => /^(жаңа|новое|новый вопрос|new)(?!\p{L})/iu.test(text);

/** Nobody we could answer, or the person who writes from there. */
export const sameSender = ({ phone, whatsapp, email }: Said["from"]): SQL | undefined =>
  or(whatsapp ? eq(person.whatsapp, whatsapp) : undefined, phone ? eq(person.phone, phone) : undefined, !phone && !whatsapp && email ? eq(person.email, email) : undefined);

/** The open case that a sender's conversation is about: his newest by this channel, if something was said in it lately. */
export async function ongoing(tx: Connection, said: Pick<Said, "channel" | "from">, now: Date): Promise<number | null> {
  const sender = sameSender(said.from);
  if (!sender) return null;
  const lastWord = sql`coalesce((SELECT max(m.at) FROM private.message m WHERE m.appeal = "appeal"."id"), ${appeal.receivedAt})`;
  const [row] = await tx.select({ id: appeal.id }).from(appeal).innerJoin(person, eq(person.id, appeal.applicant))
    .where(and(sender, eq(appeal.channel, await cityChannel(tx, said.channel)), isNull(appeal.closedAt), sql`${lastWord} > ${now.toISOString()}::timestamptz - make_interval(days => ${quietDays})`))
    .orderBy(desc(appeal.receivedAt), desc(appeal.id)).limit(1);
  return row?.id ?? null;
}

/**
 * Takes what was said into the conversation it belongs to, or opens a case with it, of which its sender then hears.
 * @param about the case, where what was said names it itself (an answer to a letter of ours)
 * @returns the case
 */
export async function enter(tx: Connection, arrived: Arrived, said: Said, now: Date, about: number | null = null): Promise<number> {
  const known = about ?? (startsAnew(said.text) ? null : await ongoing(tx, said, now));
  const id = known ?? await openCase(tx, arrived, said);
  const [line] = await tx.insert(message).values({ appeal: id, inbound: arrived.id, at: said.at, channel: said.channel, form: said.form, text: said.text, detail: said.detail ?? null }).returning({ id: message.id });
  for (const { mediaId, type, name, expectedSha256 } of said.attachments ?? []) {
    await tx.insert(attachment).values({ inbound: arrived.id, appeal: id, message: line!.id, mediaId, type, name, expectedSha256, tryAt: now });
  }
  if (known === null) await tellReceived(tx, id, now);
  else await goOn(tx, id, said);
  return id;
}

/** One more word about a case is an event without a new version: a form that an official is filling in stays good. That it tells the place, which nobody knew, is a change. */
async function goOn(tx: Connection, id: number, { channel, form, district = null }: Said): Promise<void> {
  await tx.insert(event).values({ appeal: id, kind: "message", after: { channel, form } });
  if (district === null) return;
  const found = await lockForSystem(tx, id);
  if (found.district === null) await record(tx, null, found, { district }, { kind: "classification" });
}

async function openCase(tx: Connection, arrived: Arrived, said: Said): Promise<number> {
  const receipt = await receive(tx, {
    source: arrived.source, sourceId: arrived.sourceId, channel: await cityChannel(tx, said.channel), language: said.language, text: said.text, district: said.district ?? null,
    applicant: said.from, receivedAt: said.at,
  }, null, arrived);
  if (!receipt) throw new Error(`the case of thing ${arrived.id} is here already`);
  return receipt.id;
}
