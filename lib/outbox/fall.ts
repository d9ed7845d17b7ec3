import { eq } from "drizzle-orm";
import { outbox } from "#db/private/outbox.ts";
import { type Connection, event } from "#db/private.ts";
import { applicantOf } from "#lib/outbox/applicant.ts";
import { nextChannel } from "#lib/outbox/channels.ts";

/** A message that surely didn't reach its applicant by the channel it went. `tried`: the channels that failed before. */
export type Failed = { id: number; appeal: number; kind: string; channel: string; tried: string[]; error: string | null };

/**
 * Gives a message to the next channel that reaches its applicant, in the caller's transaction; each is asked once, and the
 * case's history says which has failed.
 * @returns the channel; null: there is none, only people can tell him
 */
export async function fallToNext(tx: Connection, { id, appeal, kind, channel, tried, error }: Failed, now: Date): Promise<string | null> {
  const applicant = await applicantOf(tx, appeal), failed = [...tried, channel];
  const next = applicant && await nextChannel(tx, applicant.person, failed);
  if (!next) return null;
  await tx.update(outbox).set({
    channel: next, tried: failed, state: "waiting", tries: 0, tryAt: now, doneAt: null, sentTo: null, lastError: error, providerId: null, delivery: null, deliveryAt: null, deliveryError: null,
  }).where(eq(outbox.id, id));
  await tx.insert(event).values({ appeal, kind: "delivery", after: { notice: kind, sentBy: channel, delivery: "dead", next } });
  return next;
}
