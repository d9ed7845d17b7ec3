import { sql } from "drizzle-orm";
import type { Connection } from "#db/private.ts";

/**
 * The next number of a year, e.g. 2026-000123. The counter's row stays locked until the transaction ends, so numbers have
 * no gaps and no twins: take it late in the transaction.
 */
export async function nextCaseNumber(tx: Connection, year: number): Promise<string> {
  const rows = await tx.execute<{ value: number }>(sql`
    INSERT INTO private.setting (key, value) VALUES (${`case-number ${year}`}, '1')
    ON CONFLICT (key) DO UPDATE SET value = to_jsonb((setting.value #>> '{}')::bigint + 1)
    RETURNING (value #>> '{}')::int AS value`);
  return `${year}-${String(rows[0]!.value).padStart(6, "0")}`;
}
