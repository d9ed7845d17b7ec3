import { demoSecret } from "#db/demo/second-factor.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import type { Actor } from "#lib/staff/actor.ts";
import { codeOfPublicSecret } from "#lib/staff/totp.ts";

/**
 * In the demonstration city, for an account that has the public key: the code to type now, or "wait" when it was used up.
 * Null everywhere else: no real city's page ever shows a code.
 */
export async function demonstrationCode(actor: Actor, now = new Date()): Promise<string | "wait" | null> {
  if (!(await officeCity()).demo) return null;
  return codeOfPublicSecret(actor.id, demoSecret, now);
}
