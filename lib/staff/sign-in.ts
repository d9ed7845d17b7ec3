import { eq } from "drizzle-orm";
import { privateDb, session, staff } from "#db/private.ts";
import { Refusal } from "#lib/errors.ts";
import { normalLogin } from "#lib/staff/account.ts";
import { countAttempt, forgiveAttempt } from "#lib/staff/attempts.ts";
import { networkOf } from "#lib/staff/network.ts";
import { verifyPassword } from "#lib/staff/password.ts";
import { sessionHours } from "#lib/staff/session.ts";

export type SignIn = { login: string; password: string; address: string | null; agent: string | null };

/**
 * Proves who somebody is and opens a session. Unknown, deactivated and wrong are one answer in one time.
 * @throws Refusal "signInFailed" or "tooManyAttempts"
 */
export async function signIn(input: SignIn, now = new Date()): Promise<{ session: string; staff: number; name: string }> {
  const login = normalLogin(input.login).slice(0, 100);
  const network = input.address === null ? null : networkOf(input.address);
  const attempt = await countAttempt(login, network, now);
  const [found] = await privateDb().select({ id: staff.id, name: staff.name, passwordHash: staff.passwordHash, active: staff.active })
    .from(staff).where(eq(staff.login, login));
  const right = await verifyPassword(found?.passwordHash ?? null, input.password);
  if (!found || !right || !found.active) throw new Refusal("signInFailed");
  await forgiveAttempt(attempt, login, network, now);
  const [opened] = await privateDb().insert(session).values({
    staff: found.id, createdAt: now, lastSeenAt: now, expiresAt: new Date(now.getTime() + sessionHours * 3_600_000),
    address: input.address, agent: input.agent?.slice(0, 300) ?? null,
  }).returning({ id: session.id });
  return { session: opened!.id, staff: found.id, name: found.name };
}
