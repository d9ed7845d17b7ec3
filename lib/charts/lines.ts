import { FONT, wrap } from "#lib/charts/draw/text.ts";
import { markup, type Markup } from "#lib/charts/markup.ts";

export type Style = { size: number; colour: string; bold?: boolean; line?: number };

/** No letters but signs to a browser where not to break a line; a font need not have them. */
export const plain = (text: string): string => text.replaceAll("\u2060", "");

/** A text as lines of an SVG below `y`; `bottom` is where the next thing may begin. */
export function textLines(text: string, { x, y, width }: { x: number; y: number; width: number }, { size, colour, bold = false, line = 1.3 }: Style): { svg: Markup; bottom: number } {
  const lines = wrap(plain(text), (width * FONT) / size);
  const step = Math.round(size * line);
  return {
    svg: markup`<text font-size="${size}" fill="${colour}"${bold ? markup` font-weight="600"` : null}>${lines.map((words, i) => markup`<tspan x="${x}" y="${y + i * step + size}">${words}</tspan>`)}</text>`,
    bottom: y + lines.length * step,
  };
}
