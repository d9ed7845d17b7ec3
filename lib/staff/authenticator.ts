import { and, eq, isNotNull, isNull, lt, or } from "drizzle-orm";
import { Secret } from "otpauth";
import { authenticator } from "#db/private/second-factor.ts";
import { privateDb } from "#db/private.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { countAttempt, forgiveAttempt } from "#lib/staff/attempts.ts";
import { proofMinutes, proveAgain, provenLately } from "#lib/staff/proof.ts";
import { factorAdded, factorRemoved } from "#lib/staff/second-factor.ts";
import { seal, unseal } from "#lib/staff/seal.ts";
import { stepOfCode, totp } from "#lib/staff/totp.ts";

export type Offered = { /** For typing in: base32 in fours. */ key: string; /** For the QR code: otpauth://… */ uri: string };

/** The secret offered to a new app; the same for an hour, so that a mistyped code doesn't make one scan again. */
export async function offerAuthenticator(actor: Actor, issuer: string, now = new Date()): Promise<Offered> {
  demand(actor, "account.own");
  const secret = await privateDb().transaction(async (tx) => {
    const fresh = Buffer.from(new Secret({ size: 20 }).buffer);
    const old = or(isNull(authenticator.pendingAt), lt(authenticator.pendingAt, new Date(now.getTime() - 3_600_000)));
    const offered = { pending: seal(fresh, actor.id), pendingAt: now };
    await tx.insert(authenticator).values({ staff: actor.id, ...offered }).onConflictDoUpdate({ target: authenticator.staff, set: offered, setWhere: old });
    const [row] = await tx.select({ pending: authenticator.pending }).from(authenticator).where(eq(authenticator.staff, actor.id));
    return unseal(row!.pending!, actor.id);
  });
  const app = totp(secret, { issuer, label: actor.login });
  return { key: app.secret.base32.match(/.{1,4}/g)!.join(" "), uri: app.toString() };
}

/**
 * Enrols the app that was offered, once a code of it proves that it has the secret; an app that was there before is
 * replaced. This session is complete from now on, the person's others end.
 */
export async function enrolAuthenticator(actor: Actor, input: { passcode: string; current?: string }, now = new Date()): Promise<void> {
  demand(actor, "account.own");
  if (input.current || !(await provenLately(actor, proofMinutes.sent, now))) await proveAgain(actor, input.current ?? "", now);
  const guess = { login: actor.login, factor: "code", address: null, device: actor.session } as const;
  const attempt = await countAttempt(guess, now);
  await privateDb().transaction(async (tx) => {
    const [row] = await tx.select({ pending: authenticator.pending }).from(authenticator).where(and(eq(authenticator.staff, actor.id), isNotNull(authenticator.pending))).for("update");
    const step = row ? stepOfCode(unseal(row.pending!, actor.id), input.passcode, now) : null;
    if (!row || step === null) throw new Refusal("codeWrong", {}, "passcode");
    await tx.update(authenticator).set({ secret: row.pending, enrolledAt: now, lastStep: step, pending: null, pendingAt: null }).where(eq(authenticator.staff, actor.id));
    await factorAdded(tx, actor, { what: "authenticator" }, now);
  });
  await forgiveAttempt(attempt, guess, now);
}

/** Takes one's own authenticator app away. `current`: proof that it is he, once more (proof.ts). */
export async function removeAuthenticator(actor: Actor, input: { current: string }, now = new Date()): Promise<void> {
  demand(actor, "account.own");
  await proveAgain(actor, input.current, now);
  await privateDb().transaction(async (tx) => {
    const removed = await tx.delete(authenticator).where(and(eq(authenticator.staff, actor.id), isNotNull(authenticator.secret))).returning({ staff: authenticator.staff });
    if (removed.length === 0) throw new Refusal("notFound");
    await factorRemoved(tx, actor, { what: "authenticator" });
  });
}
