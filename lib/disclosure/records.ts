import { frontierOf, linesByParent } from "./lines.ts";
import type { Quarter, QuarterTable } from "./quarter.ts";
import type { SplitTable } from "./splits.ts";
import { topOf } from "./tree.ts";

/** What a record of a leaf says of itself: codes, or '·' where that would be finer than the tables. */
export type Detail = { group: string; category: string; part: string; district: string; outcome: boolean; duration: boolean };

const hiddenMark = "·";

/**
 * The detail of every leaf (category × district) of a quarter in the record file: the finest shown cell of (category, district),
 * (group, district), group; a split only where the class is a difference of shown splits, so the file adds none.
 * Index: leaf category × leaf district.
 */
export function recordDetails(quarter: Quarter, counts: QuarterTable, outcome: SplitTable | undefined, duration: SplitTable | undefined, least: { outcome: number; duration: number }): Detail[] {
  const { categories, districts } = quarter;
  const at = new Map<string, number>(counts.cells.flatMap((cell, i) => (cell.month < 0 ? [[`${cell.category} ${cell.district}`, i] as const] : [])));
  const below = linesByParent(counts);
  const record = new Map(counts.lines.filter((line) => line.dimension === "record").map((line) => [line.parent, line]));
  const classOf = (category: number, top: number, district: number): number =>
    [[category, district], [top, district], [top, 0]].map(([c, d]) => at.get(`${c} ${d}`)!).find((cell) => counts.cells[cell]!.shown) ?? at.get("0 0")!;

  const size = new Map<number, number>();
  const classes = categories.leaves.flatMap((category) => districts.leaves.map((district) => {
    const cell = classOf(category, topOf(categories, category), district);
    size.set(cell, (size.get(cell) ?? 0) + counts.cells[at.get(`${category} ${district}`)!]!.n);
    return { cell, category, district };
  }));
  /** A class is a shown cell less the shown cells under it: its split is public when all of theirs are. */
  const isPublic = (split: SplitTable | undefined, cell: number, threshold: number) => {
    if (!split?.cells[cell]!.shown || size.get(cell)! < threshold) return false;
    const line = record.get(cell);
    return !line || frontierOf(counts, line, below).shown.every((part) => split.cells[part]!.shown);
  };
  return classes.map(({ cell, category, district }) => {
    const { category: c, district: d } = counts.cells[cell]!;
    const top = topOf(categories, category);
    return {
      group: c === 0 ? hiddenMark : categories.nodes[top]!.code,
      category: c !== category || c === 0 ? hiddenMark : categories.nodes[category]!.code,
      part: d === 0 ? hiddenMark : districts.nodes[topOf(districts, district)]!.code,
      district: d === 0 ? hiddenMark : districts.nodes[district]!.code,
      outcome: isPublic(outcome, cell, least.outcome),
      duration: isPublic(duration, cell, least.duration),
    };
  });
}
