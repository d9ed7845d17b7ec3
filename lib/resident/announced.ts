import { sql } from "drizzle-orm";
import { z } from "zod";
import { residentDb } from "#db/resident.ts";

const words = z.string().nullable();
const Row = z.array(z.object({ ref: z.string(), until: z.coerce.date(), text: z.object({ kk: words, ru: words, en: words }) }));
/** A problem that the akimat knows of and says so: what it is, and until when it expects it to last. */
export type Announced = z.output<typeof Row>[number];

/** What is announced for a district now; null: for the whole city only. */
export async function announcedFor(district: string | null): Promise<Announced[]> {
  const [row] = await residentDb().execute<{ said: unknown }>(sql`SELECT resident.announced(${district}) AS said`);
  return Row.parse(row!.said);
}
