import { eq, sql } from "drizzle-orm";
import { type Connection, privateDb, staff, staffRole } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import type { Role } from "#lib/permissions.ts";
import { checkPosition, createStaff, type NewStaff, type Position, setPassword } from "#lib/staff/account.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { oneTimePassword } from "#lib/staff/password.ts";
import { clearFactors } from "#lib/staff/second-factor.ts";
import { endSessions } from "#lib/staff/session.ts";

// The administrator's acts on accounts. One who is dismissed at noon is out at noon.

/** An account, locked until the transaction ends. @throws Refusal "notFound" */
async function lockStaff(tx: Connection, id: number): Promise<Position & { id: number; login: string; active: boolean }> {
  const [row] = await tx.select({ id: staff.id, login: staff.login, name: staff.name, department: staff.department, active: staff.active }).from(staff).where(eq(staff.id, id)).for("update");
  if (!row) throw new Refusal("notFound");
  const held = await tx.select({ role: staffRole.role }).from(staffRole).where(eq(staffRole.staff, id)).orderBy(staffRole.role);
  return { ...row, roles: held.map(({ role }) => role as Role) };
}

/** Changes of accounts one after the other, before any row is locked: two administrators who switch each other off would wait for each other. */
const inTurn = (tx: Connection) => tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('administrators'))`);

/** Two administrators must not switch each other off at once: somebody has to be able to let people in. Called in turn. */
async function keepAdministrator(tx: Connection): Promise<void> {
  const [left] = await tx.execute<{ found: boolean }>(sql`SELECT EXISTS (
    SELECT 1 FROM private.staff s JOIN private.staff_role r ON r.staff = s.id WHERE s.active AND r.role = 'administrator') AS found`);
  if (!left!.found) throw new Refusal("lastAdministrator");
}

/** @returns the one-time password, shown once. */
export async function addStaff(actor: Actor, input: Omit<NewStaff, "password" | "mustChange">): Promise<{ password: string }> {
  demand(actor, "staff.manage");
  return createStaff(privateDb(), { ...input, mustChange: true }, actor);
}

/** Changes name, roles and department. Sessions stay: what they may do is asked anew at every request. */
export async function changePosition(actor: Actor, id: number, input: Position): Promise<void> {
  demand(actor, "staff.manage");
  checkPosition(input);
  await privateDb().transaction(async (tx) => {
    await inTurn(tx);
    const before = await lockStaff(tx, id);
    const after: Position = { name: input.name.trim(), roles: [...new Set(input.roles)].sort(), department: input.department };
    const moved = after.department !== before.department || after.roles.join() !== before.roles.join();
    if (id === actor.id && moved) throw new Refusal("ownRoles");
    if (!moved && after.name === before.name) return;
    await tx.update(staff).set({ name: after.name, department: after.department }).where(eq(staff.id, id));
    await tx.delete(staffRole).where(eq(staffRole.staff, id));
    await tx.insert(staffRole).values(after.roles.map((role) => ({ staff: id, role })));
    await keepAdministrator(tx);
    await recordOffice(tx, actor, { kind: "staff", subject: before.login, before: { name: before.name, roles: before.roles, department: before.department }, after: { act: "changed", ...after } });
  });
}

/** Switches an account on or off; off ends its sessions in the same transaction. */
export async function setActive(actor: Actor, id: number, active: boolean, now = new Date()): Promise<void> {
  demand(actor, "staff.manage");
  if (id === actor.id) throw new Refusal("ownAccount");
  await privateDb().transaction(async (tx) => {
    await inTurn(tx);
    const before = await lockStaff(tx, id);
    if (before.active === active) return;
    await tx.update(staff).set({ active }).where(eq(staff.id, id));
    await keepAdministrator(tx);
    await recordOffice(tx, actor, { kind: "staff", subject: before.login, before: { active: before.active }, after: { act: active ? "activated" : "deactivated" } });
    if (!active) await endSessions(tx, { id: actor.id }, id, now);
  });
}

/** Ends all of a person's sessions; of one's own all but the present one. */
export async function revokeSessions(actor: Actor, id: number, now = new Date()): Promise<void> {
  demand(actor, "staff.manage");
  await privateDb().transaction((tx) => endSessions(tx, id === actor.id ? actor : { id: actor.id }, id, now));
}

/** @returns the one-time password, shown once. */
export async function resetPassword(actor: Actor, id: number): Promise<{ password: string }> {
  demand(actor, "staff.manage");
  const password = oneTimePassword();
  await setPassword(privateDb(), id, password, true, actor);
  return { password };
}

/** Takes somebody's second factor away: his phone is lost and so are the codes. One's own is changed where one proves oneself. */
export async function resetSecondFactor(actor: Actor, id: number, now = new Date()): Promise<void> {
  demand(actor, "staff.manage");
  if (id === actor.id) throw new Refusal("ownSecondFactor");
  await privateDb().transaction(async (tx) => clearFactors(tx, actor, await lockStaff(tx, id), now));
}
