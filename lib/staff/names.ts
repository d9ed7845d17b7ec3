import { asc, inArray } from "drizzle-orm";
import { type Connection, privateDb, staff } from "#db/private.ts";

/** The names of some officials, by their numbers. */
export async function staffNames(ids: number[], db: Connection = privateDb()): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const people = await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, ids));
  return new Map(people.map((one) => [one.id, one.name]));
}

/** Everybody who has or had an account, by login: for choosing whose traces to read. */
export const allLogins = (): Promise<{ id: number; login: string; name: string }[]> =>
  privateDb().select({ id: staff.id, login: staff.login, name: staff.name }).from(staff).orderBy(asc(staff.login));
