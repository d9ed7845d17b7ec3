import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { simpleParser } from "mailparser";
import { z } from "zod";
import { privateDb, setting } from "#db/private.ts";
import { withMailbox } from "#lib/intake/email/mailbox.ts";
import { deliver, type Thing } from "#lib/resident/deliver.ts";
import { readWay } from "#lib/ways/read.ts";

export const emailSource = "email";

/** Of a message no more is kept than this: 25 MB of files, as they travel. What is larger is kept from its beginning, and said to be cut. */
export const largestMail = 36 * 2 ** 20;

const Place = z.object({ folder: z.string(), validity: z.string(), uid: z.number() });
type Place = z.infer<typeof Place>;
const placeKey = "email-place";

async function placeIn(folder: string, validity: string): Promise<number | null> {
  const [row] = await privateDb().select({ value: setting.value }).from(setting).where(eq(setting.key, placeKey));
  const place = Place.safeParse(row?.value).data;
  return place?.folder === folder && place.validity === validity ? place.uid : null;
}

const remember = (value: Place) => privateDb().insert(setting).values({ key: placeKey, value }).onConflictDoUpdate({ target: setting.key, set: { value } });

/** An e-mail as it arrived. Its name alone would not do: whoever repeats another's Message-ID would hide what he writes. */
export async function mailAsThing(raw: Buffer, cut: boolean, at: Date): Promise<Thing> {
  const end = raw.indexOf("\r\n\r\n");
  const head = await simpleParser(end < 0 ? raw : raw.subarray(0, end + 4)).catch(() => null);
  const digest = createHash("sha256").update(end < 0 ? raw : raw.subarray(end + 4)).digest("hex").slice(0, 32);
  return {
    source: emailSource, sourceId: `${(head?.messageId ?? "").replace(/[^\x21-\x7e]/g, "").slice(0, 150)} ${digest}`.trim(), kind: "message",
    sender: head?.from?.value[0]?.address?.toLowerCase().slice(0, 300) || null, original: { raw: raw.toString("base64"), cut, at: at.toISOString() },
  };
}

/**
 * One round: keeps every new message of the mailbox, then marks it as seen. New is what nobody has seen, and what came
 * after the last one that was kept, though somebody may have read it elsewhere meanwhile. A kill in between leaves the
 * message to be met again, and it is known by then.
 * @returns what the log is told
 */
export async function pollMail(): Promise<string | undefined> {
  const way = await readWay("email");
  if (!way) return undefined;
  const { folder } = way.settings;
  return withMailbox(way, async (client) => {
    const { uidValidity, uidNext } = client.mailbox || { uidValidity: 0n, uidNext: 1 }, validity = String(uidValidity), known = await placeIn(folder, validity);
    // At the first time what others have read before is left alone.
    const last = known ?? uidNext - 1;
    if (known === null) await remember({ folder, validity, uid: last });
    const find = async (query: object) => await client.search(query, { uid: true }) || [];
    // "7:*" is never empty: the last message answers to it whatever its number is.
    const uids = [...new Set([...await find({ seen: false }), ...(await find({ uid: `${last + 1}:*` })).filter((uid) => uid > last)])].sort((a, b) => a - b);
    let fresh = 0;
    for (const uid of uids) {
      const found = await client.fetchOne(String(uid), { source: { maxLength: largestMail }, size: true, internalDate: true }, { uid: true });
      if (!found || !found.source) continue; // somebody deleted it
      fresh += await deliver([await mailAsThing(found.source, (found.size ?? 0) > found.source.length, new Date(found.internalDate ?? Date.now()))]);
      await client.messageFlagsAdd(String(uid), ["\\Seen"], { uid: true });
      await remember({ folder, validity, uid: Math.max(uid, last) });
    }
    return fresh > 0 ? `${fresh} messages` : undefined;
  });
}
