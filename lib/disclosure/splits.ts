import { Attack, type Exposure, type Program, type Target } from "./attack.ts";
import { countProgram, countTargets, type Progress } from "./counts.ts";
import { type Cell, frontierOf, hideByRule, hideSmallest, linesByParent, type Line, type Table } from "./lines.ts";
import { mend } from "./mend.ts";
import { atomsOf, type Place, type Quarter, type QuarterTable, sumOver, type TableOptions } from "./quarter.ts";
import { leavesUnder } from "./tree.ts";

/**
 * How the cases of a leaf (category × district) split: `parts` are disjoint and sum to its n; `beside` (reopened) is a part of n for
 * itself. Each is a table leaf category × leaf district.
 */
export type Split = {
  name: "outcome" | "duration";
  parts: { name: string; values: Int32Array }[];
  beside?: { name: string; values: Int32Array };
  /** The part whose 100 % is a praise, not an exposure (disclosure.md, Sensitive categories). */
  praise: string;
  /** Parts that a sensitive category shows at all: on time, and those it is a share of. */
  sensitive?: { shown: string; of: string[] };
  /** Least n of a cell that shows its split, by the cases that can have one. */
  least: number; counted: Int32Array;
};

/** Whether a cell's split is shown; 'share': a sensitive category's on time / not. */
export type Shown = "all" | "share" | "no";
/** `shares`: the same cells once more, for the sensitive categories' own small tables of on time / not. */
export type SplitTable = { cells: (Cell & Place)[]; lines: Line[]; shares: Table };

export const shownAs = (table: SplitTable, cell: number): Shown => (table.cells[cell]!.shown ? "all" : table.shares.cells[cell]!.shown ? "share" : "no");

/** The value of a part in a cell of the quarter's own tables. */
export function partOf(quarter: Quarter, values: ArrayLike<number>, cell: Place): number {
  return sumOver(values, quarter.districts.leaves.length, leavesUnder(quarter.categories, cell.category), leavesUnder(quarter.districts, cell.district));
}

/**
 * Decides which splits are shown: only of shown counts, by the same line rule with the split's own threshold, then the gate
 * over counts and splits together. In a correction `earlier` holds how each split has been shown, and `quarter` the increments.
 * @throws DisclosureRefusal
 */
export async function protectSplit(
  quarter: Quarter, counts: QuarterTable, split: Split, options: TableOptions, earlier: ReadonlyMap<string, Shown>, progress?: Progress,
): Promise<SplitTable> {
  const table = splitTable(quarter, counts, split, options, earlier);
  const rule = () => { hideByRule(table, split.least); hideByRule(table.shares, options.rules.sensitive); };
  rule();
  const parts = [...split.parts, ...(split.beside ? [split.beside] : [])];
  // The months are left out: they were attacked with the counts, and no split is by month. Hidden counts are attacked again beside all
  // parts at once: none left over for one part in a group, none for another in a category, and a count has nowhere to be.
  const base = countProgram(quarter, counts, options, false).program;
  const targets = countTargets(quarter, counts, options, false);
  const begin = async (some: Part[], against: Target[]) => {
    const { program, forget } = splitProgram(quarter, base, split, some, table);
    const attack = await Attack.on(program, against);
    return { attack, forget: (cell: number) => forget(attack, cell) };
  };
  const attacks = await Promise.all([
    begin(split.parts, targets),
    ...parts.map((part) => begin([part], partTargets(quarter, table, split, part, options, counts.cells.length))),
  ]);
  // The attack numbers counts first, then splits.
  const hidden = (cell: number) => (cell < counts.cells.length ? !counts.cells[cell]!.shown : !table.cells[cell - counts.cells.length]!.shown);
  try {
    for (let round = 1; ; round++) {
      const exposed: Exposure[] = [];
      for (const { attack } of attacks) exposed.push(...await attack.exposures(hidden, (left) => progress?.(`${quarter.period}, ${split.name}, round ${round}`, left)));
      if (exposed.length === 0) return table;
      const before = table.cells.map((_, cell) => shownAs(table, cell));
      // The table's cells are the counts' own in the same order, so an exposed count is mended where its split stands.
      const sites = exposed.map((exposure) => ({ ...exposure, cell: exposure.cell % counts.cells.length }));
      const left = sites.filter(({ cell }) => !hideShare(table, cell));
      if (left.length) mend(table, left, quarter.period);
      rule();
      before.forEach((was, cell) => { if (was !== shownAs(table, cell)) for (const { forget } of attacks) forget(cell); });
    }
  } finally {
    for (const { attack } of attacks) attack.dispose();
  }
}

/** Hides a share beside an exposed sensitive cell; false when none is there. */
function hideShare({ cells, lines, shares }: SplitTable, cell: number): boolean {
  if (!cells[cell]!.secret) return false;
  const around = lines.filter((line) => line.parent === cell || line.children.includes(cell));
  return hideSmallest(shares.cells, around.flatMap((line) => [line.parent, ...line.children]));
}

function splitTable(quarter: Quarter, counts: QuarterTable, split: Split, options: TableOptions, earlier: ReadonlyMap<string, Shown>): SplitTable {
  const shares: Cell[] = [];
  const cells = counts.cells.map((count, i): Cell & Place => {
    const n = count.month < 0 ? partOf(quarter, split.counted, count) : 0;
    const before = earlier.get(count.key);
    const possible = count.month < 0 && count.shown && count.listed;
    const known = options.delta ? before ?? "no" : before;
    const share = possible && count.secret && (known ?? "share") === "share" && isMixed(quarter, split, count, n, options);
    shares[i] = { ...count, n, always: false, k: options.delta && n === 0 ? 0 : options.rules.sensitive, shown: share, pinned: !share };
    return {
      ...count, n, always: false, k: options.delta && n === 0 ? 0 : split.least,
      shown: possible && !count.secret && (known ?? "all") === "all",
      pinned: !possible || count.secret || (options.delta ? known !== "all" : known !== undefined),
    };
  });
  const lines = counts.lines.filter((line) => counts.cells[line.parent]!.month < 0 && line.dimension !== "month");
  return { cells, lines, shares: { cells: shares, lines: lines.filter((line) => line.dimension === "category" && counts.cells[line.parent]!.secret) } };
}

/** A sensitive category's share on time is never 0 % or 100 %. */
function isMixed(quarter: Quarter, split: Split, cell: Place, n: number, { rules, delta }: TableOptions): boolean {
  if (!split.sensitive) return false;
  if (delta && n === 0) return true;
  const { shown, of } = split.sensitive;
  const value = (name: string) => partOf(quarter, split.parts.find((part) => part.name === name)!.values, cell);
  const [part, base] = [value(shown), of.reduce((sum, name) => sum + value(name), 0)];
  return base >= rules.sensitive && part > 0 && part < base;
}

type Part = { name: string; values: Int32Array };

/**
 * What a reader knows of counts and of some parts, and the shown sums. All parts together are each leaf's n; one part alone is at most
 * that, and is attacked against all the rest of n.
 */
function splitProgram(quarter: Quarter, base: Program, split: Split, parts: Part[], table: SplitTable) {
  const size = split.counted.length;
  const offset = (part: number) => base.truth.length + part * size;
  const grow = (from: Float64Array, fill: number) => { const grown = new Float64Array(offset(parts.length)).fill(fill); grown.set(from); return grown; };
  const program: Program = { lower: grow(base.lower, 0), upper: grow(base.upper, Math.max(0, ...base.upper)), truth: grow(base.truth, 0), rows: [...base.rows] };
  parts.forEach((part, p) => program.truth.set(part.values, offset(p)));
  for (let leaf = 0; leaf < size; leaf++) {
    const known = base.upper[leaf] === base.lower[leaf];
    if (known) parts.forEach((_, p) => { program.upper[offset(p) + leaf] = base.upper[leaf]!; });
    if (parts.length > 1) program.rows.push({ atoms: parts.map((_, p) => offset(p) + leaf), minus: [leaf], lower: 0, upper: 0 });
    else if (!known) program.rows.push({ atoms: [offset(0) + leaf], minus: [leaf], lower: -Infinity, upper: 0 });
  }
  const atoms = atomsOf(quarter);
  const rows = new Map<number, number[]>();
  table.cells.forEach((cell, i) => {
    if (cell.month >= 0 || !(cell.shown || table.shares.cells[i]!.shown)) return;
    rows.set(i, parts.flatMap((part, p) => {
      const known = knownOf(quarter, split, part, cell);
      return known ? [program.rows.push({ atoms: atoms.of(cell).map((leaf) => offset(p) + leaf), ...known }) - 1] : [];
    }));
  });
  return { program, forget: (attack: Attack, cell: number) => rows.get(cell)?.forEach((row) => attack.forgetRow(row)) };
}

/** What a shown split says of one part: its value; of a sensitive category's share, the rest only as a whole. */
function knownOf(quarter: Quarter, split: Split, part: Part, cell: Cell & Place): { lower: number; upper: number } | undefined {
  const value = partOf(quarter, part.values, cell);
  if (cell.shown || part.name === split.sensitive!.shown) return { lower: value, upper: value };
  if (!split.sensitive!.of.includes(part.name)) return;
  const others = split.parts.filter(({ name }) => split.sensitive!.of.includes(name) && name !== split.sensitive!.shown);
  return { lower: 0, upper: others.reduce((sum, other) => sum + partOf(quarter, other.values, cell), 0) };
}

/**
 * A hidden split is exposed when it asserts something (its interval does not start at zero) more narrowly than k, and more narrowly than
 * the one published group of n ≥ threshold that it lies in says of any of its members; or exactly (docs/decisions/0005-disclosure.md).
 */
function partTargets(quarter: Quarter, table: SplitTable, split: Split, part: Part, { rules }: TableOptions, first: number): Target[] {
  const atoms = atomsOf(quarter);
  const widths = naturalWidths(quarter, table, part.values);
  return table.cells.flatMap((cell, i): Target[] => {
    const small = cell.n < split.least && (cell.listed || cell.n < rules.k);
    if (cell.month >= 0 || (!small && !cell.secret)) return [];
    const value = partOf(quarter, part.values, cell);
    if (value === 0 || (part.name === split.praise && value === cell.n && !cell.secret)) return [];
    const share = table.shares.cells[i]!.shown;
    if (share && part.name === split.sensitive!.shown) return [];
    const least = share ? 1 : Math.max(1, Math.min(rules.k, widths.get(i) ?? rules.k));
    return [{ cell: first + i, what: part.name, atoms: atoms.of(cell).map((leaf) => atoms.count + leaf), least, fromZero: true }];
  });
}

/** How wide the narrowest interval is that a single line leaves for a part of a cell hidden in it (Fréchet's bounds). */
function naturalWidths(quarter: Quarter, table: SplitTable, values: Int32Array): Map<number, number> {
  const widths = new Map<number, number>();
  const below = linesByParent(table);
  for (const line of table.lines) {
    if (!table.cells[line.parent]!.shown) continue;
    const { hidden, inner } = frontierOf(table, line, below);
    const n = hidden.reduce((sum, cell) => sum + table.cells[cell]!.n, 0);
    const rest = hidden.reduce((sum, cell) => sum + partOf(quarter, values, table.cells[cell]!), 0);
    for (const cell of [...hidden, ...inner]) {
      const own = table.cells[cell]!.n;
      const width = Math.min(own, rest) - Math.max(0, rest - (n - own));
      if (width < (widths.get(cell) ?? Infinity)) widths.set(cell, width);
    }
  }
  return widths;
}
