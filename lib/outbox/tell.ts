import { eq } from "drizzle-orm";
import { appeal, type Connection, person } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { reachable } from "#lib/outbox/applicant.ts";
import { emailChannel } from "#lib/outbox/channel-email.ts";
import { whatsappChannel } from "#lib/outbox/channel-whatsapp.ts";
import { channelOf, chooseChannel, readyChannelFor } from "#lib/outbox/channels.ts";
import { letterText } from "#lib/outbox/letter-text.ts";
import { isCourtesy, type Notice } from "#lib/outbox/notice.ts";
import { smsText } from "#lib/outbox/sms-text.ts";
import { readWay } from "#lib/ways/read.ts";

/**
 * Puts what the applicant is to be told into the outbox, in the caller's transaction: what happened and that it is told
 * can't come apart. Its text is made now, in the appeal's language. Nobody is told where nobody is known,
 * and nothing that is only a courtesy where no channel reaches him at present.
 * @returns whether something was put there that was not there before
 */
export async function tellApplicant(tx: Connection, notice: Notice, now = new Date()): Promise<boolean> {
  const [known] = await tx.select({ number: appeal.number, language: appeal.language, wroteBy: appeal.channel, ...reachable })
    .from(appeal).innerJoin(person, eq(person.id, appeal.applicant)).where(eq(appeal.id, notice.appeal));
  if (!known) return false;
  const language = known.language as Locale;
  const about = { number: known.number, language, city: await officeCity(tx) };
  const channel = await (isCourtesy(notice.kind) ? readyChannelFor : chooseChannel)(tx, known, known.wroteBy);
  if (channel === null) return false;
  const said = await isHeardBy(tx, channel) ? { ...notice, facts: { ...notice.facts, heard: "yes" } } : notice;
  const written = await tx.insert(outbox).values({
    key: notice.key, appeal: notice.appeal, kind: notice.kind, channel, language, createdAt: now, tryAt: channelOf(channel) ? now : null,
    ...letterText(said, about), short: smsText(said, about),
  }).onConflictDoNothing({ target: outbox.key }).returning({ id: outbox.id });
  return written.length > 0;
}

/** Whether what somebody answers to a message of ours comes to us: WhatsApp's way is one both ways, a mailbox may be nobody's. */
const isHeardBy = async (tx: Connection, channel: string): Promise<boolean> =>
  channel === whatsappChannel.code || (channel === emailChannel.code && await readWay("email", tx).then((way) => way !== null, () => false));
