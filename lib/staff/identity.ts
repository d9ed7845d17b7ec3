import { and, eq, isNull, sql } from "drizzle-orm";
import { env } from "#env.ts";
import { identity } from "#db/private/second-factor.ts";
import { type Connection, privateDb, staff } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { openSession } from "#lib/staff/session.ts";

// Signing in through the city's own OpenID provider. An account belongs to a person there because the administrator said
// so; nobody gets an account by signing in.

/** What the provider's ID token says, verified by next-auth (signature, issuer, audience, nonce). */
export type Claims = { sub: string; email?: string; email_verified?: boolean; amr?: string[] };

/** Enters who an account's person is at the provider: a subject, or an address that the provider verified; neither takes it away. */
export async function setIdentity(actor: Actor, id: number, input: { subject: string; email: string }): Promise<void> {
  demand(actor, "staff.manage");
  const issuer = env.OIDC_ISSUER;
  if (!issuer) throw new Refusal("providerOff");
  const subject = input.subject.trim() || null, email = input.email.trim().toLowerCase() || null;
  if (subject !== null && email !== null) throw new Refusal("identityForm", {}, "email");
  await privateDb().transaction(async (tx) => {
    const [of] = await tx.select({ login: staff.login }).from(staff).where(eq(staff.id, id)).for("update");
    if (!of) throw new Refusal("notFound");
    const [before] = await tx.delete(identity).where(eq(identity.staff, id)).returning({ issuer: identity.issuer, subject: identity.subject, email: identity.email });
    if (subject !== null || email !== null) {
      const made = await tx.insert(identity).values({ staff: id, issuer, subject, email }).onConflictDoNothing().returning({ staff: identity.staff });
      if (made.length === 0) throw new Refusal("identityTaken", {}, subject === null ? "email" : "subject");
    }
    await recordOffice(tx, actor, { kind: "staff", subject: of.login, before: before ?? null, after: { act: "identity", issuer, subject, email } });
  });
}

/**
 * Whose account it is: by the subject; else by an address that the provider calls verified, once – then the subject is
 * remembered, and who gets the address later gets nothing by it.
 */
async function accountOf(tx: Connection, issuer: string, claims: Claims): Promise<number | null> {
  const [known] = await tx.select({ staff: identity.staff }).from(identity).where(and(eq(identity.issuer, issuer), eq(identity.subject, claims.sub)));
  if (known) return known.staff;
  if (claims.email_verified !== true || !claims.email) return null;
  const [bound] = await tx.update(identity).set({ subject: claims.sub })
    .where(and(eq(identity.issuer, issuer), eq(identity.email, claims.email.toLowerCase()), isNull(identity.subject))).returning({ staff: identity.staff });
  return bound?.staff ?? null;
}

/**
 * Opens a session for a person whom the provider confirmed. Unknown and deactivated are one answer.
 * @throws Refusal "providerUnknown"
 */
export async function signInByProvider(claims: Claims, from: { address: string | null; agent: string | null; device: string | null }, now = new Date()): Promise<{ session: string; name: string }> {
  const issuer = env.OIDC_ISSUER;
  if (!issuer) throw new Refusal("providerOff");
  return privateDb().transaction(async (tx) => {
    const id = await accountOf(tx, issuer, claims);
    const [found] = id === null ? [] : await tx.select({ id: staff.id, login: staff.login, name: staff.name }).from(staff).where(and(eq(staff.id, id), sql`${staff.active}`));
    if (!found) throw new Refusal("providerUnknown");
    const secondFactor = env.OIDC_TRUST_MFA && (claims.amr ?? []).includes("mfa");
    return openSession(tx, { staff: found, method: "provider", ...from, secondFactor }, now);
  });
}
