import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { outbox } from "#db/private/outbox.ts";
import { type Connection, event } from "#db/private.ts";
import { askWhetherSolved } from "#lib/outbox/ask-solved.ts";
import { fallToNext } from "#lib/outbox/fall.ts";
import { withoutAddresses } from "#lib/outbox/mask.ts";
import { isCourtesy } from "#lib/outbox/notice.ts";

/** How far a message got, by the provider's words; they come late, twice and out of order, so only a step forward counts. What failed can only be known to have arrived after all. */
const steps = ["sent", "failed", "delivered", "read"];

/** What a provider says of a message it took from us. `providerId`: as it called it then. `messageId`: our own id, where it says that too. */
export type Report = { channel: string; providerId: string; messageId?: string | null; status: string; at: Date; error: string | null };

/**
 * Writes a provider's word about one of our messages down; that it arrived or failed goes into the case's history, and
 * what failed goes by the next channel. A word about a message whose sending nobody saw end settles that it was sent.
 * @returns the case; null when we know no such message, or it is nobody's case's
 */
export async function noteDelivery(tx: Connection, { channel, providerId, messageId, status, at, error }: Report, now = new Date()): Promise<number | null> {
  const [row] = await tx.select({ id: outbox.id, appeal: outbox.appeal, kind: outbox.kind, state: outbox.state, tried: outbox.tried, delivery: outbox.delivery }).from(outbox)
    .where(and(eq(outbox.channel, channel), or(eq(outbox.providerId, providerId), messageId ? and(isNull(outbox.providerId), eq(outbox.messageId, messageId), inArray(outbox.state, ["sending", "in_doubt"])) : undefined))).for("update");
  if (!row) return null;
  if (steps.indexOf(status) <= steps.indexOf(row.delivery ?? "")) return row.appeal;
  const failed = status === "failed";
  const deliveryError = failed && error ? withoutAddresses(error) : null;
  if (failed && row.appeal !== null && await fallToNext(tx, { ...row, appeal: row.appeal, channel, error: deliveryError }, now)) return row.appeal;
  const unseen = row.state === "sending" || row.state === "in_doubt";
  // What no channel could bring is for people, unless it was a courtesy; when it arrived after all, it was sent.
  const state = failed ? (isCourtesy(row.kind) ? "dropped" : "dead") : unseen || row.state === "dead" || row.state === "dropped" ? "sent" : row.state;
  await tx.update(outbox).set({ providerId, state, delivery: status, deliveryAt: at, deliveryError, ...(state === row.state ? {} : { tryAt: null, doneAt: now }) }).where(eq(outbox.id, row.id));
  if (row.appeal !== null && (unseen || status !== "sent")) await tx.insert(event).values({ appeal: row.appeal, kind: "delivery", after: { notice: row.kind, sentBy: channel, delivery: status } });
  if (row.appeal !== null && unseen && state === "sent" && row.kind === "answer") await askWhetherSolved(tx, row.appeal, now);
  return row.appeal;
}
