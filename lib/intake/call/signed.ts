import { createHmac, timingSafeEqual } from "node:crypto";

/** What an exchange puts into the address: the number as it sees it, the time in seconds since 1970, the signature. */
export type Ringing = { n: string; t: string; s: string };

/** HMAC-SHA256 of "number\ntime", in hexadecimal digits. */
export const callSignature = (n: string, t: string, key: string): string => createHmac("sha256", key).update(`${n}\n${t}`).digest("hex");

/** Whether the exchange itself said so, just now: an old or an invented address must not put a number into an official's form. */
export function isRinging({ n, t, s }: Ringing, key: string, minutes: number, now: Date): boolean {
  if (!/^\d{1,12}$/.test(t) || !/^[0-9a-f]{64}$/i.test(s) || Math.abs(now.getTime() / 1000 - Number(t)) > minutes * 60) return false;
  return timingSafeEqual(Buffer.from(s, "hex"), Buffer.from(callSignature(n, t, key), "hex"));
}
