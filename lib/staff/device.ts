import { createHmac, timingSafeEqual } from "node:crypto";
import { and, eq, isNotNull, not, or } from "drizzle-orm";
import { deriveKey } from "#env.ts";
import { privateDb, session, staff } from "#db/private.ts";
import { isEnrolled } from "#lib/staff/session.ts";

const signature = (device: string) => createHmac("sha256", deriveKey("device")).update(device).digest("base64url");
const written = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** A browser's number as its cookie carries it: signed, so that nobody chooses his own. */
export const signDevice = (device: string): string => `${device}.${signature(device)}`;

/** The number in a device cookie; null for none of ours. */
export function readDevice(cookie: string | null | undefined): string | null {
  const [, device, signed] = written.exec(cookie ?? "") ?? [];
  return device && timingSafeEqual(Buffer.from(signed!), Buffer.from(signature(device))) ? device : null;
}

/**
 * The browser, if a session of this account was complete in it: its guesses have a counter of their own, so that a
 * stranger who guesses all day doesn't lock the person out (OWASP, Slow Down Online Guessing Attacks with Device Cookies).
 */
export async function knownDevice(login: string, device: string | null): Promise<string | null> {
  if (device === null) return null;
  const [known] = await privateDb().select({ id: session.id }).from(session).innerJoin(staff, eq(staff.id, session.staff))
    .where(and(eq(session.device, device), eq(staff.login, login), or(isNotNull(session.secondFactorAt), not(isEnrolled)))).limit(1);
  return known ? device : null;
}
