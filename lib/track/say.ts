import { sql } from "drizzle-orm";
import { z } from "zod";
import { residentDb } from "#db/resident.ts";
import { storable } from "#lib/intake/storable.ts";
import { trackingHash } from "#lib/intake/tracking-code.ts";
import { Visit } from "#lib/resident/book.ts";
import { callerHash } from "#lib/resident/caller.ts";

export const answers = ["yes", "partly", "no"] as const;
export type Answer = (typeof answers)[number];

/** What the holder of a code may say on the tracking page. `photos` were made anew by us (lib/resident/photo.ts). */
export type OwnWord =
  | { what: "addition"; said: { text: string }; photos: readonly Buffer[] }
  | { what: "withdrawal"; said: { reason: string } }
  | { what: "rating"; said: { answer: Answer; reason: string; round: number } };

const Said = z.union([
  z.object({ limited: z.coerce.number() }), z.object({ case: z.null() }), z.object({ refused: z.enum(["closed", "decided", "unanswered"]) }),
  z.object({ kept: z.enum(["addition", "withdrawal", "rating"]), at: z.coerce.date(), reopens: z.boolean().nullish() }),
]);
/** `limited`: minutes to wait. `case` null: no case has this code. `reopens`: the case will be looked at again. */
export type SaidOutcome = z.output<typeof Said>;

/**
 * Keeps what the holder of a code says to his case; a job takes it in. When this returns `kept`, it is on the disk.
 * @param formId the form's own id: sent twice, it is kept once
 */
export async function sayToCase(code: string, address: string | null, formId: string, word: OwnWord): Promise<SaidOutcome> {
  const photos = "photos" in word ? word.photos : [];
  const [row] = await residentDb().execute<{ said: unknown }>(sql`SELECT resident.say(${trackingHash(code)}, ${callerHash("tracking", address)}, ${word.what}, ${formId},
    ${JSON.stringify(storable(word.said))}::jsonb, ARRAY(SELECT decode(p, 'base64') FROM jsonb_array_elements_text(${JSON.stringify(photos.map((photo) => photo.toString("base64")))}::jsonb) p)) AS said`);
  return Said.parse(row!.said);
}

const OwnWords = z.object({
  visit: Visit.extend({ cancels: z.boolean() }).nullable(),
  open: z.boolean(), reopensUntil: z.coerce.date().nullable(), withdrawing: z.boolean(), rating: z.enum(answers).nullable(),
  said: z.array(z.object({ at: z.coerce.date(), text: z.string().nullable(), photos: z.number() })),
});
/** What the holder of a code has said here so far, and what he still may. `open`: nothing has been decided. `visit`: still to come; `cancels`: the case is nothing but that visit. */
export type OwnWords = z.output<typeof OwnWords>;

/** Of a case that followCase has just found. */
export async function ownWords(code: string): Promise<OwnWords | null> {
  const [row] = await residentDb().execute<{ words: unknown }>(sql`SELECT resident.own_words(${trackingHash(code)}) AS words`);
  return OwnWords.nullable().parse(row?.words ?? null);
}
