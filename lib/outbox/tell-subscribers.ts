import { and, eq, isNull, lt, notExists, sql } from "drizzle-orm";
import { type Connection, privateDb } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { releaseNotice, subscription } from "#db/private/publication.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { type Locale, locales } from "#lib/i18n/locale.ts";
import { confirmationText, releaseText } from "#lib/outbox/subscriber-text.ts";

/** Hours in which a request can be confirmed; then its address is erased (resident.confirm_subscription judges by it too). */
const confirmHours = 48;

/** A letter for each request that has none yet: is it really he who asked? */
async function askForConfirmation(tx: Connection, now: Date): Promise<number> {
  const city = await officeCity(tx);
  const waiting = await tx.select({ id: subscription.id, language: subscription.language }).from(subscription)
    .where(and(isNull(subscription.confirmedAt), notExists(tx.select().from(outbox).where(eq(outbox.subscription, subscription.id)))));
  if (waiting.length === 0) return 0;
  const written = await tx.insert(outbox).values(waiting.map(({ id, language }) => ({
    key: `confirmation ${id}`, subscription: id, kind: "confirmation", channel: "email", language, createdAt: now, tryAt: now, ...confirmationText(language as Locale, city),
  }))).onConflictDoNothing({ target: outbox.key }).returning({ id: outbox.id });
  return written.length;
}

/** A letter to each reader who was in when a release came out; the release is told with its letters in one transaction, once. */
async function tellOfReleases(tx: Connection, now: Date): Promise<number> {
  const city = await officeCity(tx);
  const untold = await tx.select().from(releaseNotice).where(isNull(releaseNotice.toldAt)).orderBy(releaseNotice.publishedAt).for("update", { skipLocked: true });
  let letters = 0;
  for (const { release, asOf, correction, reasonKk: kk, reasonRu: ru, reasonEn: en } of untold) {
    for (const language of locales) {
      const { subject, text } = releaseText({ release, asOf, correction, reason: { kk, ru, en } }, language, city);
      const written = await tx.execute(sql`
        INSERT INTO private.outbox (key, subscription, kind, channel, language, subject, text, created_at, try_at)
        SELECT ${`release ${release} `} || id, id, 'release', 'email', ${language}, ${subject}, ${text}, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
        FROM private.subscription WHERE language = ${language} AND confirmed_at <= (SELECT published_at FROM private.release_notice WHERE release = ${release})
        ON CONFLICT (key) DO NOTHING RETURNING id`);
      letters += written.length;
    }
    await tx.update(releaseNotice).set({ toldAt: now }).where(eq(releaseNotice.release, release));
  }
  return letters;
}

/** One round: writes the letters that are due to subscribers, and erases the addresses that nobody confirmed in time. */
export async function tellSubscribers(now = new Date()): Promise<string | undefined> {
  return privateDb().transaction(async (tx) => {
    await tx.delete(subscription).where(and(isNull(subscription.confirmedAt), lt(subscription.askedAt, new Date(now.getTime() - confirmHours * 3_600_000))));
    const [asked, told] = [await askForConfirmation(tx, now), await tellOfReleases(tx, now)];
    return asked + told > 0 ? [asked && `${asked} to confirm`, told && `${told} letters about a release`].filter(Boolean).join(", ") : undefined;
  });
}
