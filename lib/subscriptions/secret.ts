import { createHash, createHmac } from "node:crypto";
import { deriveKey } from "#env.ts";

/** What a secret opens: joining, asked for by somebody, or leaving. */
export type Purpose = "confirm" | "leave";

/**
 * A subscription's secret, 256 bits: made from its `ref` with the portal's key whenever a letter needs it, so that it is kept
 * nowhere but in the letter itself; the database has its hash.
 */
export const secretOf = (purpose: Purpose, ref: string): string =>
  createHmac("sha256", deriveKey(`subscriptions: ${purpose}`)).update(ref).digest("base64url");

/** What the database knows a secret by. */
export const secretHash = (secret: string): Buffer => createHash("sha256").update(secret).digest();
