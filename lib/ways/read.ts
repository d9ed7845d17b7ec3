import { and, eq } from "drizzle-orm";
import { way } from "#db/private/intake.ts";
import { type Connection, privateDb } from "#db/private.ts";
import { openWay, type WayCode } from "#lib/ways/ways.ts";

/** How a way is set up, for the office's jobs; null while it is off. */
export async function readWay<Code extends WayCode>(code: Code, db: Connection = privateDb()): Promise<ReturnType<typeof openWay<Code>> | null> {
  const [row] = await db.select({ settings: way.settings, secrets: way.secrets }).from(way).where(and(eq(way.code, code), eq(way.active, true)));
  return row ? openWay(code, row) : null;
}
