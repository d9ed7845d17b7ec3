import { type Connection, privateDb } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal, type RefusalCode } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { countAttempt, forgiveAttempt } from "#lib/staff/attempts.ts";
import { knownDevice } from "#lib/staff/device.ts";
import { networkOf } from "#lib/staff/network.ts";
import { acceptPasskey } from "#lib/staff/passkey.ts";
import { acceptRecoveryCode } from "#lib/staff/recovery.ts";
import { completeSession, type Passed } from "#lib/staff/second-factor.ts";
import { acceptCode } from "#lib/staff/totp.ts";

/** Where a request comes from: its address, and the browser's number (lib/staff/device.ts). */
export type From = { address: string | null; device: string | null };

/** The second step with a code: the app's six digits, or a recovery code. @throws Refusal "codeWrong", "codeUsed" or "tooManyAttempts" */
export const passWithCode = (actor: Actor, typed: string, from: From, now = new Date()): Promise<void> => passStep(actor, from, now, async (tx) => {
  const code = await acceptCode(tx, actor.id, typed, now);
  if (code === "right") return { passed: "authenticator" };
  if (code === "wrong" && await acceptRecoveryCode(tx, actor.id, typed, now)) return { passed: "recovery" };
  return { refused: code === "used" ? "codeUsed" : "codeWrong", field: "passcode" };
});

/** The second step with a passkey. @throws Refusal "passkeyFailed" or "tooManyAttempts" */
export const passWithPasskey = (actor: Actor, answer: string, from: From, now = new Date()): Promise<void> =>
  passStep(actor, from, now, async (tx) => (await acceptPasskey(tx, actor, answer, now) ? { passed: "passkey" } : { refused: "passkeyFailed" }));

/** Counts the guess before it is tried; a failure is written down like a success. */
async function passStep(actor: Actor, from: From, now: Date, attempt: (tx: Connection) => Promise<{ passed: Passed } | { refused: RefusalCode; field?: string }>): Promise<void> {
  demand(actor, "account.enter");
  const guess = { login: actor.login, factor: "code", address: from.address === null ? null : networkOf(from.address), device: await knownDevice(actor.login, from.device) } as const;
  const counted = await countAttempt(guess, now);
  const result = await privateDb().transaction(async (tx) => {
    const tried = await attempt(tx);
    if ("passed" in tried) await completeSession(tx, actor, tried.passed, now);
    else await recordOffice(tx, actor, { kind: "second_factor", subject: actor.login, after: { act: "failed", address: from.address } });
    return tried;
  });
  if ("refused" in result) throw new Refusal(result.refused, {}, result.field);
  await forgiveAttempt(counted, guess, now);
}
