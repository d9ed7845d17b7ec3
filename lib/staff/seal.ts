import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveKey } from "#env.ts";

const key = () => Buffer.from(deriveKey("second factor"), "hex");

/**
 * Encrypts a secret for the database: AES-256-GCM, as nonce (12 bytes), tag (16), ciphertext. Bound to its owner, so that
 * a row copied onto another account opens nothing.
 */
export function seal(secret: Uint8Array, owner: number): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce).setAAD(Buffer.from(`staff ${owner}`));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

/** @throws Error when the bytes were changed, are another account's, or the portal's secret is not the one of then */
export function unseal(sealed: Buffer, owner: number): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key(), sealed.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(`staff ${owner}`)).setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}
