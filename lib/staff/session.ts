import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { type Connection, privateDb, session, staff, staffRole } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import type { Role } from "#lib/permissions.ts";
import { secondFactorRoles } from "#lib/permissions.ts";
import { type Actor, demand, proveActor } from "#lib/staff/actor.ts";

/** A working day and no more; an unattended browser is let go sooner. */
export const sessionHours = 12;
export const idleHours = 3;

const sessionId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Sessions last seen before are over. */
export const idleSince = (now: Date) => new Date(now.getTime() - idleHours * 3_600_000);

/** Whether a person has a second factor: an app that proved itself, or a passkey. */
export const isEnrolled = sql<boolean>`(EXISTS (SELECT 1 FROM private.authenticator f WHERE f.staff = ${staff}.id AND f.secret IS NOT NULL)
  OR EXISTS (SELECT 1 FROM private.passkey f WHERE f.staff = ${staff}.id))`;

/**
 * Who works in a session, asked of the database at every office request: a revoked session or a deactivated account is
 * out with the next one (next-auth's JWT alone can't be revoked).
 * @param present false: asked by the portal itself (live.ts), which is no sign that anybody is still there
 */
export async function actorOfSession(id: string, now = new Date(), present = true): Promise<Actor | null> {
  if (!sessionId.test(id)) return null;
  const [row] = await privateDb().select({
    id: staff.id, login: staff.login, name: staff.name, department: staff.department, mustChangePassword: staff.mustChangePassword, lastSeenAt: session.lastSeenAt,
    passedAt: session.secondFactorAt, enrolled: isEnrolled,
    roles: sql<Role[]>`ARRAY(SELECT ${staffRole.role} FROM ${staffRole} WHERE ${staffRole.staff} = ${staff.id} ORDER BY 1)`,
  }).from(session).innerJoin(staff, eq(staff.id, session.staff))
    .where(and(eq(session.id, id), isNull(session.revokedAt), gt(session.expiresAt, now), gt(session.lastSeenAt, idleSince(now)), eq(staff.active, true)));
  if (!row) return null;
  // Once a minute is enough to know that somebody is still there.
  if (present && now.getTime() - row.lastSeenAt.getTime() > 60_000) await privateDb().update(session).set({ lastSeenAt: now }).where(eq(session.id, id));
  const { lastSeenAt: _, passedAt, ...facts } = row;
  const must = facts.roles.some((role) => secondFactorRoles.includes(role));
  return proveActor({ ...facts, session: id, secondFactor: passedAt !== null || (!facts.enrolled && !must) });
}

export type Opening = {
  staff: { id: number; login: string; name: string };
  method: "password" | "provider";
  address: string | null;
  agent: string | null;
  /** The browser's own number, if it has one (lib/staff/device.ts). */
  device: string | null;
  /** The city's sign-in service has already asked for a second factor. */
  secondFactor?: boolean;
};

/** Opens a session for somebody who has proved who he is; it has rights once its second factor is passed. */
export async function openSession(tx: Connection, { staff: who, method, address, agent, device, secondFactor = false }: Opening, now: Date): Promise<{ session: string; staff: number; name: string }> {
  const [opened] = await tx.insert(session).values({
    staff: who.id, createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + sessionHours * 3_600_000),
    address, agent: agent?.slice(0, 300) ?? null, device, method, ...(secondFactor ? { secondFactorAt: now } : {}),
  }).returning({ id: session.id });
  await recordOffice(tx, who, { kind: "session", subject: who.login, after: { act: "opened", method, address } });
  return { session: opened!.id, staff: who.id, name: who.name };
}

/** Ends a session; the next request with it is a stranger's. */
export async function endSession(id: string, now = new Date()): Promise<void> {
  if (!sessionId.test(id)) return;
  await privateDb().transaction(async (tx) => {
    const [ended] = await tx.update(session).set({ revokedAt: now }).where(and(eq(session.id, id), isNull(session.revokedAt))).returning({ staff: session.staff });
    if (ended) await recordEnded(tx, { id: ended.staff }, ended.staff, 1);
  });
}

/** Ends a session of one's own, or of anybody as the administrator. */
export async function endSessionOf(actor: Actor, staffId: number, id: string, now = new Date()): Promise<void> {
  demand(actor, staffId === actor.id ? "account.own" : "staff.manage");
  if (!sessionId.test(id)) throw new Refusal("notFound");
  await privateDb().transaction(async (tx) => {
    const ended = await tx.update(session).set({ revokedAt: now }).where(and(eq(session.id, id), eq(session.staff, staffId), isNull(session.revokedAt))).returning({ id: session.id });
    if (ended.length === 0) throw new Refusal("notFound");
    await recordEnded(tx, actor, staffId, 1);
  });
}

/** Ends all of a person's sessions but the one that this is done in, in the caller's transaction. */
export async function endSessions(tx: Connection, actor: { id: number; session?: string } | null, staffId: number, now: Date): Promise<void> {
  const others = actor?.session === undefined ? undefined : sql`${session.id} <> ${actor.session}`;
  const ended = await tx.update(session).set({ revokedAt: now }).where(and(eq(session.staff, staffId), isNull(session.revokedAt), gt(session.expiresAt, now), others)).returning({ id: session.id });
  if (ended.length > 0) await recordEnded(tx, actor, staffId, ended.length);
}

async function recordEnded(tx: Connection, actor: { id: number } | null, staffId: number, sessions: number): Promise<void> {
  const [of] = await tx.select({ login: staff.login }).from(staff).where(eq(staff.id, staffId));
  await recordOffice(tx, actor, { kind: "session", subject: of!.login, after: { act: "ended", sessions } });
}

/** All of one's other sessions. */
export async function endOwnOtherSessions(actor: Actor, now = new Date()): Promise<void> {
  demand(actor, "account.own");
  await privateDb().transaction((tx) => endSessions(tx, actor, actor.id, now));
}

export type OpenSession = {
  id: string; createdAt: Date; lastSeenAt: Date; address: string | null; agent: string | null; method: string;
  /** The second factor was passed, or none is needed. False: somebody knows the password and no more. */
  complete: boolean;
  /** The first session in a browser that the person had not used before. */
  newDevice: boolean;
};

/** A person's open sessions, newest first; one's own, or anybody's for the administrator. */
export async function openSessions(actor: Actor, staffId: number, now = new Date()): Promise<OpenSession[]> {
  demand(actor, staffId === actor.id ? "account.own" : "staff.manage");
  const earlier = (also: ReturnType<typeof sql>) => sql`EXISTS (SELECT 1 FROM private.session e WHERE e.staff = ${session.staff} AND e.created_at < ${session.createdAt} ${also})`;
  return privateDb().select({
    id: session.id, createdAt: session.createdAt, lastSeenAt: session.lastSeenAt, address: session.address, agent: session.agent, method: session.method,
    complete: sql<boolean>`${session.secondFactorAt} IS NOT NULL OR NOT ${isEnrolled}`,
    newDevice: sql<boolean>`${earlier(sql``)} AND NOT ${earlier(sql`AND e.device IS NOT DISTINCT FROM ${session.device}`)}`,
  }).from(session).innerJoin(staff, eq(staff.id, session.staff))
    .where(and(eq(session.staff, staffId), isNull(session.revokedAt), gt(session.expiresAt, now), gt(session.lastSeenAt, idleSince(now)))).orderBy(desc(session.createdAt)).limit(50);
}
