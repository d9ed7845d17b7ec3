import { sql } from "drizzle-orm";
import { z } from "zod";
import { residentDb } from "#db/resident.ts";
import { storable } from "#lib/intake/storable.ts";
import { trackingHash } from "#lib/intake/tracking-code.ts";
import { callerHash } from "#lib/resident/caller.ts";

/** A form as it is handed in. `formId`: the same one twice is one message. `most`: how many a network may send in a quarter of an hour. */
export type Form = {
  source: string;
  formId: string;
  /** Whose things are taken in one after another; null: nobody's. */
  sender: string | null;
  said: unknown;
  /** JPEGs made anew by us (photo.ts). */
  photos?: readonly Buffer[];
  trackingCode: string;
  /** The caller's network address; null when nobody knows it. */
  address: string | null;
  most: number;
};

/**
 * `limited`: minutes until this network may send again. `again`: this very form was here before, and this is what it was promised then;
 * `same`: with the same words and photos.
 */
export type Submitted = { limited: number } | { number: string; at: Date; again: boolean; same: boolean };

const Row = z.union([z.object({ limited: z.coerce.number() }), z.object({ number: z.string(), at: z.coerce.date(), again: z.boolean(), same: z.boolean() })]);

/** Hands a resident's form in: when this returns it is on the disk, numbered, and its talon may be shown. The case is made by a job. */
export async function submit({ source, formId, sender, said, photos = [], trackingCode, address, most }: Form): Promise<Submitted> {
  const pictures = photos.length > 0 ? sql`ARRAY[${sql.join(photos.map((photo) => sql`${photo}::bytea`), sql`, `)}]` : sql`'{}'`;
  const [row] = await residentDb().execute<{ said: unknown }>(sql`SELECT resident.submit(${source}, ${formId}, ${sender}, ${JSON.stringify(storable(said))}::jsonb,
    ${pictures}::bytea[], ${trackingHash(trackingCode)}, ${callerHash(source, address)}, ${most}) AS said`);
  return Row.parse(row!.said);
}
