import { createHash, randomBytes } from "node:crypto";

/** A new client's key, 256 bits: said once. */
export const newClientKey = (): string => randomBytes(32).toString("base64url");

/** What is kept of a key; it has too many bits to be guessed from its hash. */
export const keyHash = (key: string): Buffer => createHash("sha256").update(key).digest();
