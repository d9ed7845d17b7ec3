import { and, asc, eq, gt, inArray, ne } from "drizzle-orm";
import { inbound } from "#db/private/intake.ts";
import type { Connection } from "#db/private.ts";
import type { Arrived } from "#lib/intake/arrivals.ts";
import type { Part } from "#lib/intake/sms/part.ts";
import type { Sms } from "#lib/intake/sms/sms.ts";

/** So long a part waits for the others; then what is there is taken. */
export const partsWaitMinutes = 3;
/** References are used again (one of a byte after 256 texts): parts that came further apart are of different texts. */
const sameTextMinutes = 15;

/** `whole`: the text as far as it is here, with "…" for what isn't, and the other parts that went into it; `until`: the rest may still come. */
export type Together = { whole: { text: string; others: number[]; missing: number } } | { until: Date };

/**
 * Puts a long text together of its parts. They are the same sender's, so none of the others is taken in while this one, the
 * first that came, is.
 */
export async function together(tx: Connection, arrived: Arrived, sms: Sms & { part: Part }, read: (original: unknown, arrivedAt: Date) => Sms, now: Date): Promise<Together> {
  const rows = await tx.select({ id: inbound.id, original: inbound.original, arrivedAt: inbound.arrivedAt, state: inbound.state }).from(inbound).where(and(
    eq(inbound.source, arrived.source), eq(inbound.kind, "message"), eq(inbound.sender, arrived.sender ?? ""), ne(inbound.id, arrived.id), inArray(inbound.state, ["waiting", "done"]),
    gt(inbound.arrivedAt, new Date(arrived.arrivedAt.getTime() - sameTextMinutes * 60_000)),
  )).orderBy(asc(inbound.id)).limit(500);
  const { ref, number, of } = sms.part;
  const texts = new Map([[number, { id: arrived.id, text: sms.text }]]);
  let late = false;
  for (const row of rows) {
    const other = readable(read, row.original, row.arrivedAt);
    if (other?.part?.ref !== ref || other.part.of !== of || texts.has(other.part.number)) continue;
    if (row.state === "done") late = true;
    else texts.set(other.part.number, { id: row.id, text: other.text });
  }
  const until = new Date(arrived.arrivedAt.getTime() + partsWaitMinutes * 60_000);
  if (texts.size < of && !late && now < until) return { until: new Date(Math.min(until.getTime(), now.getTime() + 5000)) };
  const numbers = Array.from({ length: of }, (_, i) => i + 1);
  const text = late ? numbers.flatMap((n) => texts.get(n)?.text ?? []).join("") : numbers.map((n) => texts.get(n)?.text ?? "…").join("").replace(/…{2,}/g, "…");
  return { whole: { text, others: [...texts.values()].map(({ id }) => id).filter((id) => id !== arrived.id), missing: of - texts.size } };
}

function readable(read: (original: unknown, arrivedAt: Date) => Sms, original: unknown, arrivedAt: Date): Sms | null {
  try {
    return read(original, arrivedAt);
  } catch {
    return null; // it will be shown to an administrator when its turn comes
  }
}
