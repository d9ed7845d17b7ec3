import { eq, type SQL, sql } from "drizzle-orm";
import { appeal } from "#db/private.ts";
import { departmental, permits } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** Whether his cases are a department's only: the department's code, null for everybody's, undefined for nobody's. */
export function departmentOf(actor: Actor): string | null | undefined {
  const reading = actor.roles.filter((role) => permits([role], "case.read"));
  if (reading.some((role) => !departmental.includes(role))) return null;
  return reading.length === 0 ? undefined : actor.department ?? undefined;
}

/**
 * Which cases an official may read, as a condition for WHERE; undefined: all. A department's officer finds its own cases and
 * those it co-executes, nothing else, so what he may not see is "not found", never "forbidden".
 */
export function scopeOf(actor: Actor): SQL | undefined {
  const department = departmentOf(actor);
  if (department === null) return undefined;
  if (department === undefined) return sql`false`;
  // An array and not EXISTS or IN: the planner then counts its few ids as few and may use both indexes (measured at a million cases).
  return sql`(${appeal.department} = ${department} OR ${appeal.id} = ANY (ARRAY(SELECT co.appeal FROM private.co_executor co WHERE co.department = ${department})))`;
}

/** Whether a case he reads is his to change, or only co-executed by his department. */
export function owns(actor: Actor, found: { department: string | null }): boolean {
  const department = departmentOf(actor);
  return department === null || (department !== undefined && department === found.department);
}

/** Which cases an official may change, as far as his permissions go: a department's officer those of his department. */
export function ownScope(actor: Actor): SQL | undefined {
  const department = departmentOf(actor);
  if (department === null) return undefined;
  return department === undefined ? sql`false` : eq(appeal.department, department);
}
