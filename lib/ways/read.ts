import { and, eq } from "drizzle-orm";
import { way } from "#db/private/intake.ts";
import { privateDb } from "#db/private.ts";
import { openWay, type WayCode } from "#lib/ways/ways.ts";

/** How a way is set up, for the office's jobs; null while it is off. */
export async function readWay<Code extends WayCode>(code: Code): Promise<ReturnType<typeof openWay<Code>> | null> {
  const [row] = await privateDb().select({ settings: way.settings, secrets: way.secrets }).from(way).where(and(eq(way.code, code), eq(way.active, true)));
  return row ? openWay(code, row) : null;
}
