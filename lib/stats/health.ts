import { sql } from "drizzle-orm";
import { openDb } from "#db/open.ts";

export type Health = { database: "ok" | "unreachable"; city: string | null; newestRelease: string | null };

/** Whether the public side can read its data, within two seconds. Never throws. */
export async function health(): Promise<Health> {
  const asked = openDb().execute<{ city: string | null; release: string | null }>(sql`
    SELECT (SELECT code FROM open.city) AS city, (SELECT id FROM open.release ORDER BY seq DESC LIMIT 1) AS release`);
  const late = new Promise<never>((_, reject) => setTimeout(reject, 2000, new Error("late")).unref());
  try {
    const [row] = await Promise.race([asked, late]);
    return { database: "ok", city: row?.city ?? null, newestRelease: row?.release ?? null };
  } catch {
    return { database: "unreachable", city: null, newestRelease: null };
  }
}
