import { createHash, randomInt } from "node:crypto";

/** Crockford's letters: none that is taken for another when read out or written down. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const spelled = (values: readonly number[]): string => values.map((value) => letters[value % letters.length]).join("").replace(/(.{4})(?=.)/g, "$1-");

/** A new code, e.g. K7QM-2XRD-90TV-4C: 14 letters, 70 bits; whoever holds it may follow the case. */
export const newTrackingCode = (): string => spelled(Array.from({ length: 14 }, () => randomInt(letters.length)));

/** The code that a keyed digest spells: a form that is sent twice is given the same one without its being kept anywhere. */
export const trackingCodeFrom = (digest: Uint8Array): string => spelled([...digest.subarray(0, 14)]);

/** What is stored of a code. Spaces, hyphens, small letters, O for 0, I and L for 1 are forgiven. */
export function trackingHash(code: string): Buffer {
  const plain = code.normalize("NFKC").toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
  return createHash("sha256").update(plain).digest();
}
