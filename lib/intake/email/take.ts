import { and, desc, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { z } from "zod";
import { attachment, message } from "#db/private/intake.ts";
import { appeal, type Connection } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import type { Taker } from "#lib/intake/arrivals.ts";
import { enter } from "#lib/intake/conversation.ts";
import { type Mail, readMail } from "#lib/intake/email/read-mail.ts";
import { languageOf } from "#lib/intake/language.ts";
import { rateByWord } from "#lib/intake/rating-word.ts";
import { judge, largest, MediaFault } from "#lib/intake/media.ts";
import { noteDelivery } from "#lib/outbox/note-delivery.ts";

const Original = z.object({ raw: z.base64(), cut: z.boolean(), at: z.iso.datetime() });

/** Files of one message that are looked at; nobody sends more by hand. */
const mostFiles = 30;
/** An answer to a letter of ours goes to its case as long as that is fresh in people's minds; later it is a new matter. */
const answeredDays = 30;

/** The case that a letter of ours was about, if this is an answer to one. Its name is known to who got it; a sender's address proves nothing. */
async function answered(tx: Connection, names: string[], now: Date): Promise<number | null> {
  if (names.length === 0) return null;
  const [row] = await tx.select({ id: appeal.id }).from(outbox).innerJoin(appeal, eq(appeal.id, outbox.appeal))
    .where(and(inArray(outbox.messageId, names), isNull(appeal.erasedAt), or(isNull(appeal.closedAt), sql`${appeal.closedAt} > ${now.toISOString()}::timestamptz - make_interval(days => ${answeredDays})`)))
    .orderBy(desc(outbox.id)).limit(1);
  return row?.id ?? null;
}

/** Notes what a mail server says about letters of ours. */
async function noteReport(tx: Connection, { report, about }: Mail, at: Date): Promise<{ noted: boolean; appeal: number | null }> {
  const letters = about.length === 0 ? [] : await tx.select({ id: outbox.id, messageId: outbox.messageId, providerId: outbox.providerId }).from(outbox).where(and(eq(outbox.channel, "email"), inArray(outbox.messageId, about), isNotNull(outbox.begunAt)));
  let found: number | null = null;
  for (const { id, messageId, providerId } of letters) {
    // Mail servers have no name of their own for a letter: ours is what they call it.
    if (providerId === null) await tx.update(outbox).set({ providerId: messageId }).where(eq(outbox.id, id));
    found = await noteDelivery(tx, { channel: "email", providerId: providerId ?? messageId, status: report!.status, at, error: report!.error }) ?? found;
  }
  return { noted: letters.length > 0, appeal: found };
}

/** Notes the message's files: of what is harmless where in the message it lies (file-in-mail.ts), of the rest that it was there. */
async function keepFiles(tx: Connection, thing: number, caseId: number, mail: Mail, cut: boolean): Promise<void> {
  const [line] = await tx.select({ id: message.id }).from(message).where(eq(message.inbound, thing));
  for (const [part, { name, type, content }] of mail.attachments.slice(0, mostFiles).entries()) {
    const row = { inbound: thing, appeal: caseId, message: line!.id, name, bytes: content.length };
    try {
      if (cut) throw new MediaFault(true, "the message was too large and is cut off", true);
      const { type: found, sha256 } = await judge(content, null);
      if (content.length > (largest[found.split("/")[0]!] ?? largest.application!)) throw new MediaFault(true, "too large", true);
      await tx.insert(attachment).values({ ...row, type: found, sha256, part, state: "kept" });
    } catch (fault) {
      if (!(fault instanceof MediaFault)) throw fault;
      await tx.insert(attachment).values({ ...row, type, state: "refused", reason: fault.message });
    }
  }
}

/** What an e-mail is: words for a case, a report about a letter of ours, or a robot's, which is only kept. */
export const takeEmail: Taker = async (tx, arrived, now) => {
  const { raw, cut, at } = Original.parse(arrived.original);
  const mail = await readMail(Buffer.from(raw, "base64")), when = new Date(at);
  if (mail.report) {
    const { noted, appeal: caseId } = await noteReport(tx, mail, when);
    return noted ? { state: "done", appeal: caseId } : { state: "kept" };
  }
  if (mail.automatic || (mail.text === "" && mail.subject === "" && mail.attachments.length === 0)) return { state: "kept" };
  const [city, about] = await Promise.all([officeCity(tx), answered(tx, mail.about, now)]);
  // Who names our question got it; a sender's address proves nothing.
  const named = mail.about.length > 0 && mail.attachments.length === 0 ? and(eq(outbox.channel, "email"), inArray(outbox.messageId, mail.about)) : undefined;
  const rated = await rateByWord(tx, arrived, { at: when, channel: "email", text: mail.text, detail: mail.thread }, named, now);
  if (rated !== null) return { state: "done", appeal: rated };
  const text = about === null ? [mail.subject, mail.text].filter(Boolean).join("\n\n") : mail.text || mail.subject;
  const caseId = await enter(tx, arrived, {
    channel: "email", at: when, form: "text", text, language: languageOf(mail.text) ?? languageOf(mail.subject) ?? city.language, from: { name: mail.from.name, email: mail.from.email, phone: null, whatsapp: null },
    detail: { ...(mail.subject ? { subject: mail.subject } : {}), ...mail.thread, ...(cut ? { cut } : {}) },
  }, now, about);
  await keepFiles(tx, arrived.id, caseId, mail, cut);
  return { state: "done", appeal: caseId };
};
