import { createElement as h, type ReactElement } from "react";
import { FONT, textWidth } from "#lib/charts/draw/text.ts";

const ROW = 22, MARK = 12, GAP = 16;

export type LegendItem = { label: string; mark?: (x: number, y: number) => ReactElement };

const indent = (item: LegendItem): number => (item.mark ? MARK + 6 : 0);

type Placed = LegendItem & { x: number; row: number };

/** The names of a picture's series on top of it, in as many rows as its width makes them. */
export function legend(items: LegendItem[], width: number): { height: number; element: ReactElement } {
  const placed: Placed[] = [];
  let x = 0, row = 0;
  for (const item of items) {
    const wide = indent(item) + textWidth(item.label);
    if (x > 0 && x + wide > width) { x = 0; row++; }
    placed.push({ ...item, x, row });
    x += wide + GAP;
  }
  const element = h("g", { key: "legend" }, placed.map((item, i) => h("g", { key: i },
    item.mark?.(item.x, item.row * ROW + 4), h("text", { x: item.x + indent(item), y: item.row * ROW + 4 + FONT - 2 }, item.label))));
  return { height: (row + 1) * ROW + 4, element };
}

/** A square sample of a part's paint. */
export const square = (style: object) => (x: number, y: number): ReactElement => h("rect", { x: x + 0.5, y: y + 0.5, width: MARK - 1, height: MARK - 1, ...style });
