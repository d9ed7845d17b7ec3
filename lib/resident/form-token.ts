import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { deriveKey } from "#env.ts";
import { trackingCodeFrom } from "#lib/intake/tracking-code.ts";

/** What a form that is being filled in carries of itself: which one it is, and since when. Signed, because it comes back from anybody. */
export type FormToken = { id: string; at: number };

/** So long a form may lie open. */
const daysGood = 2;

const mark = (text: string) => createHmac("sha256", deriveKey("web form: token")).update(text).digest();

/** A form's token, issued with the answer to its first step. */
export const newToken = (now: Date): FormToken => ({ id: randomUUID(), at: now.getTime() });

/** A token as its form carries it. */
export function writeToken({ id, at }: FormToken): string {
  const text = `${id}.${at}`;
  return `${text}.${mark(text).toString("base64url")}`;
}

/** The token that a form carries; null when it isn't one of ours or has lain too long. */
export function readToken(carried: string, now: Date): FormToken | null {
  const [, text, id, at, given] = /^(([0-9a-f-]{36})\.(\d{13}))\.([\w-]{43})$/.exec(carried) ?? [];
  if (!text || !timingSafeEqual(Buffer.from(given!, "base64url"), mark(text))) return null;
  const age = now.getTime() - Number(at);
  return age >= 0 && age < daysGood * 86_400_000 ? { id: id!, at: Number(at) } : null;
}

/** The tracking code of a form: always the same for the same form, so that who sends it twice is given one talon. */
export const codeOfForm = ({ id }: Pick<FormToken, "id">): string => trackingCodeFrom(createHmac("sha256", deriveKey("web form: tracking code")).update(id).digest());
