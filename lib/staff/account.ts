import { eq } from "drizzle-orm";
import { type Connection, session, staff, staffRole } from "#db/private.ts";
import { Refusal } from "#lib/errors.ts";
import { compatible, departmental, type Role } from "#lib/permissions.ts";
import { checkPassword, hashPassword, oneTimePassword } from "#lib/staff/password.ts";

export type NewStaff = {
  login: string;
  name: string;
  roles: Role[];
  department: string | null;
  /** Left out: a one-time password is made and returned. */
  password?: string;
  mustChange: boolean;
};

/** One spelling of a login, wherever it is typed. */
export const normalLogin = (login: string): string => login.normalize("NFKC").trim().toLowerCase();

/**
 * Creates an official's account. Called by setup and seed with the owner's connection, by the administrator's page with
 * the office's.
 * @returns the account's id and the password to hand over.
 */
export async function createStaff(db: Connection, input: NewStaff): Promise<{ id: number; password: string }> {
  const login = normalLogin(input.login);
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u.test(login)) throw new Refusal("loginForm", {}, "login");
  if (input.name.trim() === "") throw new Refusal("required", {}, "name");
  if (input.roles.length === 0) throw new Refusal("required", {}, "roles");
  if (!compatible(input.roles)) throw new Refusal("rolesIncompatible", {}, "roles");
  if (!input.department && input.roles.some((role) => departmental.includes(role))) throw new Refusal("departmentNeeded", {}, "department");
  const password = input.password ?? oneTimePassword();
  checkPassword(password, login);
  const passwordHash = await hashPassword(password);

  return db.transaction(async (tx) => {
    const [row] = await tx.insert(staff)
      .values({ login, name: input.name.trim(), department: input.department, passwordHash, mustChangePassword: input.mustChange })
      .onConflictDoNothing({ target: staff.login }).returning({ id: staff.id });
    if (!row) throw new Refusal("loginTaken", { login }, "login");
    await tx.insert(staffRole).values([...new Set(input.roles)].map((role) => ({ staff: row.id, role })));
    return { id: row.id, password };
  });
}

/** Gives an account a new password and ends its sessions: who knew the old one is out. */
export async function setPassword(db: Connection, id: number, password: string, mustChange: boolean): Promise<void> {
  const [found] = await db.select({ login: staff.login }).from(staff).where(eq(staff.id, id));
  if (!found) throw new Refusal("notFound");
  checkPassword(password, found.login);
  const passwordHash = await hashPassword(password);
  await db.transaction(async (tx) => {
    await tx.update(staff).set({ passwordHash, mustChangePassword: mustChange }).where(eq(staff.id, id));
    await tx.update(session).set({ revokedAt: new Date() }).where(eq(session.staff, id));
  });
}
