import { eq } from "drizzle-orm";
import { type Connection, staff, staffRole } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { compatible, departmental, type Role } from "#lib/permissions.ts";
import { checkPassword, hashPassword, oneTimePassword } from "#lib/staff/password.ts";
import { endSessions } from "#lib/staff/session.ts";

export type Position = { name: string; roles: Role[]; department: string | null };
export type NewStaff = Position & {
  login: string;
  /** Left out: a one-time password is made and returned. */
  password?: string;
  mustChange: boolean;
};

/** One spelling of a login, wherever it is typed. */
export const normalLogin = (login: string): string => login.normalize("NFKC").trim().toLowerCase();

/** Refuses a position that nobody can hold: no name, no role, roles that exclude each other, a department's role without one. */
export function checkPosition({ name, roles, department }: Position): void {
  if (name.trim() === "") throw new Refusal("required", {}, "name");
  if (roles.length === 0) throw new Refusal("required", {}, "roles");
  if (!compatible(roles)) throw new Refusal("rolesIncompatible", {}, "roles");
  if (!department && roles.some((role) => departmental.includes(role))) throw new Refusal("departmentNeeded", {}, "department");
}

/**
 * Creates an official's account. Called by setup and seed with the owner's connection, by the administrator's page with
 * the office's; `by` is the administrator, null for a command of the machine's owner.
 * @returns the account's id and the password to hand over.
 */
export async function createStaff(db: Connection, input: NewStaff, by: { id: number } | null = null): Promise<{ id: number; password: string }> {
  const login = normalLogin(input.login);
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u.test(login)) throw new Refusal("loginForm", {}, "login");
  checkPosition(input);
  const password = input.password ?? oneTimePassword();
  checkPassword(password, login);
  const passwordHash = await hashPassword(password);
  const position = { name: input.name.trim(), department: input.department };
  const roles = [...new Set(input.roles)];

  return db.transaction(async (tx) => {
    const [row] = await tx.insert(staff).values({ login, ...position, passwordHash, mustChangePassword: input.mustChange })
      .onConflictDoNothing({ target: staff.login }).returning({ id: staff.id });
    if (!row) throw new Refusal("loginTaken", { login }, "login");
    await tx.insert(staffRole).values(roles.map((role) => ({ staff: row.id, role })));
    await recordOffice(tx, by, { kind: "staff", subject: login, after: { act: "created", ...position, roles } });
    return { id: row.id, password };
  });
}

/** Gives an account a new password and ends its sessions: who knew the old one is out. */
export async function setPassword(db: Connection, id: number, password: string, mustChange: boolean, by: { id: number } | null = null, now = new Date()): Promise<void> {
  const [found] = await db.select({ login: staff.login }).from(staff).where(eq(staff.id, id));
  if (!found) throw new Refusal("notFound");
  checkPassword(password, found.login);
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    await tx.update(staff).set({ passwordHash, mustChangePassword: mustChange }).where(eq(staff.id, id));
    await recordOffice(tx, by, { kind: "staff", subject: found.login, after: { act: "passwordIssued" } });
    await endSessions(tx, by && { id: by.id }, id, now);
  });
}
