import { createHash, timingSafeEqual } from "node:crypto";
import { connection } from "next/server";
import { limitedBody } from "#app/_server/limited-body.ts";
import { isOutage } from "#app/_server/outage.ts";
import { plain } from "#app/_server/plain.ts";

/** Answers a provider's call. An outage is a 503, so that it comes again; nothing of what went wrong is told. */
export async function answered(who: string, answer: () => Promise<Response>): Promise<Response> {
  try {
    await connection();
    return await answer();
  } catch (error) {
    console.error(`${who}'s webhook:`, error);
    return plain(isOutage(error) ? 503 : 500, "Try again later.");
  }
}

/** What is delivered by SMS providers is small: hundreds of messages and reports at once fit in. */
export const largestDelivery = 1024 * 1024;

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether two secrets are the same, in a time that tells nothing of either. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** A form that a provider posted; null: too large. */
export async function postedForm(request: Request): Promise<URLSearchParams | null> {
  const raw = await limitedBody(request, largestDelivery);
  return raw && new URLSearchParams(new TextDecoder().decode(raw));
}

/** What a provider sent, kept even if it is no JSON. */
export function parsedJson(raw: Uint8Array): unknown {
  const text = new TextDecoder().decode(raw);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
