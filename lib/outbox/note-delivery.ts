import { and, eq } from "drizzle-orm";
import { outbox } from "#db/private/outbox.ts";
import { type Connection, event } from "#db/private.ts";
import { withoutAddresses } from "#lib/outbox/mask.ts";

/** How far a message got, by the provider's words; they come late, twice and out of order, so only a step forward counts. */
const steps = ["sent", "delivered", "read"];

/** What a provider says of a message it took from us. `providerId`: as it called it then. */
export type Report = { channel: string; providerId: string; status: string; at: Date; error: string | null };

/**
 * Writes a provider's word about one of our messages down; that it arrived or failed goes into the case's history.
 * @returns the case; null when we know no such message, or it is nobody's case's
 */
export async function noteDelivery(tx: Connection, { channel, providerId, status, at, error }: Report): Promise<number | null> {
  const [row] = await tx.select({ id: outbox.id, appeal: outbox.appeal, kind: outbox.kind, delivery: outbox.delivery }).from(outbox)
    .where(and(eq(outbox.channel, channel), eq(outbox.providerId, providerId))).for("update");
  if (!row) return null;
  const failed = status === "failed" && row.delivery !== "delivered" && row.delivery !== "read" && row.delivery !== "failed";
  if (!failed && steps.indexOf(status) <= steps.indexOf(row.delivery ?? "")) return row.appeal;
  await tx.update(outbox).set({ delivery: status, deliveryAt: at, deliveryError: failed && error ? withoutAddresses(error) : null }).where(eq(outbox.id, row.id));
  if (row.appeal !== null && status !== "sent") await tx.insert(event).values({ appeal: row.appeal, kind: "delivery", after: { notice: row.kind, sentBy: channel, delivery: status } });
  return row.appeal;
}
