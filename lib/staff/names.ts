import { inArray } from "drizzle-orm";
import { privateDb, staff } from "#db/private.ts";

/** The names of some officials, by their numbers. */
export async function staffNames(ids: number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const people = await privateDb().select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, ids));
  return new Map(people.map((one) => [one.id, one.name]));
}
