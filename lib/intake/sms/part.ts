/** A part of a long text: which text of its sender's, which part, of how many. */
export type Part = { ref: string; number: number; of: number };

/**
 * The part that a user data header (GSM 03.40, 9.2.3.24) speaks of, in hexadecimal as providers hand it on: elements of
 * type, length and value after a length of the whole; 00 has a reference of one byte, 08 one of two. Null when it speaks of none.
 * @example partOf("0500032A0201") // { ref: "2a", number: 1, of: 2 }
 */
export function partOf(header: string | null | undefined): Part | null {
  const hex = (header ?? "").replace(/[\s:]/g, "");
  if (!/^([0-9a-f]{2}){6,140}$/i.test(hex)) return null;
  const bytes = Buffer.from(hex, "hex");
  for (let at = 1; at + 2 <= bytes.length;) {
    const type = bytes[at]!, value = bytes.subarray(at + 2, at + 2 + bytes[at + 1]!);
    if ((type === 0 && value.length === 3) || (type === 8 && value.length === 4)) {
      const of = value.at(-2)!, number = value.at(-1)!;
      return of > 1 && number >= 1 && number <= of ? { ref: value.subarray(0, -2).toString("hex"), number, of } : null;
    }
    at += 2 + bytes[at + 1]!;
  }
  return null;
}
