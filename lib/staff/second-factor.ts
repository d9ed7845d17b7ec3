import { asc, eq, sql } from "drizzle-orm";
import { authenticator, passkey, recoveryCode } from "#db/private/second-factor.ts";
import { type Connection, privateDb, session, staff as account } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { secondFactorRoles } from "#lib/permissions.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { recoveryCodesLeft } from "#lib/staff/recovery.ts";
import { endSessions } from "#lib/staff/session.ts";

export type Factors = {
  /** Since when there is an app. */
  authenticator: Date | null;
  passkeys: { id: number; name: string; createdAt: Date; lastUsedAt: Date | null }[];
  recoveryCodes: number;
};

/** What a person has enrolled. */
export async function factorsOf(staff: number, db: Connection = privateDb()): Promise<Factors> {
  const [app] = await db.select({ enrolledAt: authenticator.enrolledAt }).from(authenticator).where(eq(authenticator.staff, staff));
  const passkeys = await db.select({ id: passkey.id, name: passkey.name, createdAt: passkey.createdAt, lastUsedAt: passkey.lastUsedAt }).from(passkey).where(eq(passkey.staff, staff)).orderBy(asc(passkey.id));
  return { authenticator: app?.enrolledAt ?? null, passkeys, recoveryCodes: await recoveryCodesLeft(staff, db) };
}

/** Whether somebody with these roles has to have a second factor. */
export const mustEnrol = (actor: Pick<Actor, "roles">): boolean => actor.roles.some((role) => secondFactorRoles.includes(role));

export type Passed = "authenticator" | "recovery" | "passkey";

/** The factor was passed: from now on the session has its owner's rights. */
export async function completeSession(tx: Connection, actor: Actor, how: Passed, now: Date): Promise<void> {
  await tx.update(session).set({ secondFactorAt: now }).where(eq(session.id, actor.session));
  await recordOffice(tx, actor, { kind: "second_factor", subject: actor.login, after: { act: "passed", how } });
}

/** A factor was enrolled: this session is complete by it, the person's others end, where nobody was asked for it. */
export async function factorAdded(tx: Connection, actor: Actor, factor: { what: "authenticator" | "passkey"; name?: string }, now: Date): Promise<void> {
  await tx.update(session).set({ secondFactorAt: now }).where(eq(session.id, actor.session));
  await recordOffice(tx, actor, { kind: "second_factor", subject: actor.login, after: { act: "added", ...factor } });
  await endSessions(tx, actor, actor.id, now);
}

/** A factor was taken away. Who must have one keeps at least one; without any, recovery codes recover nothing. */
export async function factorRemoved(tx: Connection, actor: Actor, factor: { what: "authenticator" | "passkey"; name?: string }): Promise<void> {
  // Two at once, the app here and the passkey there, must not each count on the other.
  await tx.select({ id: account.id }).from(account).where(eq(account.id, actor.id)).for("update");
  const left = await factorsOf(actor.id, tx);
  if (!left.authenticator && left.passkeys.length === 0) {
    if (mustEnrol(actor)) throw new Refusal("lastFactor");
    await tx.delete(recoveryCode).where(eq(recoveryCode.staff, actor.id));
  }
  await recordOffice(tx, actor, { kind: "second_factor", subject: actor.login, after: { act: "removed", ...factor } });
}

/**
 * Takes all of a person's factors away and ends his sessions: his phone is lost and so is the paper. By the administrator,
 * or (actor null) by the machine's owner for the last administrator.
 */
export async function clearFactors(tx: Connection, by: { id: number } | null, of: { id: number; login: string }, now: Date): Promise<void> {
  for (const table of [authenticator, passkey, recoveryCode]) await tx.delete(table).where(sql`${table.staff} = ${of.id}`);
  await recordOffice(tx, by, { kind: "second_factor", subject: of.login, after: { act: "reset" } });
  await endSessions(tx, by && { id: by.id }, of.id, now);
}
