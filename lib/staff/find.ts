import { and, asc, count, eq, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import { department, privateDb, session, staff, staffRole } from "#db/private.ts";
import { identity } from "#db/private/second-factor.ts";
import { Refusal } from "#lib/errors.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { locales } from "#lib/i18n/locale.ts";
import { type Role, roles } from "#lib/permissions.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { type Factors, factorsOf } from "#lib/staff/second-factor.ts";
import { idleSince, isEnrolled } from "#lib/staff/session.ts";

export type StaffRow = { id: number; login: string; name: string; department: string | null; active: boolean; mustChangePassword: boolean; roles: Role[]; enrolled: boolean; sessions: number };
export const staffPerPage = 50;

const row = (now: Date) => ({
  id: staff.id, login: staff.login, name: staff.name, department: staff.department, active: staff.active, mustChangePassword: staff.mustChangePassword, enrolled: isEnrolled,
  roles: sql<Role[]>`ARRAY(SELECT r.role FROM ${staffRole} r WHERE r.staff = ${staff}.id ORDER BY 1)`,
  sessions: sql<number>`(SELECT count(*)::int FROM ${session} s WHERE s.staff = ${staff}.id AND s.revoked_at IS NULL AND s.expires_at > ${now.toISOString()}::timestamptz AND s.last_seen_at > ${idleSince(now).toISOString()}::timestamptz)`,
});

/** A word is in a name, a login, a department's name or a role's, in whichever language it was typed. */
function holds(word: string): SQL {
  const like = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
  const named = roles.filter((role) => locales.some((locale) => cases[locale][`role.${role}`].toLowerCase().includes(word.toLowerCase())));
  return or(
    ilike(staff.name, like), ilike(staff.login, like),
    inArray(staff.department, privateDb().select({ code: department.code }).from(department).where(or(ilike(department.nameKk, like), ilike(department.nameRu, like), ilike(department.nameEn, like), ilike(department.code, like)))),
    named.length > 0 ? inArray(staff.id, privateDb().select({ staff: staffRole.staff }).from(staffRole).where(inArray(staffRole.role, named))) : undefined,
  )!;
}

/** Everybody with an account whom all the words fit, by login; `page` counts from 1. */
export async function findStaff(actor: Actor, { words = "", page = 1 }: { words?: string; page?: number }, now = new Date()): Promise<{ rows: StaffRow[]; total: number }> {
  demand(actor, "staff.manage");
  const where = and(...words.split(/\s+/).filter(Boolean).slice(0, 6).map(holds));
  const [found] = await privateDb().select({ n: count() }).from(staff).where(where);
  const rows = await privateDb().select(row(now)).from(staff).where(where).orderBy(asc(staff.login)).limit(staffPerPage).offset((page - 1) * staffPerPage);
  return { rows, total: found!.n };
}

export type StaffMember = StaffRow & { factors: Factors; identity: { subject: string | null; email: string | null } | null };

/** One account with all that the administrator may see of it. @throws Refusal "notFound" */
export async function staffMember(actor: Actor, id: number, now = new Date()): Promise<StaffMember> {
  demand(actor, "staff.manage");
  const [found] = await privateDb().select(row(now)).from(staff).where(eq(staff.id, id));
  if (!found) throw new Refusal("notFound");
  const [known] = await privateDb().select({ subject: identity.subject, email: identity.email }).from(identity).where(eq(identity.staff, id));
  return { ...found, factors: await factorsOf(id), identity: known ?? null };
}
