import type { Box, Spot } from "#lib/charts/draw/box.ts";
import { textWidth } from "#lib/charts/draw/text.ts";

/** A name that would stand beside a spot, clear of it by so much. */
type Wish = Spot & { text: string; clear: number };
export type Label = Spot & { text: string; anchor: "start" | "end" | "middle"; size: number };

/** The room that a label takes, with some air. */
export const boxOf = ({ x, y, text, anchor, size }: Label): Box => {
  const width = textWidth(text, size);
  return { x: x - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0) - 4, y: y - size * 0.86 - 2, width: width + 8, height: size + 4 };
};
const overlaps = (a: Box, b: Box): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const inside = (a: Box, b: Box): boolean => a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;

/**
 * Sets names beside their spots, right, left, above or below, each where nothing stands yet; a name that finds no room is left
 * out. The first wishes come first.
 */
export function setLabels(wishes: Wish[], within: Box, taken: Box[], size: number): Label[] {
  const full = [...taken];
  return wishes.flatMap(({ x, y, text, clear }) => {
    const middle = y + size * 0.36;
    const places: Label[] = [
      { x: x + clear, y: middle, text, anchor: "start", size }, { x: x - clear, y: middle, text, anchor: "end", size },
      { x, y: y - clear - 2, text, anchor: "middle", size }, { x, y: y + clear + size * 0.86, text, anchor: "middle", size },
    ];
    const free = places.find((label) => inside(boxOf(label), within) && !full.some((other) => overlaps(boxOf(label), other)));
    if (free) full.push(boxOf(free));
    return free ?? [];
  });
}
