import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import { category, channel, type Connection, department, district, privateDb, staff } from "#db/private.ts";
import type { Names } from "#lib/i18n/locale.ts";

export type Entry = { code: string; parent: string | null; names: Names };
export type Reference = Record<"category" | "district" | "department" | "channel", Entry[]>;

const namesOf = (table: typeof category | typeof district | typeof department | typeof channel) =>
  ({ kk: table.nameKk, ru: table.nameRu, en: table.nameEn });

/** The city's lists as the office's forms and filters offer them, in their order. */
export async function readReference(db: Connection = privateDb()): Promise<Reference> {
  const none = sql<null>`NULL`;
  const [categories, districts, departments, channels] = await Promise.all([
    db.select({ code: category.code, parent: category.parent, names: namesOf(category) }).from(category).orderBy(asc(category.sort), asc(category.code)),
    db.select({ code: district.code, parent: district.parent, names: namesOf(district) }).from(district).orderBy(asc(district.sort), asc(district.code)),
    db.select({ code: department.code, parent: none, names: namesOf(department) }).from(department).where(eq(department.active, true)).orderBy(asc(department.sort), asc(department.code)),
    db.select({ code: channel.code, parent: none, names: namesOf(channel) }).from(channel).orderBy(asc(channel.sort), asc(channel.code)),
  ]);
  return { category: categories, district: districts, department: departments, channel: channels } as Reference;
}

/** A code and everything under it: a filter by a group finds its categories, one by a district its places. */
export async function descendants(db: Connection, list: "category" | "district", code: string): Promise<string[]> {
  const table = list === "category" ? category : district;
  const rows = await db.execute<{ code: string }>(sql`
    WITH RECURSIVE under AS (SELECT code FROM ${table} WHERE code = ${code} UNION SELECT t.code FROM ${table} t JOIN under u ON t.parent = u.code)
    SELECT code FROM under`);
  return rows.length > 0 ? rows.map((row) => row.code) : [code];
}

/** Officials who may be given cases: a department's, or (null) everybody's, department by department. */
export const executorsOf = (code: string | null, db: Connection = privateDb()) =>
  db.select({ id: staff.id, name: staff.name, department: sql<string>`${staff.department}` }).from(staff).where(and(code === null ? isNotNull(staff.department) : eq(staff.department, code), eq(staff.active, true),
    sql`EXISTS (SELECT 1 FROM private.staff_role r WHERE r.staff = ${staff}.id AND r.role IN ('executor', 'head'))`)).orderBy(asc(staff.name));
