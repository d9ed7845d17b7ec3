import { and, eq, inArray } from "drizzle-orm";
import { attachment, inbound, message } from "#db/private/intake.ts";
import type { Connection } from "#db/private.ts";

/**
 * Moves what was said in one case, with its files and originals, to another: all of it, or the messages named.
 * @returns how many messages went
 */
export async function moveConversation(tx: Connection, from: number, to: number, only?: readonly number[]): Promise<number> {
  const moved = await tx.update(message).set({ appeal: to }).where(and(eq(message.appeal, from), only ? inArray(message.id, [...only]) : undefined)).returning({ id: message.id, inbound: message.inbound });
  const arrived = moved.flatMap((one) => one.inbound ?? []);
  await tx.update(attachment).set({ appeal: to }).where(and(eq(attachment.appeal, from), only ? inArray(attachment.message, moved.map((one) => one.id)) : undefined));
  if (arrived.length > 0) await tx.update(inbound).set({ appeal: to }).where(inArray(inbound.id, arrived));
  return moved.length;
}
