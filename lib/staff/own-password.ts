import { eq } from "drizzle-orm";
import { privateDb, staff } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { countAttempt, forgiveAttempt } from "#lib/staff/attempts.ts";
import { checkPassword, hashPassword, verifyPassword } from "#lib/staff/password.ts";
import { endSessions } from "#lib/staff/session.ts";

export type ChangeOwnPassword = { current: string; password: string; repeated: string };

/** Changes one's own password; guessing the present one is limited like signing in. Other sessions end, this one stays. */
export async function changeOwnPassword(actor: Actor, input: ChangeOwnPassword, now = new Date()): Promise<void> {
  demand(actor, "account.own");
  const guess = { login: actor.login, factor: "password", address: null, device: actor.session } as const;
  const attempt = await countAttempt(guess, now);
  const [found] = await privateDb().select({ passwordHash: staff.passwordHash }).from(staff).where(eq(staff.id, actor.id));
  if (!(await verifyPassword(found?.passwordHash ?? null, input.current))) throw new Refusal("passwordWrong", {}, "current");
  await forgiveAttempt(attempt, guess, now);
  if (input.password !== input.repeated) throw new Refusal("passwordsDiffer", {}, "repeated");
  if (input.password === input.current) throw new Refusal("passwordSame", {}, "password");
  checkPassword(input.password, actor.login);
  const passwordHash = await hashPassword(input.password);
  await privateDb().transaction(async (tx) => {
    await tx.update(staff).set({ passwordHash, mustChangePassword: false }).where(eq(staff.id, actor.id));
    await recordOffice(tx, actor, { kind: "staff", subject: actor.login, after: { act: "passwordChanged" } });
    await endSessions(tx, actor, actor.id, now);
  });
}
