import { readFileSync } from "node:fs";
import type { Sql } from "postgres";
import { deriveKey, env } from "#env.ts";

/** The four ways into the database (docs/decisions/0002-roles.md). */
export const roles = ["public", "resident", "office", "release"] as const;
export type Role = (typeof roles)[number];

/** Name of a role in this database server, e.g. `akimat_public`. */
export const roleName = (role: Role) => `${env.DATABASE_ROLE_PREFIX}_${role}`;

const rolePassword = (role: Role) => deriveKey(`database role ${roleName(role)}`);

/** The address of a role: the owner's, with another name and password. */
export function roleUrl(ownerUrl: string, role: Role): string {
  const url = new URL(ownerUrl);
  url.username = roleName(role);
  url.password = rolePassword(role);
  return url.href;
}

/**
 * Creates the roles where they are missing, sets their passwords and states all grants (db/roles.sql).
 * @throws when the owner may not create roles: the message says which right is missing.
 */
export async function establishRoles(owner: Sql): Promise<void> {
  const statements = roles.reduce((text, role) => text.replaceAll(`:"${role}"`, `"${roleName(role)}"`),
    readFileSync(new URL("./roles.sql", import.meta.url), "utf8"));
  await owner.begin(async (tx) => {
    // Roles belong to the whole server: two migrations at once would trip over each other's pg_authid rows.
    await tx`SELECT pg_advisory_xact_lock(hashtext('open-akimat roles'))`;
    for (const role of roles) {
      const [found] = await tx`SELECT 1 FROM pg_roles WHERE rolname = ${roleName(role)}`;
      const verb = found ? "ALTER" : "CREATE";
      await tx.unsafe(`${verb} ROLE "${roleName(role)}" LOGIN PASSWORD '${rolePassword(role)}'`);
    }
    await tx.unsafe(statements);
  });
}
