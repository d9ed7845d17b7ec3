import { and, eq, inArray, or } from "drizzle-orm";
import { z } from "zod";
import { inbound } from "#db/private/intake.ts";
import { outbox } from "#db/private/outbox.ts";
import type { Connection } from "#db/private.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import type { Arrived, Became, Taker } from "#lib/intake/arrivals.ts";
import { enter, ongoing, sameSender } from "#lib/intake/conversation.ts";
import { languageOf } from "#lib/intake/language.ts";
import { rateByWord } from "#lib/intake/rating-word.ts";
import { infobip } from "#lib/intake/sms/infobip.ts";
import type { Sms, SmsProvider, SmsReader } from "#lib/intake/sms/sms.ts";
import { smsc } from "#lib/intake/sms/smsc.ts";
import { together } from "#lib/intake/sms/together.ts";
import { twilio } from "#lib/intake/sms/twilio.ts";
import { noteDelivery } from "#lib/outbox/note-delivery.ts";

const readers: Record<SmsProvider, SmsReader> = { infobip, twilio, smsc };

/** A report may be quicker than our own record of what the provider called the message; so long it waits for it. */
const recordedMinutes = 20;

/** What an SMS provider brought: words go into their conversation, reports to the message they are about, the rest is only kept. */
export const takeSms = (provider: SmsProvider): Taker => async (tx, arrived, now) => {
  const reader = readers[provider];
  if (arrived.kind === "status") return takeReport(tx, arrived, reader, now);
  if (arrived.kind !== "message") return { state: "kept" };
  const sms = reader.message(arrived.original, arrived.arrivedAt);
  if (sms.part === null) return takeText(tx, arrived, sms, {}, now);
  const put = await together(tx, arrived, { ...sms, part: sms.part }, reader.message, now);
  if ("until" in put) return { state: "waiting", ...put };
  const { text, others, missing } = put.whole;
  const became = await takeText(tx, arrived, { ...sms, text }, { detail: { parts: sms.part.of, missing } }, now);
  if (others.length > 0) {
    await tx.update(inbound).set({ state: became.state, appeal: became.state === "done" ? became.appeal : null, tryAt: null, doneAt: now, lastError: null })
      .where(and(inArray(inbound.id, others), eq(inbound.state, "waiting")));
  }
  return became;
};

async function takeText(tx: Connection, arrived: Arrived, sms: Sms, more: { detail?: Record<string, unknown> }, now: Date): Promise<Exclude<Became, { state: "waiting" }>> {
  // Who has no number is an advertiser or a service: nobody could be answered.
  if (sms.from === null) return { state: "kept" };
  const from = { name: null, phone: sms.from, whatsapp: null, email: null }, text = sms.text.trim();
  if (text === "" && await ongoing(tx, { channel: "sms", from }, now) === null) return { state: "kept" };
  const language = languageOf(text) ?? (await officeCity(tx)).language;
  const reply = { at: sms.receivedAt, channel: "sms", text, detail: more.detail ?? null };
  const rated = await ongoing(tx, { channel: "sms", from }, now) === null ? await rateByWord(tx, arrived, reply, and(eq(outbox.channel, "sms"), sameSender(from)), now) : null;
  if (rated !== null) return { state: "done", appeal: rated };
  const id = await enter(tx, arrived, { channel: "sms", at: sms.receivedAt, form: "text", text, language, from, ...more }, now);
  return { state: "done", appeal: id };
}

async function takeReport(tx: Connection, arrived: Arrived, reader: SmsReader, now: Date): Promise<Became> {
  const { messageId, status, at, error } = reader.report(arrived.original, arrived.arrivedAt);
  if (status === null) return { state: "kept" };
  // Where the provider takes our own id, its word is understood even if its answer to us was lost.
  const ours = z.uuid().safeParse(messageId).data ?? null;
  const [known] = await tx.select({ id: outbox.id }).from(outbox).where(and(eq(outbox.channel, "sms"), or(eq(outbox.providerId, messageId), ours ? eq(outbox.messageId, ours) : undefined)));
  if (!known) return now.getTime() - arrived.arrivedAt.getTime() < recordedMinutes * 60_000 ? { state: "waiting", until: new Date(now.getTime() + 15_000) } : { state: "kept" };
  return { state: "done", appeal: await noteDelivery(tx, { channel: "sms", providerId: messageId, messageId: ours, status, at, error }, now) };
}
