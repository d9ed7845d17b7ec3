import type { TransactionSql } from "postgres";
import { Secret } from "otpauth";
import type { DemoAccount } from "#db/demo/accounts.ts";
import { secondFactorRoles } from "#lib/permissions.ts";
import { seal } from "#lib/staff/seal.ts";

/** The authenticator key of every demonstration account that must have one; as public as its password. */
export const demoSecret = "AKIMATDEMOAKIMATDEMOAKIMATDEMO22";

/** Gives an authenticator to every demonstration account whose role works with a second factor only. */
export async function writeSecondFactors(tx: TransactionSql, officials: (DemoAccount & { id: number })[]): Promise<void> {
  const secret = Buffer.from(Secret.fromBase32(demoSecret).buffer);
  for (const { id, roles } of officials) {
    if (roles.some((role) => secondFactorRoles.includes(role))) {
      await tx`INSERT INTO private.authenticator (staff, secret, enrolled_at) VALUES (${id}, ${seal(secret, id)}, '2024-09-02T04:00:00Z')`;
    }
  }
}
