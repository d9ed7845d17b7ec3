import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { message } from "#db/private/intake.ts";
import type { Connection } from "#db/private.ts";
import type { OutboxMessage } from "#lib/outbox/channel.ts";

const Thread = z.object({ messageId: z.string(), references: z.array(z.string()) });

/** The newest e-mail that a case's applicant wrote in it, so that what he is sent stands below it in his mail program; undefined: none. */
export async function emailAnswered(tx: Connection, caseId: number): Promise<OutboxMessage["answers"]> {
  const [row] = await tx.select({ detail: message.detail }).from(message).where(and(eq(message.appeal, caseId), sql`${message.detail} ? 'messageId'`)).orderBy(desc(message.at), desc(message.id)).limit(1);
  return Thread.safeParse(row?.detail).data;
}
