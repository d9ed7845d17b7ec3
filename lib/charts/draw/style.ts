import { createElement as h, type ReactElement } from "react";

/** What everything in a picture is painted with: the tokens of the page, so that one picture serves light and dark. */
export const paint = {
  quiet: "var(--ink-quiet)", grid: "var(--chart-grid)", axis: "var(--rule-strong)", paper: "var(--paper)",
  one: "var(--chart-1)", signal: "var(--chart-4)",
};

/** The parts of a stack, told apart by texture as well as colour: full, hatched, hollow, dotted. */
const parts = [
  { colour: "var(--chart-1)", texture: "full" }, { colour: "var(--chart-4)", texture: "hatched" },
  { colour: "var(--chart-3)", texture: "hollow" }, { colour: "var(--chart-2)", texture: "dotted" },
] as const;

const textureId = (figure: string, part: number): string => `${figure}-t${part}`;

/** The textures that `count` parts need, for the <defs> of a picture. */
export function textures(figure: string, count: number): ReactElement {
  const made = parts.slice(0, count).map(({ colour, texture }, i) => {
    const frame = { key: i, id: textureId(figure, i), width: 5, height: 5, patternUnits: "userSpaceOnUse" };
    if (texture === "hatched") return h("pattern", { ...frame, patternTransform: "rotate(45)" }, h("path", { d: "M1.5,0V5", stroke: colour, strokeWidth: 3 }));
    if (texture === "dotted") return h("pattern", frame, h("circle", { cx: 2.5, cy: 2.5, r: 1.7, fill: colour }));
    return null;
  });
  return h("defs", null, made);
}

/** The attributes of a rectangle of the n-th part. */
export function partStyle(figure: string, part: number): { fill: string; stroke?: string; strokeWidth?: number } {
  const { colour, texture } = parts[part % parts.length]!;
  if (texture === "full") return { fill: colour };
  if (texture === "hollow") return { fill: paint.paper, stroke: colour, strokeWidth: 1.5 };
  return { fill: `url(#${textureId(figure, part)})`, stroke: colour, strokeWidth: 1 };
}
