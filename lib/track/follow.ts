import { sql } from "drizzle-orm";
import { z } from "zod";
import { residentDb } from "#db/resident.ts";
import { trackingHash } from "#lib/intake/tracking-code.ts";
import { callerHash } from "#lib/resident/caller.ts";

const moment = z.coerce.date(), mayBe = moment.nullable();
const names = z.object({ kk: z.string().nullable(), ru: z.string().nullable(), en: z.string().nullable() });
const answer = z.object({ text: z.string(), language: z.enum(["kk", "ru", "en"]) }).nullable();

const Followed = z.object({
  number: z.string(), track: z.enum(["signal", "appeal"]), kind: z.string().nullable(), status: z.string(), language: z.enum(["kk", "ru", "en"]), round: z.number(),
  receivedAt: moment, registeredAt: mayBe, dueAt: mayBe, dueBasis: z.string().nullable(), extendedAt: mayBe, closedAt: mayBe,
  outcome: z.string().nullable(), outcomeGround: z.string().nullable(), department: names.nullable(), answer,
  earlier: z.array(z.object({ round: z.number(), closedAt: moment, outcome: z.string().nullable(), answer })),
  main: z.object({ number: z.string(), status: z.string() }).nullable(),
  parts: z.array(z.object({ number: z.string(), status: z.string() })),
  events: z.array(z.object({
    at: moment, kind: z.string(), status: z.string().nullable(), to: z.string().nullable(), term: z.string().nullable(), dueAt: mayBe, reason: z.string().nullable(),
  })),
});
/** What the holder of a code is shown of his case: facts and dates, his answers, nothing about people. */
export type Followed = z.output<typeof Followed>;
export type FollowedEvent = Followed["events"][number];

/** `limited`: minutes until this network may look again. `case` null: no case has this code. */
export type Look = { limited: number } | { case: Followed | null };

/**
 * The case of a tracking code. A code that can't be one and a code that belongs to nobody take the same way and get the
 * same answer; the database counts them by the caller's network (resident.track).
 * @param address the caller's, null when nobody knows it
 */
export async function followCase(code: string, address: string | null): Promise<Look> {
  const [row] = await residentDb().execute<{ found: unknown }>(sql`SELECT resident.track(${trackingHash(code)}, ${callerHash("tracking", address)}) AS found`);
  return z.union([z.object({ limited: z.coerce.number() }), z.object({ case: Followed.nullable() })]).parse(row!.found);
}
