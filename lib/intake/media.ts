import { createHash } from "node:crypto";
import { and, asc, eq, lte, sql } from "drizzle-orm";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { attachment } from "#db/private/intake.ts";
import { event, privateDb } from "#db/private.ts";
import { fetchers } from "#lib/intake/media-fetchers.ts";

/** Why a file can't be had. `final`: trying again changes nothing. `refused`: we don't want it. */
export class MediaFault extends Error {
  readonly final: boolean;
  readonly refused: boolean;
  constructor(final: boolean, message: string, refused = false) {
    super(message);
    this.final = final;
    this.refused = refused;
  }
}

/** The largest file of each sort, in bytes: WhatsApp's own limits for sound and films. A photo sent as a document or by e-mail is as its camera made it. */
export const largest: Record<string, number> = { image: 25 * 2 ** 20, audio: 16 * 2 ** 20, video: 16 * 2 ** 20, application: 25 * 2 ** 20 };

/** What is kept, by what the bytes are and not by what their sender calls them. Nothing that a browser would run. */
const kept = new Set([
  "image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence", "image/avif", "audio/ogg", "audio/mpeg", "audio/aac", "audio/amr", "audio/mp4", "audio/x-m4a", "video/mp4", "video/3gpp", "video/quicktime", "application/pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/x-cfb",
]);
/** No camera makes more; who opened a picture that unfolds to gigabytes would lose his screen. */
const mostPixels = 250_000_000;
/** Other names of the same. */
const called: Record<string, string> = { "audio/opus": "audio/ogg", "audio/ogg; codecs=opus": "audio/ogg", "video/ogg": "audio/ogg" };

/** WhatsApp keeps a file for seven days; longer nobody need try. */
const mostTries = 12;
/** Minutes until the next try: 1, 2, 4 … six hours; in all about two days. */
const pauseMinutes = (tries: number) => Math.min(2 ** (tries - 1), 360);
/** A worker that began this long ago is gone. */
const leaseMinutes = 10;

/** An answer's body, no more of it than `most` bytes. @throws MediaFault */
export async function readLimited(answer: Response, most: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > most) throw new MediaFault(true, "too large", true);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** What a picture's first bytes say of its size; 0 where they can't be read, and nobody will unfold it. */
async function pixelsOf(bytes: Buffer): Promise<number> {
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata().catch(() => ({ width: 0, height: 0 }));
  return width * height;
}

/** What the bytes are. @throws MediaFault when that is nothing we keep, or they are not the ones that were announced */
export async function judge(bytes: Buffer, expectedSha256: Buffer | null): Promise<{ type: string; sha256: Buffer }> {
  const sha256 = createHash("sha256").update(bytes).digest();
  if (expectedSha256 && !sha256.equals(expectedSha256)) throw new MediaFault(false, "other bytes than were announced");
  const found = (await fileTypeFromBuffer(bytes))?.mime ?? "unknown";
  const type = called[found] ?? found;
  if (!kept.has(type)) throw new MediaFault(true, `not kept: ${type}`, true);
  if (type.startsWith("image/") && await pixelsOf(bytes) > mostPixels) throw new MediaFault(true, "a picture larger than any camera's", true);
  return { type, sha256 };
}

type Taken = { id: number; appeal: number | null; source: string; mediaId: string; type: string; tries: number; expectedSha256: Buffer | null };

/** Takes the file that waits longest; another worker won't for ten minutes, and if this one is killed, somebody does then. */
async function takeOne(now: Date): Promise<Taken | null> {
  return privateDb().transaction(async (tx) => {
    const [row] = await tx.select({ id: attachment.id, appeal: attachment.appeal, source: sql<string>`(SELECT i.source FROM private.inbound i WHERE i.id = "attachment"."inbound")`, mediaId: attachment.mediaId, type: attachment.type, tries: attachment.tries, expectedSha256: attachment.expectedSha256 })
      .from(attachment).where(and(eq(attachment.state, "waiting"), lte(attachment.tryAt, now)))
      .orderBy(asc(attachment.tryAt), asc(attachment.id)).limit(1).for("update", { skipLocked: true });
    if (!row) return null;
    const tries = row.tries + 1;
    await tx.update(attachment).set({ tries, tryAt: new Date(now.getTime() + leaseMinutes * 60_000) }).where(eq(attachment.id, row.id));
    return { ...row, mediaId: row.mediaId ?? "", tries };
  });
}

async function fetchOne(file: Taken, now: Date): Promise<string> {
  const end = async (state: "kept" | "refused" | "lost" | "waiting", more: Partial<typeof attachment.$inferInsert>) => {
    await privateDb().transaction(async (tx) => {
      await tx.update(attachment).set({ state, tryAt: null, ...more }).where(and(eq(attachment.id, file.id), eq(attachment.state, "waiting")));
      if (file.appeal !== null && state !== "waiting") await tx.insert(event).values({ appeal: file.appeal, kind: "attachment", after: { file: state, ...(more.type ? { type: more.type } : {}) } });
    });
    return state;
  };
  try {
    const fetcher = await fetchers[file.source]?.();
    if (!fetcher) throw new MediaFault(false, "the way is switched off");
    const bytes = await fetcher(file.mediaId, largest[file.type.split("/")[0]!] ?? largest.application!);
    const { type, sha256 } = await judge(bytes, file.expectedSha256);
    return await end("kept", { content: bytes, bytes: bytes.length, type, sha256, reason: null });
  } catch (error) {
    const fault = error instanceof MediaFault ? error : new MediaFault(false, error instanceof TypeError ? "the source can't be reached" : error instanceof Error ? error.name : "unknown");
    if (fault.refused) return end("refused", { reason: fault.message });
    if (fault.final || file.tries >= mostTries) return end("lost", { reason: fault.message });
    return end("waiting", { reason: fault.message, tryAt: new Date(now.getTime() + pauseMinutes(file.tries) * 60_000) });
  }
}

/** So many files are fetched at once: a slow one holds up few others, and their bytes (at most `largest` each) fit in memory. */
const atOnce = 4;

/** One round: fetches every file that waits. Any number of workers may do so at once. @returns what the log is told */
export async function fetchMedia(clock: () => Date = () => new Date()): Promise<string | undefined> {
  const counts: Record<string, number> = {};
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let file = await takeOne(clock()); file !== null; file = await takeOne(clock())) {
      const state = await fetchOne(file, clock());
      counts[state] = (counts[state] ?? 0) + 1;
    }
  }));
  return Object.entries(counts).map(([what, n]) => `${n} files ${what}`).join(", ") || undefined;
}
