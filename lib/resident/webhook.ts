import { createHash, timingSafeEqual } from "node:crypto";
import { plain } from "#lib/resident/plain.ts";
import { isOutage } from "#lib/stats/outage.ts";

/** Answers a provider's call, whose body is here whole. `secret`: the end of the address, where that is what only the provider knows. */
export type Answerer = (request: Request, secret: string) => Promise<Response>;
/** By method, what one address answers. */
export type Webhook = { name: string } & Partial<Record<"GET" | "POST", Answerer>>;

/** Answers a provider's call. An outage is a 503, so that it comes again; nothing of what went wrong is told. Never throws. */
export async function answered(who: string, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    console.error(`${who}'s webhook:`, error);
    return plain(isOutage(error) ? 503 : 500, "Try again later.");
  }
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether two secrets are the same, in a time that tells nothing of either. */
export const sameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** A form that a provider posted. */
export const postedForm = async (request: Request): Promise<URLSearchParams> => new URLSearchParams(await request.text());

/** What a provider sent, kept even if it is no JSON. */
export function parsedJson(raw: Uint8Array): unknown {
  const text = new TextDecoder().decode(raw);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
