import type { TransactionSql } from "postgres";
import { demoPassword, staffOf } from "#db/demo/accounts.ts";
import { writeSecondFactors } from "#db/demo/second-factor.ts";
import type { Directory } from "#db/demo/generate/scene.ts";
import { hashPassword } from "#lib/staff/password.ts";

/** Creates the demonstration's officials and returns who can act. One hash serves all: the password is one and public. */
export async function writeStaff(tx: TransactionSql, departments: readonly string[]): Promise<Directory> {
  const officials = staffOf(departments).map((official, index) => ({ id: index + 1, ...official }));
  const hash = await hashPassword(demoPassword);
  await tx`INSERT INTO private.staff (id, login, name, department, password_hash, created_at) OVERRIDING SYSTEM VALUE
    SELECT id, login, name, department, ${hash}, '2024-09-02T04:00:00Z' FROM jsonb_to_recordset(${tx.json(officials)}) AS o (id bigint, login text, name text, department text)`;
  await tx`SELECT setval(pg_get_serial_sequence('private.staff', 'id'), ${officials.length})`;
  await tx`INSERT INTO private.staff_role (staff, role) SELECT o.id, jsonb_array_elements_text(o.roles)
    FROM jsonb_to_recordset(${tx.json(officials)}) AS o (id bigint, roles jsonb)`;
  await writeSecondFactors(tx, officials);

  const ids = (role: string, department?: string) => officials
    .filter(({ roles, department: theirs }) => (roles as string[]).includes(role) && (department === undefined || theirs === department)).map(({ id }) => id);
  return {
    registrars: ids("registrar"), signers: ids("signer"),
    head: Object.fromEntries(departments.map((code) => [code, ids("head", code)[0]!])),
    executors: Object.fromEntries(departments.map((code) => [code, ids("executor", code)])),
  };
}
