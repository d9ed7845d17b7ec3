import { sql } from "drizzle-orm";
import { z } from "zod";
import { residentDb } from "#db/resident.ts";
import { openWay, type WayCode } from "#lib/ways/ways.ts";

const Row = z.object({ settings: z.unknown(), secrets: z.string().nullable() }).nullable();

/** How a way is set up, for the address that its provider calls; null while it is off. */
export async function wayOf<Code extends WayCode>(code: Code): Promise<ReturnType<typeof openWay<Code>> | null> {
  const [row] = await residentDb().execute<{ way: unknown }>(sql`SELECT resident.way(${code}) AS way`);
  const found = Row.parse(row!.way);
  return found && openWay(code, { settings: found.settings, secrets: found.secrets === null ? null : Buffer.from(found.secrets, "base64") });
}
