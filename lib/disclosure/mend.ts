import type { Exposure } from "./attack.ts";
import { type Cell, hideSmallest, type Line } from "./lines.ts";
import { DisclosureRefusal } from "./refusal.ts";

/**
 * Hides one more cell for each exposed one: its smallest shown sibling, else what it is part of, else what stands
 * beside that. An exposure that shares a line with one already mended waits for the next attack.
 * @throws DisclosureRefusal when nothing that could be hidden is left
 */
export function mend(table: { cells: Cell[]; lines: Line[] }, exposed: readonly Exposure[], period: string): void {
  const touched = new Set<Line>();
  let progress = false;
  const stuck: Exposure[] = [];
  for (const exposure of exposed) {
    const around = table.lines.filter((line) => line.children.includes(exposure.cell));
    const below = table.lines.filter((line) => line.parent === exposure.cell);
    if ([...around, ...below].some((line) => touched.has(line))) continue;
    const parents = around.map((line) => line.parent);
    const beside = table.lines.filter((line) => line.children.some((child) => parents.includes(child)));
    const hid = hideSmallest(table.cells, around.flatMap((line) => line.children))
      || hideSmallest(table.cells, below.flatMap((line) => line.children))
      || hideSmallest(table.cells, parents)
      || hideSmallest(table.cells, beside.flatMap((line) => [line.parent, ...line.children]));
    if (!hid) {
      stuck.push(exposure);
      continue;
    }
    progress = true;
    for (const line of [...around, ...below]) touched.add(line);
  }
  if (progress) return;
  // Far from the exposed cell something free may still hold the sums together.
  if (hideSmallest(table.cells, table.cells.keys())) return;
  throw new DisclosureRefusal(period, stuck.map(({ cell, what, low, high }) => `${table.cells[cell]!.key} (${what}) can be inferred to lie between ${low} and ${high}`));
}
