import { and, eq } from "drizzle-orm";
import { message } from "#db/private/intake.ts";
import { appeal, type Connection, privateDb } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { lockCase, type Seen } from "#lib/appeals/case.ts";
import { record } from "#lib/appeals/record.ts";
import { Refusal } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { applicantOf } from "#lib/outbox/applicant.ts";
import { chooseChannel, nextChannel } from "#lib/outbox/channels.ts";
import { tellApplicant } from "#lib/outbox/tell.ts";
import { formNow, freeHours, lastWord } from "#lib/outbox/whatsapp-window.ts";
import { whatsappChannel } from "#lib/outbox/channel-whatsapp.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { readWay } from "#lib/ways/read.ts";

/** How a reply would go at this moment. `form` of WhatsApp: freely until `until`, or as the template of his language. */
export type ReplyWay = { channel: string; form: "text" | "template" | null; until: Date | null };

/** By which way an official's words would reach a case's applicant now, so that he knows before he writes; null: nobody is known. */
export async function replyWay(caseId: number, now = new Date(), db: Connection = privateDb()): Promise<ReplyWay | null> {
  const [applicant, [found]] = await Promise.all([applicantOf(db, caseId), db.select({ language: appeal.language }).from(appeal).where(eq(appeal.id, caseId))]);
  if (!applicant || !found) return null;
  const channel = await chooseChannel(db, applicant.person, applicant.wroteBy);
  if (channel !== whatsappChannel.code) return { channel, form: null, until: null };
  const [way, last] = await Promise.all([readWay("whatsapp", db), lastWord(db, whatsappChannel.addressOf(applicant.person)!)]);
  if (!way) return { channel, form: null, until: null }; // switched off: it waits
  const form = formNow(way.settings, found.language as Locale, last, now);
  if (form === null) return { channel: await nextChannel(db, applicant.person, [channel]) ?? "letter", form: null, until: null };
  return { channel, form, until: form === "text" && last ? new Date(last.getTime() + freeHours * 3_600_000) : null };
}

export type Reply = { id: number; seen: Seen; text: string };

/**
 * An official writes to the applicant: into the outbox, the conversation and the history at once.
 * @throws Refusal "nobodyToTell" where no applicant is known
 */
export async function reply(actor: Actor, { id, seen, text }: Reply, now = new Date()): Promise<void> {
  demand(actor, "case.reply");
  await privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, id, seen), said = text.trim(), key = `message ${id} ${found.version}`;
    if (!said) throw new Refusal("required", {}, "text");
    if (!await tellApplicant(tx, { appeal: id, kind: "message", key, facts: { text: said } }, now)) throw new Refusal("nobodyToTell", {}, "text");
    const [sent] = await tx.select({ id: outbox.id, channel: outbox.channel }).from(outbox).where(and(eq(outbox.appeal, id), eq(outbox.key, key)));
    await tx.insert(message).values({ appeal: id, outbox: sent!.id, at: now, channel: sent!.channel, form: "text", text: said });
    await record(tx, actor, found, {}, { kind: "reply", more: { sentBy: sent!.channel } });
  });
}
