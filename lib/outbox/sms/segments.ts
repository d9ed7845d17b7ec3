/** The letters of GSM 03.38's alphabet; those after the gap take two places. */
const one = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
const two = new Set("^{}\\[~]|€");

/** In how many SMS a text goes: 160 letters of the GSM alphabet or 70 of any other, in several 153 or 67 each (nothing is cut within a letter). */
export function segmentsOf(text: string): number {
  const letters = [...text];
  const gsm = letters.every((letter) => one.has(letter) || two.has(letter));
  const widths = letters.map((letter) => (gsm ? (two.has(letter) ? 2 : 1) : letter.length));
  const all = widths.reduce((sum, width) => sum + width, 0);
  if (all <= (gsm ? 160 : 70)) return 1;
  let segments = 1, used = 0;
  for (const width of widths) {
    used += width;
    if (used > (gsm ? 153 : 67)) [segments, used] = [segments + 1, width];
  }
  return segments;
}
