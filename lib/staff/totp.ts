import { and, eq, isNotNull, lt } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { authenticator } from "#db/private/second-factor.ts";
import { type Connection, privateDb } from "#db/private.ts";
import { unseal } from "#lib/staff/seal.ts";

// A code of six digits every half-minute (RFC 6238 with its defaults: what every authenticator app understands).

const period = 30;
const stepOf = (now: Date) => Math.floor(now.getTime() / 1000 / period);

/** The app that holds a secret. */
export const totp = (secret: Buffer, names: { issuer?: string; label?: string } = {}) => new TOTP({ ...names, period, secret: new Secret({ buffer: new Uint8Array(secret).buffer }) });

/** The step whose code this is: the present one or its neighbours (a phone's clock runs ahead or behind). */
export function stepOfCode(secret: Buffer, typed: string, now: Date): number | null {
  const code = typed.replace(/\s/g, "");
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totp(secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : stepOf(now) + delta;
}

/**
 * Takes a code of a person's app. Each step's code is taken once, and none before it after: what was looked over a
 * shoulder is worth nothing.
 */
export async function acceptCode(db: Connection, staff: number, typed: string, now: Date): Promise<"right" | "used" | "wrong"> {
  const [row] = await db.select({ secret: authenticator.secret }).from(authenticator).where(and(eq(authenticator.staff, staff), isNotNull(authenticator.secret)));
  const step = row ? stepOfCode(unseal(row.secret!, staff), typed, now) : null;
  if (step === null) return "wrong";
  const taken = await db.update(authenticator).set({ lastStep: step }).where(and(eq(authenticator.staff, staff), lt(authenticator.lastStep, step))).returning({ staff: authenticator.staff });
  return taken.length > 0 ? "right" : "used";
}

/**
 * The code to type now, for an account whose secret is public: the demonstration shows it. "wait" when this and the next
 * step's codes are used up; null when the secret is another.
 */
export async function codeOfPublicSecret(staff: number, secret: string, now: Date): Promise<string | "wait" | null> {
  const [row] = await privateDb().select({ secret: authenticator.secret, lastStep: authenticator.lastStep }).from(authenticator).where(and(eq(authenticator.staff, staff), isNotNull(authenticator.secret)));
  const known = Secret.fromBase32(secret);
  if (!row || !unseal(row.secret!, staff).equals(Buffer.from(known.buffer))) return null;
  const step = Math.max(stepOf(now), row.lastStep + 1);
  return step > stepOf(now) + 1 ? "wait" : TOTP.generate({ secret: known, period, timestamp: step * period * 1000 });
}
