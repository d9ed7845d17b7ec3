import { eq } from "drizzle-orm";
import { privateDb, staff } from "#db/private.ts";
import { Refusal } from "#lib/errors.ts";
import { normalLogin } from "#lib/staff/account.ts";
import { countAttempt, forgiveAttempt } from "#lib/staff/attempts.ts";
import { knownDevice } from "#lib/staff/device.ts";
import { networkOf } from "#lib/staff/network.ts";
import { verifyPassword } from "#lib/staff/password.ts";
import { openSession } from "#lib/staff/session.ts";

export type SignIn = { login: string; password: string; address: string | null; agent: string | null; device?: string | null };

/**
 * Proves who somebody is and opens a session. Unknown, deactivated and wrong are one answer in one time.
 * @throws Refusal "signInFailed" or "tooManyAttempts"
 */
export async function signIn(input: SignIn, now = new Date()): Promise<{ session: string; staff: number; name: string }> {
  const login = normalLogin(input.login).slice(0, 100);
  const device = input.device ?? null;
  const guess = { login, factor: "password", address: input.address === null ? null : networkOf(input.address), device: await knownDevice(login, device) } as const;
  const attempt = await countAttempt(guess, now);
  const [found] = await privateDb().select({ id: staff.id, login: staff.login, name: staff.name, passwordHash: staff.passwordHash, active: staff.active })
    .from(staff).where(eq(staff.login, login));
  const right = await verifyPassword(found?.passwordHash ?? null, input.password);
  if (!found || !right || !found.active) throw new Refusal("signInFailed");
  await forgiveAttempt(attempt, guess, now);
  return privateDb().transaction((tx) => openSession(tx, { staff: found, method: "password", address: input.address, agent: input.agent, device }, now));
}
