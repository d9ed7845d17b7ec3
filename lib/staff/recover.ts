import { eq } from "drizzle-orm";
import { privateDb, staff } from "#db/private.ts";
import { Refusal } from "#lib/errors.ts";
import { normalLogin, setPassword } from "#lib/staff/account.ts";
import { oneTimePassword } from "#lib/staff/password.ts";
import { clearFactors } from "#lib/staff/second-factor.ts";

/**
 * Lets somebody in again by the word of the machine's owner: the last administrator lost his phone. Recorded without an
 * actor; the sessions end.
 * @returns the one-time password, if one was asked for
 * @throws Refusal "notFound"
 */
export async function recoverAccount(login: string, asked: { password: boolean; secondFactor: boolean }, now = new Date()): Promise<{ password: string | null }> {
  const [found] = await privateDb().select({ id: staff.id, login: staff.login }).from(staff).where(eq(staff.login, normalLogin(login)));
  if (!found) throw new Refusal("notFound");
  if (asked.secondFactor) await privateDb().transaction((tx) => clearFactors(tx, null, found, now));
  if (!asked.password) return { password: null };
  const password = oneTimePassword();
  await setPassword(privateDb(), found.id, password, true, null, now);
  return { password };
}
