import { eq, sql } from "drizzle-orm";
import { privateDb, session, staff } from "#db/private.ts";
import { Refusal } from "#lib/errors.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { countAttempt, forgiveAttempt } from "#lib/staff/attempts.ts";
import { acceptCode } from "#lib/staff/totp.ts";
import { verifyPassword } from "#lib/staff/password.ts";

/**
 * Asks again who sits there, before something that could shut him out or let another in: his password or a code of his
 * app. Guesses are limited by session, so that an unattended browser can't lock its owner out elsewhere.
 * @throws Refusal "proofWrong" or "tooManyAttempts"
 */
export async function proveAgain(actor: Actor, proof: string, now: Date): Promise<void> {
  if (proof === "") throw new Refusal("required", {}, "current");
  const guess = { login: actor.login, factor: "password", address: null, device: actor.session } as const;
  const attempt = await countAttempt(guess, now);
  const db = privateDb();
  const [found] = await db.select({ passwordHash: staff.passwordHash }).from(staff).where(eq(staff.id, actor.id));
  const right = await verifyPassword(found?.passwordHash ?? null, proof) || (await acceptCode(db, actor.id, proof, now)) === "right";
  if (!right) throw new Refusal("proofWrong", {}, "current");
  await forgiveAttempt(attempt, guess, now);
}

/** Whether this session proved who he is a moment ago: the first enrolment after a sign-in doesn't ask twice. */
export async function provenLately(actor: Actor, minutes: number, now: Date): Promise<boolean> {
  const [row] = await privateDb().select({ at: sql<string>`greatest(${session.createdAt}, ${session.secondFactorAt})` }).from(session).where(eq(session.id, actor.session));
  return row !== undefined && now.getTime() - new Date(row.at).getTime() < minutes * 60_000;
}

/** How long a proof lasts for a page that asks, and for the form sent from it. */
export const proofMinutes = { asked: 10, sent: 30 };
