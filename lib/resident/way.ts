import { sql } from "drizzle-orm";
import { z } from "zod";
import { residentDb } from "#db/resident.ts";
import { openWay, type WayCode } from "#lib/ways/ways.ts";

const Row = z.object({ settings: z.unknown(), secrets: z.string().nullable() }).nullable();
type Opened<Code extends WayCode> = ReturnType<typeof openWay<Code>> | null;

/** How long an answer is good for others who ask: so late is a change in force at the most. */
export const kept = { forMs: 1000 };
const answers = new Map<WayCode, { until: number; way: Promise<Opened<WayCode>> }>();

/** How a way is set up, for the address that its provider calls; null while it is off. Asked of the database once a second, however many call. */
export function wayOf<Code extends WayCode>(code: Code): Promise<Opened<Code>> {
  const known = answers.get(code);
  if (known && performance.now() < known.until) return known.way as Promise<Opened<Code>>;
  const answer = { until: performance.now() + kept.forMs, way: read(code) };
  answers.set(code, answer);
  // What was switched on, or is back, is there at once.
  const forget = () => { if (answers.get(code) === answer) answers.delete(code); };
  void answer.way.then((way) => { if (way === null) forget(); }, forget);
  return answer.way as Promise<Opened<Code>>;
}

async function read(code: WayCode): Promise<Opened<WayCode>> {
  const [row] = await residentDb().execute<{ way: unknown }>(sql`SELECT resident.way(${code}) AS way`);
  const found = Row.parse(row!.way);
  return found && openWay(code, { settings: found.settings, secrets: found.secrets === null ? null : Buffer.from(found.secrets, "base64") });
}
