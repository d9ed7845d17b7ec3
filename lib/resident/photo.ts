import { createHmac, timingSafeEqual } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { deriveKey } from "#env.ts";

export const mostPhotos = 5;
/** Larger than any telephone's; what is made of it is a tenth. */
export const largestPhoto = 12 * 2 ** 20;
const longestSide = 2000;
/** A picture of 64 megapixels is 200 MB when it is laid out; more is nobody's photo. */
const mostPixels = 64_000_000;

/** Why a file can't be taken: no bytes or more than we read, an iPhone's own format, no picture of a kind we know, or one that can't be read to its end. */
export type PhotoFault = "empty" | "large" | "heic" | "kind" | "broken";

let last: Promise<unknown> = Promise.resolve();

/**
 * A photo made anew: upright, at most 2000 px, JPEG, and nothing of what its camera wrote into it – no place, no time, no owner.
 * One at a time: whoever sends many waits, others' pages don't.
 */
export function cleanPhoto(bytes: Buffer): Promise<Buffer | PhotoFault> {
  const cleaned = last.then(() => clean(bytes));
  last = cleaned;
  return cleaned;
}

async function clean(bytes: Buffer): Promise<Buffer | PhotoFault> {
  if (bytes.length === 0) return "empty";
  if (bytes.length > largestPhoto) return "large";
  const kind = (await fileTypeFromBuffer(bytes))?.mime ?? "";
  if (kind.startsWith("image/hei")) return "heic";
  if (!["image/jpeg", "image/png", "image/webp"].includes(kind)) return "kind";
  try {
    return await sharp(bytes, { limitInputPixels: mostPixels, failOn: "error", sequentialRead: true }).autoOrient()
      .resize({ width: longestSide, height: longestSide, fit: "inside", withoutEnlargement: true }).flatten({ background: "#ffffff" })
      .jpeg({ quality: 78 }).timeout({ seconds: 15 }).toBuffer();
  } catch {
    return "broken";
  }
}

const mark = (photo: Buffer) => createHmac("sha256", deriveKey("web form: photo")).update(photo).digest();

/** A cleaned photo as the form carries it on; signed, so that it need not be made anew with every step. */
export const carryPhoto = (photo: Buffer): string => `${mark(photo).toString("base64url")}.${photo.toString("base64")}`;

/** A photo that a form carried; null for what we haven't cleaned. */
export function carriedPhoto(carried: string): Buffer | null {
  const [given = "", text = ""] = carried.split(".", 2);
  const photo = Buffer.from(text, "base64"), signature = Buffer.from(given, "base64url");
  return signature.length === 32 && timingSafeEqual(signature, mark(photo)) ? photo : null;
}
