import { sql } from "drizzle-orm";
import { z } from "zod";
import { residentDb } from "#db/resident.ts";
import { keyHash } from "#lib/intake/open311/client-key.ts";
import type { Held } from "#lib/intake/open311/held.ts";
import type { CodesInUse } from "#lib/intake/open311/services.ts";
import { trackingHash } from "#lib/intake/tracking-code.ts";
import { callerHash } from "#lib/resident/caller.ts";

const names = z.object({ kk: z.string().nullable(), ru: z.string().nullable(), en: z.string().nullable() });
const code = z.object({ code: z.string(), parent: z.string().nullable(), names });
const Codes = z.object({ language: z.enum(["kk", "ru", "en"]), demo: z.boolean(), category: z.array(code), district: z.array(code) });

/** What people may choose from today; null before the portal has a city. */
export async function codesInUse(): Promise<CodesInUse | null> {
  const [row] = await residentDb().execute<{ codes: unknown }>(sql`SELECT resident.codes_in_use() AS codes`);
  return Codes.nullable().parse(row!.codes);
}

const moment = z.coerce.date();
const Found = z.union([
  z.object({ limited: z.coerce.number() }),
  z.object({ request: z.object({
    number: z.string(), status: z.string(), category: z.string().nullable(), district: z.string().nullable(), department: names.nullable(), answer: z.string().nullable(),
    receivedAt: moment, updatedAt: moment, dueAt: moment.nullable(), closedAt: moment.nullable(),
  }).nullable() }),
]);

/** The client whose key this is; null for nobody's. */
export async function clientOf(key: string): Promise<string | null> {
  const [row] = await residentDb().execute<{ name: string | null }>(sql`SELECT resident.open311_client(${keyHash(key)}) AS name`);
  return row!.name;
}

/** The request of a tracking code: who holds the code holds the request. `limited`: minutes until this network may guess again. */
export async function heldRequest(given: string, address: string | null): Promise<{ limited: number } | { request: Held | null }> {
  const [row] = await residentDb().execute<{ found: unknown }>(sql`SELECT resident.held_request(${trackingHash(given)}, ${callerHash("open311 codes", address)}) AS found`);
  return Found.parse(row!.found);
}
