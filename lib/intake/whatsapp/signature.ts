import { createHmac, timingSafeEqual } from "node:crypto";

/** Whether Meta signed these very bytes: `X-Hub-Signature-256: sha256=<HMAC-SHA256 of the raw body with the app secret>`. */
export function isSigned(raw: Uint8Array, header: string | null, appSecret: string): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header ?? "")?.[1];
  return given !== undefined && timingSafeEqual(Buffer.from(given, "hex"), createHmac("sha256", appSecret).update(raw).digest());
}
