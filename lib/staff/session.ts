import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { privateDb, session, staff, staffRole } from "#db/private.ts";
import { type Actor, proveActor } from "#lib/staff/actor.ts";
import type { Role } from "#lib/permissions.ts";

/** A working day and no more; an unattended browser is let go sooner. */
export const sessionHours = 12;
export const idleHours = 3;

const sessionId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Who works in a session, asked of the database at every office request: a revoked session or a deactivated account is
 * out with the next one (next-auth's JWT alone can't be revoked).
 */
export async function actorOfSession(id: string, now = new Date()): Promise<Actor | null> {
  if (!sessionId.test(id)) return null;
  const idle = new Date(now.getTime() - idleHours * 3_600_000);
  const [row] = await privateDb().select({
    id: staff.id, login: staff.login, name: staff.name, department: staff.department, mustChangePassword: staff.mustChangePassword, lastSeenAt: session.lastSeenAt,
    roles: sql<Role[]>`ARRAY(SELECT ${staffRole.role} FROM ${staffRole} WHERE ${staffRole.staff} = ${staff.id} ORDER BY 1)`,
  }).from(session).innerJoin(staff, eq(staff.id, session.staff))
    .where(and(eq(session.id, id), isNull(session.revokedAt), gt(session.expiresAt, now), gt(session.lastSeenAt, idle), eq(staff.active, true)));
  if (!row) return null;
  // Once a minute is enough to know that somebody is still there.
  if (now.getTime() - row.lastSeenAt.getTime() > 60_000) await privateDb().update(session).set({ lastSeenAt: now }).where(eq(session.id, id));
  const { lastSeenAt: _, ...facts } = row;
  return proveActor({ ...facts, session: id, secondFactor: true });
}

/** Ends a session; the next request with it is a stranger's. */
export async function endSession(id: string, now = new Date()): Promise<void> {
  if (!sessionId.test(id)) return;
  await privateDb().update(session).set({ revokedAt: now }).where(and(eq(session.id, id), isNull(session.revokedAt)));
}

/** Ends all of a person's sessions, or all but the one he works in. */
export async function endSessions(staffId: number, except: string | null, now = new Date()): Promise<void> {
  const others = except === null ? undefined : sql`${session.id} <> ${except}`;
  await privateDb().update(session).set({ revokedAt: now }).where(and(eq(session.staff, staffId), isNull(session.revokedAt), others));
}

/** A person's open sessions, newest first. */
export const openSessions = (staffId: number, now = new Date()) =>
  privateDb().select({ id: session.id, createdAt: session.createdAt, lastSeenAt: session.lastSeenAt, address: session.address, agent: session.agent })
    .from(session).where(and(eq(session.staff, staffId), isNull(session.revokedAt), gt(session.expiresAt, now))).orderBy(desc(session.createdAt)).limit(50);
