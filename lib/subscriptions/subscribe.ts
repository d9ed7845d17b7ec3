import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { residentDb } from "#db/resident.ts";
import { Refusal } from "#lib/errors.ts";
import { isLocale, type Locale } from "#lib/i18n/locale.ts";
import { emailAddress } from "#lib/intake/email-address.ts";
import { callerHash } from "#lib/resident/caller.ts";
import { secretHash, secretOf } from "#lib/subscriptions/secret.ts";

/**
 * Somebody asks that releases be told to an address; a letter there asks whether it is so. The answer is the same whether
 * or not the address is known (resident.subscribe).
 * @param caller his network address, null when nobody knows it
 * @returns minutes until this network may ask again, when it has asked too often
 * @throws Refusal "emailForm" for what is no address
 */
export async function subscribe(email: string, language: Locale, caller: string | null): Promise<{ limited?: number }> {
  const address = emailAddress(email);
  if (address === null) throw new Refusal("emailForm", {}, "email");
  const ref = randomUUID();
  const [row] = await residentDb().execute<{ said: unknown }>(sql`SELECT resident.subscribe(${address}, ${language}, ${ref}::uuid,
    ${secretHash(secretOf("confirm", ref))}, ${secretHash(secretOf("leave", ref))}, ${callerHash("subscriptions", caller)}) AS said`);
  const { limited } = z.object({ limited: z.coerce.number().optional() }).parse(row!.said);
  return limited === undefined ? {} : { limited };
}

/** The reader's "yes". @returns his language; null when nobody waits for this secret, or no longer does */
export async function confirm(secret: string): Promise<Locale | null> {
  const [row] = await residentDb().execute<{ said: { confirmed: string | null } }>(sql`SELECT resident.confirm_subscription(${secretHash(secret)}) AS said`);
  const { confirmed } = row!.said;
  return isLocale(confirmed) ? confirmed : null;
}

/** Erases the address that a secret belongs to; done as well when it was erased before. */
export async function leave(secret: string): Promise<void> {
  await residentDb().execute(sql`SELECT resident.leave_subscription(${secretHash(secret)})`);
}
