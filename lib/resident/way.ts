import { sql } from "drizzle-orm";
import { z } from "zod";
import { residentDb } from "#db/resident.ts";
import { openWay, type WayCode } from "#lib/ways/ways.ts";

const Row = z.object({ settings: z.unknown(), secrets: z.string().nullable() }).nullable();
type Opened<Code extends WayCode> = ReturnType<typeof openWay<Code>> | null;

/** Reads that are under way. */
const asked = new Map<WayCode, Promise<Opened<WayCode>>>();

/** How a way is set up, for the address that its provider calls; null while it is off. Who asks while another does gets the same answer. */
export function wayOf<Code extends WayCode>(code: Code): Promise<Opened<Code>> {
  const known = asked.get(code);
  if (known) return known as Promise<Opened<Code>>;
  const answer = read(code).finally(() => asked.delete(code));
  asked.set(code, answer);
  return answer as Promise<Opened<Code>>;
}

async function read(code: WayCode): Promise<Opened<WayCode>> {
  const [row] = await residentDb().execute<{ way: unknown }>(sql`SELECT resident.way(${code}) AS way`);
  const found = Row.parse(row!.way);
  return found && openWay(code, { settings: found.settings, secrets: found.secrets === null ? null : Buffer.from(found.secrets, "base64") });
}
