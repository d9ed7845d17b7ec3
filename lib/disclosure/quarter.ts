import type { Cell, Line } from "./lines.ts";
import { leavesUnder, topOf, type Tree } from "./tree.ts";
import type { Rules } from "./rules.ts";

/** One month of a quarter: its counts by leaf category × leaf district (`c * districts.leaves.length + d`) and by channel. */
export type Month = {
  period: string; counts: Int32Array; channels: Int32Array;
  /** Which top categories and leaf districts have a monthly series (the grain ladder), by node. */
  categorySeries: ReadonlySet<number>; districtSeries: ReadonlySet<number>;
};

/** The unit of closure: up to three months, and the quarter itself once it has ended. */
export type Quarter = { period: string; categories: Tree; districts: Tree; channels: string[]; months: Month[]; ended: boolean };

/** Where a cell stands in the published tables. `month` -1 is the quarter itself. Numbers are nodes; channel -1 is the margin. */
export type Place = { month: number; category: number; district: number; channel: number };

/** What earlier releases said of a cell: whether its newest state is shown, and the last value anybody could read. */
export type Earlier = { shown: boolean; floor: number };

export type QuarterTable = { cells: (Cell & Place)[]; lines: Line[]; index: Map<string, number> };

/** `delta`: the table of a correction's increments, where a zero says only that nothing changed, and nothing is shown that was not before. */
export type TableOptions = { rules: Rules; earlier: ReadonlyMap<string, Earlier>; delta: boolean };

/** The name of a cell, as the open tables have it. */
export const cellKey = (period: string, category: string, district: string, channel: string): string => `${period} ${category} ${district} ${channel}`;

/** All cells of a quarter and every sum a reader can check among them. */
export function quarterTable(quarter: Quarter, options: TableOptions): QuarterTable {
  const table: QuarterTable = { cells: [], lines: [], index: new Map() };
  if (quarter.ended) addQuarter(table, quarter, options);
  quarter.months.forEach((_, month) => addMonth(table, quarter, month, options));
  return table;
}

/** `unchanged`: in a correction, of a month whose total says that nothing came to it; hiding a cell there would hide nothing. */
type Kind = { listed: boolean; secret: boolean; k: number; always?: boolean; unchanged?: boolean };

function addCell(table: QuarterTable, quarter: Quarter, options: TableOptions, place: Place, n: number, kind: Kind): number {
  const { nodes: categories } = quarter.categories;
  const { nodes: districts } = quarter.districts;
  const code = (node: { code: string; self: boolean }) => (node.self ? `${node.code}~` : node.code);
  const period = place.month < 0 ? quarter.period : quarter.months[place.month]!.period;
  const key = cellKey(period, code(categories[place.category]!), code(districts[place.district]!),
    place.channel < 0 ? "all" : quarter.channels[place.channel]!);
  const before = options.earlier.get(key);
  const always = kind.always ?? false;
  // In a correction a cell nobody has published stays unpublished; otherwise what has been decided stays decided.
  const pinned = !always && (!kind.listed || (options.delta ? !before?.shown || kind.unchanged === true : before !== undefined));
  const shown = always || (kind.listed && (before ? before.shown : !options.delta));
  const k = options.delta && n === 0 ? 0 : kind.k;
  table.index.set(key, table.cells.length);
  return table.cells.push({ key, n, k, shown, pinned, listed: kind.listed, secret: kind.secret, always, ...place }) - 1;
}

/** T6: quarter × category × district. */
function addQuarter(table: QuarterTable, quarter: Quarter, options: TableOptions): void {
  const { categories, districts, months } = quarter;
  const width = districts.leaves.length;
  const total = new Int32Array(categories.leaves.length * width);
  for (const month of months) month.counts.forEach((n, i) => { total[i]! += n; });
  const sum = (c: number, d: number) => sumOver(total, width, leavesUnder(categories, c), leavesUnder(districts, d));
  const at: number[][] = categories.nodes.map((category, c) => districts.nodes.map((district, d) => {
    const crossed = category.sensitive && d !== 0;
    const listed = !category.self && !district.self && !crossed;
    return addCell(table, quarter, options, { month: -1, category: c, district: d, channel: -1 }, sum(c, d),
      { listed, secret: category.sensitive, k: category.sensitive ? options.rules.sensitive : options.rules.k, always: c === 0 && d === 0 });
  }));
  categories.nodes.forEach((category, c) => districts.nodes.forEach((district, d) => {
    if (category.children.length) table.lines.push({ dimension: "category", parent: at[c]![d]!, children: category.children.map((child) => at[child]![d]!) });
    if (district.children.length) table.lines.push({ dimension: "district", parent: at[c]![d]!, children: district.children.map((child) => at[c]![child]!) });
  }));
  // The record file's classes are the rests of these (disclosure.md, Record-level file): city → group → group × district → category × district.
  const tops = categories.nodes[0]!.children;
  table.lines.push({ dimension: "record", parent: at[0]![0]!, children: tops.map((top) => at[top]![0]!) });
  for (const top of tops) {
    table.lines.push({ dimension: "record", parent: at[top]![0]!, children: districts.leaves.map((leaf) => at[top]![leaf]!) });
    const below = categories.nodes[top]!.children;
    if (below.length) for (const leaf of districts.leaves) table.lines.push({ dimension: "record", parent: at[top]![leaf]!, children: below.map((child) => at[child]![leaf]!) });
  }
}

/** T1 month × top category, T2 month × district, T3 month × channel. */
function addMonth(table: QuarterTable, quarter: Quarter, month: number, options: TableOptions): void {
  const { categories, districts, channels } = quarter;
  const { period, counts, channels: byChannel, categorySeries, districtSeries } = quarter.months[month]!;
  const width = districts.leaves.length;
  const [allC, allD] = [leavesUnder(categories, 0), leavesUnder(districts, 0)];
  const whole = { month, category: 0, district: 0, channel: -1 };
  const unchanged = options.delta && counts.every((n) => n === 0);
  const total = addCell(table, quarter, options, whole, sumOver(counts, width, allC, allD), { listed: true, secret: false, k: options.rules.k, always: true });
  const line = (dimension: string, children: number[]) => {
    if (children.some((child) => table.cells[child]!.listed)) table.lines.push({ dimension, parent: total, children });
  };
  line("month category", categories.nodes[0]!.children.map((top) => {
    const { sensitive } = categories.nodes[top]!;
    return addCell(table, quarter, options, { ...whole, category: top }, sumOver(counts, width, leavesUnder(categories, top), allD),
      { listed: !sensitive && categorySeries.has(top), secret: sensitive, k: sensitive ? options.rules.sensitive : options.rules.k, unchanged });
  }));
  line("month district", districts.leaves.map((leaf) => addCell(table, quarter, options, { ...whole, district: leaf },
    sumOver(counts, width, allC, [districts.nodes[leaf]!.leaf]), { listed: !districts.nodes[leaf]!.self && districtSeries.has(leaf), secret: false, k: options.rules.k, unchanged })));
  line("month channel", channels.map((_, channel) => addCell(table, quarter, options, { ...whole, channel }, byChannel[channel]!, { listed: true, secret: false, k: options.rules.k, unchanged })));
  if (quarter.ended && month === quarter.months.length - 1) addMonthSums(table, quarter);
}

/** A quarter's number is the sum of its months', where both are published. */
function addMonthSums(table: QuarterTable, quarter: Quarter): void {
  const sums = new Map<string, number[]>();
  table.cells.forEach((cell, i) => {
    if (cell.month < 0 || cell.channel >= 0) return;
    const group = `${cell.category} ${cell.district}`;
    sums.set(group, [...(sums.get(group) ?? []), i]);
  });
  table.cells.forEach((cell, i) => {
    if (cell.month >= 0) return;
    const children = sums.get(`${cell.category} ${cell.district}`);
    if (children?.some((child) => table.cells[child]!.listed)) table.lines.push({ dimension: "month", parent: i, children });
  });
}

/** The sum of the cells where these rows and columns meet. */
export function sumOver(values: ArrayLike<number>, width: number, rows: number[], columns: number[]): number {
  let sum = 0;
  for (const row of rows) for (const column of columns) sum += values[row * width + column]!;
  return sum;
}

/** The unknowns of an outsider who sees a quarter: its leaves, and (top category × leaf district) by month. */
export function atomsOf(quarter: Quarter): { count: number; of(cell: Place): number[]; leaf(c: number, d: number): number; month(m: number, top: number, d: number): number } {
  const { categories, districts } = quarter;
  const width = districts.leaves.length;
  const tops = categories.nodes[0]!.children;
  const leaves = categories.leaves.length * width;
  const topIndex = new Map(tops.map((top, i) => [top, i]));
  const leaf = (c: number, d: number) => c * width + d;
  const month = (m: number, top: number, d: number) => leaves + (m * tops.length + topIndex.get(top)!) * width + d;
  return {
    count: leaves + quarter.months.length * tops.length * width, leaf, month,
    of(cell) {
      const under = leavesUnder(districts, cell.district);
      if (cell.month < 0) return leavesUnder(categories, cell.category).flatMap((c) => under.map((d) => leaf(c, d)));
      return (cell.category === 0 ? tops : [topOf(categories, cell.category)]).flatMap((top) => under.map((d) => month(cell.month, top, d)));
    },
  };
}
