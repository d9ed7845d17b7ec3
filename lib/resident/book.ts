import { sql } from "drizzle-orm";
import { z } from "zod";
import { residentDb } from "#db/resident.ts";
import { storable } from "#lib/intake/storable.ts";
import { trackingHash } from "#lib/intake/tracking-code.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { callerHash } from "#lib/resident/caller.ts";

const Offer = z.object({ slot: z.string(), startsAt: z.coerce.date(), minutes: z.number(), place: z.string(), host: z.string() });
/** A time at which somebody may come and speak to an official. */
export type Offer = z.output<typeof Offer>;

/** What may be booked now, by time. */
export async function offers(): Promise<Offer[]> {
  const [row] = await residentDb().execute<{ said: unknown }>(sql`SELECT resident.offered() AS said`);
  return z.array(Offer).parse(row!.said);
}

/** Who wants to come, and about what. `wish`: the time in words, for whoever must find him another. */
export type Wish = { language: Locale; wish: string; topic: string; name: string; phone: string };

/** When and where somebody is expected, and by whom. */
export const Visit = z.object({ at: z.coerce.date(), place: z.string(), host: z.string() });
export type Visit = z.output<typeof Visit>;

const Booked = z.union([
  z.object({ limited: z.coerce.number() }), z.object({ taken: z.literal(true) }),
  z.object({ number: z.string(), at: z.coerce.date(), again: z.boolean(), same: z.boolean(), visit: Visit }),
]);

/**
 * Books an offered slot: numbered and held when this returns. `taken`: somebody was quicker, and nothing was kept. `again`: this form was here
 * before, and `visit` is what it booked then; `same`: and asked for now.
 */
export async function bookOffer(form: { formId: string; slot: string; said: Wish; trackingCode: string; address: string | null; most: number }): Promise<z.output<typeof Booked>> {
  const [row] = await residentDb().execute<{ said: unknown }>(sql`SELECT resident.book(${form.formId}, ${storable(form.slot)}, ${JSON.stringify(storable(form.said))}::jsonb,
    ${trackingHash(form.trackingCode)}, ${callerHash("reception", form.address)}, ${form.most}) AS said`);
  return Booked.parse(row!.said);
}
