/** Size of all text in a picture, in its own units; pictures are shown 1:1, so these are CSS pixels. */
export const FONT = 13;

const narrow = /[ijlıІіIl.,:;·'’|()\u202f\u00a0 tfr-]/;
const wide = /[mwMWШЩЖЮФМшщжюфмыЫ%@—ДЪ]/;

/**
 * About how wide a text is: the server has no fonts to measure with, and picture and page must agree. On the
 * generous side for the portal's font, so that what fits here fits there.
 */
export function textWidth(text: string, size = FONT): number {
  let em = 0;
  for (const letter of text) em += narrow.test(letter) ? 0.36 : wide.test(letter) ? 0.9 : letter !== letter.toLowerCase() ? 0.72 : 0.61;
  return em * size;
}

/** A text in lines no wider than `width`, broken between words; a word longer than a line keeps a line of its own. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && textWidth(`${line} ${word}`) <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
