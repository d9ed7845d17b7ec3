import type { Codelists } from "#lib/stats/codelists.ts";
import type { CubeRow } from "#lib/stats/cube.ts";
import { measured, type Value } from "#lib/stats/measure.ts";
import { monthsOf } from "#lib/stats/period.ts";
import { axes, dimensions, together, type Axis, type Dimension, type View } from "#lib/stats/view.ts";
import { viewRows, type ViewRows } from "#lib/stats/view-rows.ts";

/** Where a row or a column stands on the axes of its side, in their order: ["2026-Q3", "zone-1"]. */
export type Path = string[];

/** A view laid out. `cells` are by row and column; a crossing that is no row of the cube does not apply. */
export type Pivot = {
  view: View;
  rows: Path[];
  columns: Path[];
  cells: Value[][];
  /** The value of each axis that stands on neither side. */
  fixed: Partial<Record<Axis, string>>;
  /** The rows of the open file that it is made of. */
  source: ViewRows;
};

/** How codes are called and names compared in a reader's language, for the order of its alphabet. */
export type PivotWords = { name: (dimension: Dimension, code: string) => string; collator: Intl.Collator };
type Lists = Pick<Codelists, Dimension>;

/**
 * Lays out a view: published numbers only, each in its place, none added up. @throws Refusal as viewRows does
 */
export const pivot = (view: View, cube: CubeRow[], lists: Lists, words: PivotWords): Pivot => layOut(view, viewRows(view, cube, lists), lists, words);

/** Lays out rows that were read already. */
export function layOut(view: View, source: ViewRows, lists: Lists, words: PivotWords): Pivot {
  const rows = new Map<string, Path>(), columns = new Map<string, Path>();
  const values = new Map<string, Value>();
  for (const row of source.rows) {
    for (const measure of view.measure) {
      const at = (side: Axis[]): Path => side.map((axis) => (axis === "measure" ? measure : row[axis]));
      const down = at(view.rows), across = at(view.columns);
      rows.set(down.join("|"), down);
      columns.set(across.join("|"), across);
      values.set(`${down.join("|")}||${across.join("|")}`, measured(row, measure));
    }
  }
  const ordered = [...columns.values()].sort(columnOrder(view, lists));
  const valueAt = (down: Path, across: Path): Value => values.get(`${down.join("|")}||${across.join("|")}`) ?? { value: null, status: "z" };
  const sorted = sortColumn(view, ordered);
  const lines = [...rows.values()].sort(rowOrder(view, lists, words, (down) => valueAt(down, sorted).value));
  const first = source.rows[0]!;
  const fixed = Object.fromEntries(axes.filter((axis) => !view.rows.includes(axis) && !view.columns.includes(axis))
    .map((axis) => [axis, axis === "measure" ? view.measure[0] : first[axis]]));
  return { view, rows: lines, columns: ordered, cells: lines.map((down) => ordered.map((across) => valueAt(down, across))), fixed, source };
}

/** The column that rows are sorted by: the first, of the newest period where periods go across. */
export function sortColumn(view: View, columns: Path[]): Path {
  const time = view.columns.indexOf("period");
  const newest = (best: Path, path: Path): Path => (time >= 0 && monthsOf(path[time]!)[0] > monthsOf(best[time]!)[0] ? path : best);
  return columns.reduce(newest);
}

/** In the order of their lists, the total before its parts; periods newest first down and, as time goes, oldest first across. */
function placeOf({ measure }: View, lists: Lists, time: 1 | -1): (axis: Axis, value: string) => number {
  const places = new Map<Axis, Map<string, number>>([
    ...dimensions.map((name): [Axis, Map<string, number>] => [name, new Map([together, ...lists[name].map(({ code }) => code)].map((code, i) => [code, i]))]),
    ["measure", new Map(measure.map((one, i) => [one, i]))],
  ]);
  return (axis, value) => (axis === "period" ? time * monthsOf(value)[0] : places.get(axis)!.get(value) ?? Number.MAX_SAFE_INTEGER);
}

function columnOrder(view: View, lists: Lists): (a: Path, b: Path) => number {
  const place = placeOf(view, lists, 1);
  return (a, b) => view.columns.reduce((found, axis, i) => found || place(axis, a[i]!) - place(axis, b[i]!), 0);
}

/**
 * As the view is sorted, the total before its parts. By value the largest first, and what has no number last, by name: so its
 * place says nothing about what is withheld.
 */
function rowOrder(view: View, lists: Lists, { name, collator }: PivotWords, valueOf: (path: Path) => number | null): (a: Path, b: Path) => number {
  const place = placeOf(view, lists, -1);
  const inList = (axis: Axis, a: string, b: string): number => place(axis, a) - place(axis, b);
  const byName = (axis: Axis, a: string, b: string): number => {
    if (axis === "period" || axis === "measure" || a === together || b === together) return inList(axis, a, b);
    return collator.compare(name(axis, a), name(axis, b)) || inList(axis, a, b);
  };
  const byValue = (a: Path, b: Path): number => {
    const axis = view.rows.at(-1)!, one = valueOf(a), other = valueOf(b);
    if (a.at(-1) === together || b.at(-1) === together) return inList(axis, a.at(-1)!, b.at(-1)!);
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byName(axis, a.at(-1)!, b.at(-1)!);
    return other - one || byName(axis, a.at(-1)!, b.at(-1)!);
  };
  const last = view.rows.length - 1;
  return (a, b) => view.rows.reduce((found, axis, i) =>
    found || (view.sort === "value" && i === last ? byValue(a, b) : (view.sort === "name" ? byName : inList)(axis, a[i]!, b[i]!)), 0);
}
