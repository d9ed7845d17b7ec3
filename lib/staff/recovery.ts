import { createHash } from "node:crypto";
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { recoveryCode } from "#db/private/second-factor.ts";
import { type Connection, privateDb } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { oneTimePassword } from "#lib/staff/password.ts";
import { proofMinutes, proveAgain, provenLately } from "#lib/staff/proof.ts";

/** Codes on paper for the day the phone is lost. */
export const codesIssued = 10;

/** As it is hashed: however it was typed from the paper. */
const hashOf = (code: string) => createHash("sha256").update(code.toLowerCase().replace(/[^a-z0-9]/g, "")).digest();

/** How many of a person's codes are left. */
export async function recoveryCodesLeft(staff: number, db: Connection = privateDb()): Promise<number> {
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(recoveryCode).where(and(eq(recoveryCode.staff, staff), isNull(recoveryCode.usedAt)));
  return row!.n;
}

/**
 * Issues ten new codes; the old ones are void. Only their hashes are kept.
 * @returns the codes, shown once
 */
export async function issueRecoveryCodes(actor: Actor, input: { current?: string }, now = new Date()): Promise<string[]> {
  demand(actor, "account.own");
  if (!actor.enrolled) throw new Refusal("secondFactorNeeded");
  // The first ones come right after enrolment, and once more if the printer jammed; later ones void what lies in a safe.
  const [kept] = await privateDb().select({ staff: recoveryCode.staff }).from(recoveryCode)
    .where(and(eq(recoveryCode.staff, actor.id), lt(recoveryCode.issuedAt, new Date(now.getTime() - proofMinutes.asked * 60_000)))).limit(1);
  if (input.current || kept || !(await provenLately(actor, proofMinutes.sent, now))) await proveAgain(actor, input.current ?? "", now);
  const codes = Array.from({ length: codesIssued }, oneTimePassword);
  await privateDb().transaction(async (tx) => {
    await tx.delete(recoveryCode).where(eq(recoveryCode.staff, actor.id));
    await tx.insert(recoveryCode).values(codes.map((code) => ({ staff: actor.id, hash: hashOf(code), issuedAt: now })));
    await recordOffice(tx, actor, { kind: "second_factor", subject: actor.login, after: { act: "recoveryIssued" } });
  });
  return codes;
}

/** Takes one of a person's codes, which is used up by it. */
export async function acceptRecoveryCode(db: Connection, staff: number, typed: string, now: Date): Promise<boolean> {
  const taken = await db.update(recoveryCode).set({ usedAt: now })
    .where(and(eq(recoveryCode.staff, staff), eq(recoveryCode.hash, hashOf(typed)), isNull(recoveryCode.usedAt))).returning({ staff: recoveryCode.staff });
  return taken.length > 0;
}
