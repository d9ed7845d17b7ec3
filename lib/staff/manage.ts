import { asc, eq, sql } from "drizzle-orm";
import { privateDb, session, staff, staffRole } from "#db/private.ts";
import { Refusal } from "#lib/errors.ts";
import type { Role } from "#lib/permissions.ts";
import { createStaff, type NewStaff, setPassword } from "#lib/staff/account.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { oneTimePassword } from "#lib/staff/password.ts";
import { endSessions } from "#lib/staff/session.ts";

// The administrator's acts on accounts. One who is dismissed at noon is out at noon.

/** @returns the one-time password, shown once. */
export async function addStaff(actor: Actor, input: Omit<NewStaff, "password" | "mustChange">): Promise<{ password: string }> {
  demand(actor, "staff.manage");
  return createStaff(privateDb(), { ...input, mustChange: true });
}

/** Switches an account on or off; off ends its sessions in the same transaction. */
export async function setActive(actor: Actor, id: number, active: boolean, now = new Date()): Promise<void> {
  demand(actor, "staff.manage");
  if (id === actor.id) throw new Refusal("ownAccount");
  await privateDb().transaction(async (tx) => {
    const changed = await tx.update(staff).set({ active }).where(eq(staff.id, id)).returning({ id: staff.id });
    if (changed.length === 0) throw new Refusal("notFound");
    if (!active) await tx.update(session).set({ revokedAt: now }).where(eq(session.staff, id));
  });
}

export async function revokeSessions(actor: Actor, id: number): Promise<void> {
  demand(actor, "staff.manage");
  await endSessions(id, id === actor.id ? actor.session : null);
}

/** @returns the one-time password, shown once. */
export async function resetPassword(actor: Actor, id: number): Promise<{ password: string }> {
  demand(actor, "staff.manage");
  const password = oneTimePassword();
  await setPassword(privateDb(), id, password, true);
  return { password };
}

/** Everybody with an account, for the administrator's list. */
export async function allStaff(actor: Actor, now = new Date()) {
  demand(actor, "staff.manage");
  return privateDb().select({
    id: staff.id, login: staff.login, name: staff.name, department: staff.department, active: staff.active, mustChangePassword: staff.mustChangePassword,
    roles: sql<Role[]>`ARRAY(SELECT r.role FROM ${staffRole} r WHERE r.staff = ${staff}.id ORDER BY 1)`,
    sessions: sql<number>`(SELECT count(*)::int FROM ${session} s WHERE s.staff = ${staff}.id AND s.revoked_at IS NULL AND s.expires_at > ${now.toISOString()}::timestamptz)`,
  }).from(staff).orderBy(asc(staff.login));
}
