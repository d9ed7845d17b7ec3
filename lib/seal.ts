import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { deriveKey } from "#env.ts";

/**
 * Encrypts secrets for the database: AES-256-GCM under a key of the purpose's own, as nonce (12 bytes), tag (16),
 * ciphertext. Bound to their owner, so that a row copied onto another one opens nothing.
 * @throws (unseal) Error when the bytes were changed, are another's, or the portal's secret is not the one of then
 */
export function sealer<Owner>(purpose: string, named: (owner: Owner) => string) {
  const key = () => Buffer.from(deriveKey(purpose), "hex");
  return {
    seal(secret: Uint8Array, owner: Owner): Buffer {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", key(), nonce).setAAD(Buffer.from(named(owner)));
      const text = Buffer.concat([cipher.update(secret), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
    },
    unseal(sealed: Buffer, owner: Owner): Buffer {
      const decipher = createDecipheriv("aes-256-gcm", key(), sealed.subarray(0, 12), { authTagLength: 16 }).setAAD(Buffer.from(named(owner))).setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
    },
  };
}
