import { eq, type SQL, sql } from "drizzle-orm";
import { appeal } from "#db/private.ts";
import { departmental, permits } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";

/**
 * Which cases exist for an official, as a condition for WHERE; undefined: all. A department's officer finds nothing of
 * another department, so what he may not see is "not found", never "forbidden".
 */
export function scopeOf(actor: Actor): SQL | undefined {
  const reading = actor.roles.filter((role) => permits([role], "case.read"));
  if (reading.length === 0) return sql`false`;
  if (reading.some((role) => !departmental.includes(role))) return undefined;
  return actor.department === null ? sql`false` : eq(appeal.department, actor.department);
}
