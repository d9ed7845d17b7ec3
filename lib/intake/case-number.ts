import { sql } from "drizzle-orm";
import type { Connection } from "#db/private.ts";

/** The next number of a year, e.g. 2026-000123; its counter stays locked until the transaction ends: take it late (private.next_case_number). */
export async function nextCaseNumber(tx: Connection, year: number): Promise<string> {
  const [row] = await tx.execute<{ number: string }>(sql`SELECT private.next_case_number(${year}) AS number`);
  return row!.number;
}
