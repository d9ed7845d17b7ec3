import { and, asc, eq, inArray, lt, lte, sql } from "drizzle-orm";
import { type Connection, event, privateDb } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { subscription } from "#db/private/publication.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { storable } from "#lib/intake/storable.ts";
import { askWhetherSolved } from "#lib/outbox/ask-solved.ts";
import { applicantOf } from "#lib/outbox/applicant.ts";
import { type Attempt, type Channel, longestAttemptMinutes, type OutboxMessage } from "#lib/outbox/channel.ts";
import { emailChannel } from "#lib/outbox/channel-email.ts";
import { anyWay, chooseChannel, readyChannels } from "#lib/outbox/channels.ts";
import { emailAnswered } from "#lib/outbox/email-thread.ts";
import { fallToNext } from "#lib/outbox/fall.ts";
import { freshCode } from "#lib/outbox/fresh-code.ts";
import { maskAddress } from "#lib/outbox/mask.ts";
import { codeMark, isCourtesy, letterChannel } from "#lib/outbox/notice.ts";
import { withLink } from "#lib/outbox/subscriber-text.ts";
import { oneClickAddress } from "#lib/subscriptions/address.ts";

/** As many tries as a mail server makes: with the pauses below about three days. */
export const mostTries = 20;

/** Minutes until the next try after `tries` of them: doubled each time, at most six hours, give or take a fifth. */
export const pauseMinutes = (tries: number, chance = Math.random()): number => Math.min(2 ** (tries - 1), 360) * (0.8 + 0.4 * chance);

/** An attempt of which nothing was heard for so long ended without saying how: its worker was killed. */
const doubtAfterMinutes = longestAttemptMinutes * 2;

type Begun = { id: number; appeal: number | null; kind: string; channel: string; tried: string[]; tries: number; begunAt: Date; message: OutboxMessage };

/**
 * Takes the message that is due longest and writes down that an attempt begins, before anything is sent: a crash from here
 * on leaves it `sending`, and what was begun is never begun again by itself (docs/decisions/0011-outbox.md).
 * @returns "letter" when no channel reaches the person any more, so that people must, or nobody where it was a courtesy
 * ("dropped"); "moved" when another one does
 */
async function begin(channel: Channel, now: Date): Promise<Begun | "letter" | "dropped" | "moved" | null> {
  return privateDb().transaction(async (tx) => {
    // A release goes to everybody who subscribed: an applicant's answer doesn't wait behind it.
    const [row] = await tx.select({ id: outbox.id, appeal: outbox.appeal, subscription: outbox.subscription, kind: outbox.kind, recipient: outbox.recipient, tried: outbox.tried, tries: outbox.tries, messageId: outbox.messageId,
      language: outbox.language, subject: outbox.subject, text: outbox.text, short: outbox.short }).from(outbox)
      .where(and(eq(outbox.state, "waiting"), eq(outbox.channel, channel.code), lte(outbox.tryAt, now)))
      .orderBy(sql`${outbox.kind} = 'release'`, asc(outbox.tryAt), asc(outbox.id)).limit(1).for("update", { skipLocked: true });
    if (!row) return null;
    const reader = row.subscription === null ? null : await readerOf(tx, row.subscription);
    const applicant = row.appeal === null ? null : await applicantOf(tx, row.appeal);
    const whom = applicant && (row.tried.length > 0 ? anyWay(applicant.person) : applicant.person);
    const address = row.recipient ?? reader?.email ?? (whom && channel.addressOf(whom));
    if (address === null) {
      const next = applicant ? await chooseChannel(tx, applicant.person, applicant.wroteBy) : letterChannel;
      if (next !== letterChannel) {
        await tx.update(outbox).set({ channel: next, tryAt: now }).where(eq(outbox.id, row.id));
        return "moved";
      }
      await tx.update(outbox).set(isCourtesy(row.kind) ? { state: "dropped", doneAt: now, tryAt: null } : { channel: next, tryAt: null }).where(eq(outbox.id, row.id));
      return isCourtesy(row.kind) ? "dropped" : "letter";
    }
    await tx.update(outbox).set({ state: "sending", tries: row.tries + 1, begunAt: now, sentTo: maskAddress(address) }).where(eq(outbox.id, row.id));
    const { id, kind, tried, messageId, subject } = row, language = row.language as Locale;
    const code = kind === "receipt" && row.appeal !== null ? await freshCode(tx, row.appeal) : null;
    const whole = (text: string) => (reader ? withLink(kind, text, language, reader.ref) : code === null ? text : text.replace(codeMark, code));
    const answers = channel === emailChannel && row.appeal !== null ? await emailAnswered(tx, row.appeal) : undefined;
    const message = { messageId, address, short: row.short === null ? null : whole(row.short), language, subject, text: whole(row.text), ...(reader && kind === "release" ? { leave: oneClickAddress(language, reader.ref) } : {}), ...(answers && { answers }) };
    return { id, appeal: row.appeal, kind, channel: channel.code, tried, tries: row.tries + 1, begunAt: now, message };
  });
}

/** A subscriber; the foreign key holds him as long as the message is there. */
async function readerOf(tx: Connection, id: number): Promise<{ email: string; ref: string }> {
  const [reader] = await tx.select({ email: subscription.email, ref: subscription.ref }).from(subscription).where(eq(subscription.id, id));
  return reader!;
}

/** How an ended attempt leaves its message. */
function outcome(attempt: Attempt, { tries, kind }: Begun, now: Date) {
  if (attempt.end === "sent") return { state: "sent", doneAt: now, lastError: null, tryAt: null, ...(attempt.providerId ? { providerId: attempt.providerId } : {}) };
  const { error: lastError } = attempt;
  if (attempt.end === "doubt") return { state: "in_doubt", lastError };
  if (attempt.end === "refused" || tries >= mostTries) return { state: isCourtesy(kind) ? "dropped" : "dead", doneAt: now, lastError, tryAt: null };
  return { state: "waiting", lastError, tryAt: new Date(now.getTime() + pauseMinutes(tries) * 60_000) };
}

/**
 * Writes down how it ended, with the case's history. A late worker's word still counts, unless somebody began anew. What
 * this channel can't deliver goes to the next one.
 */
async function end(begun: Begun, attempt: Attempt, now: Date): Promise<void> {
  await privateDb().transaction(async (tx) => {
    const after = outcome(attempt, begun, now);
    const [ours] = await tx.update(outbox).set(after)
      .where(and(eq(outbox.id, begun.id), inArray(outbox.state, ["sending", "in_doubt"]), eq(outbox.begunAt, begun.begunAt))).returning({ channel: outbox.channel });
    if (!ours || begun.appeal === null || after.state === "waiting" || after.state === "in_doubt") return;
    if (after.state !== "sent" && await fallToNext(tx, { ...begun, appeal: begun.appeal, error: after.lastError }, now)) return;
    await tx.insert(event).values({ appeal: begun.appeal, kind: "delivery", after: { notice: begun.kind, sentBy: ours.channel, delivery: after.state } });
    if (after.state === "sent" && begun.kind === "answer") await askWhetherSolved(tx, begun.appeal, now);
  });
}

/** What was begun by a worker that is gone. */
const doubt = (now: Date) => privateDb().update(outbox).set({ state: "in_doubt" })
  .where(and(eq(outbox.state, "sending"), lt(outbox.begunAt, new Date(now.getTime() - doubtAfterMinutes * 60_000)))).returning({ id: outbox.id });

/**
 * One round of the outbox: sends all that is due by every channel that is set up, one after another. Any number of
 * workers may do so at once.
 * @returns what the log is told, in numbers only; nothing when there was nothing to do
 */
export async function sendDue(clock: () => Date = () => new Date()): Promise<string | undefined> {
  const counts: Record<string, number> = {};
  const count = (what: string, n = 1) => { if (n > 0) counts[what] = (counts[what] ?? 0) + n; };
  count("in doubt", (await doubt(clock())).length);
  for (const channel of await readyChannels(privateDb())) {
    for (let begun = await begin(channel, clock()); begun !== null; begun = await begin(channel, clock())) {
      if (typeof begun === "string") {
        count({ letter: "to be posted", moved: "to go another way", dropped: "dropped" }[begun]);
        continue;
      }
      const attempt = storable(await channel.send(begun.message, clock())) as Attempt; // a provider's own words
      await end(begun, attempt, clock());
      count({ sent: "sent", refused: "refused", later: "to be tried again", doubt: "in doubt" }[attempt.end]);
      if (attempt.end === "later" && attempt.away) break; // the others would only wait for the same
    }
  }
  const said = Object.entries(counts).map(([what, n]) => `${n} ${what}`).join(", ");
  return said || undefined;
}
