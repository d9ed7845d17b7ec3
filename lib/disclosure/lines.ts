/**
 * A number that is published, or would be but for the rules, or never is but could be computed from those that are.
 * `k`: the least n it may be shown with. `pinned`: what earlier releases decided, or what never changes (the city total shown, a
 * crossing outside the closed world hidden). `secret`: has to stay unknown whatever its n.
 */
export type Cell = {
  key: string; n: number; k: number;
  shown: boolean; pinned: boolean;
  /** It is listed with a value or a '·'; what isn't listed is harmless to know when n ≥ k, unless secret. */
  listed: boolean; secret: boolean;
  /** The city total: shown whatever its n (disclosure.md, rule 2). */
  always: boolean;
};

/** A sum that a reader can check: parent = sum of children, along one dimension. */
export type Line = { dimension: string; parent: number; children: number[] };

export type Table = { cells: Cell[]; lines: Line[] };

/** Hides every free cell with n < k, then holds the line rule on every line, to a fixpoint (disclosure.md, steps 2 and 3). */
export function hideByRule(table: Table, least: number): void {
  for (const cell of table.cells) if (!cell.pinned && !cell.always && cell.n < cell.k) cell.shown = false;
  const below = linesByParent(table);
  for (let changed = true; changed;) {
    changed = false;
    const zeros = knownZeros(table, below);
    for (const line of table.lines) if (holdLine(table, line, below, zeros, least)) changed = true;
  }
}

/**
 * Hidden cells that anybody can tell to be zero: nothing is left for them in some line. Zero is not an exposure, but such a
 * cell is no company for another hidden one.
 */
function knownZeros(table: Table, below: Below): Set<number> {
  const { cells, lines } = table;
  const zeros = new Set<number>();
  for (let before = -1; before !== zeros.size;) {
    before = zeros.size;
    for (const line of lines) {
      const parent = cells[line.parent]!;
      if (zeros.has(line.parent)) for (const child of line.children) zeros.add(child);
      else if (parent.shown) {
        const { hidden } = frontierOf(table, line, below);
        if (hidden.every((cell) => cells[cell]!.n === 0)) for (const cell of hidden) zeros.add(cell);
      } else if (line.children.every((child) => zeros.has(child))) zeros.add(line.parent);
    }
  }
  return zeros;
}

type Below = Map<string, Line>;
export const linesByParent = (table: Table): Below => new Map(table.lines.map((line) => [`${line.dimension} ${line.parent}`, line]));

/** Hides what one line needs; true when it hid something. */
function holdLine(table: Table, line: Line, below: Below, zeros: Set<number>, least: number): boolean {
  const { cells } = table;
  const parent = cells[line.parent]!;
  const direct = line.children.filter((child) => !cells[child]!.shown && !zeros.has(child));
  if (!parent.shown) {
    // Its children would give a hidden parent away.
    return !zeros.has(line.parent) && direct.length === 0 && !parent.always && (parent.listed || parent.secret) && hideSmallest(cells, line.children);
  }
  const frontier = frontierOf(table, line, below);
  const rest = frontier.hidden.filter((cell) => !zeros.has(cell));
  const violated = !isSafe(cells, parent, direct, least);
  if (!violated && isSafe(cells, parent, rest, least)) return false;
  const hidden = violated ? direct : rest;
  const candidates = violated ? line.children : frontier.shown;
  // An unchanged cell of a correction (n = 0) adds company, not number: it is hidden only where number suffices.
  const enough = sumOf(cells, hidden) >= needOf(cells, parent, hidden, least);
  return hideSmallest(cells, enough ? candidates : candidates.filter((child) => cells[child]!.n > 0)) || hideSmallest(cells, [line.parent]);
}

const sumOf = (cells: Cell[], some: number[]) => some.reduce((total, cell) => total + cells[cell]!.n, 0);

/** How large a hidden rest must be. With the city total alone nothing is known that it does not say itself, and it is published whatever its n. */
function needOf(cells: Cell[], parent: Cell, hidden: number[], least: number): number {
  const need = Math.max(least, ...hidden.map((cell) => (cells[cell]!.n > 0 ? cells[cell]!.k : 0)));
  return parent.always ? Math.min(need, parent.n) : need;
}

/** Whether the hidden rest of a shown parent says nothing of any one of its parts. */
function isSafe(cells: Cell[], parent: Cell, hidden: number[], least: number): boolean {
  const sum = sumOf(cells, hidden);
  if (sum === 0) return true;
  if (sum < needOf(cells, parent, hidden, least)) return false;
  if (hidden.length >= 2) return true;
  const only = cells[hidden[0]!]!;
  return !only.listed && !only.secret && only.n >= only.k;
}

/** The topmost shown cells under a line's parent in its dimension, the hidden leaves beside them, and hidden cells on the way there. */
export function frontierOf(table: Table, line: Line, below: Below = linesByParent(table)): { shown: number[]; hidden: number[]; inner: number[] } {
  const shown: number[] = [];
  const hidden: number[] = [];
  const inner: number[] = [];
  const walk = (child: number) => {
    if (table.cells[child]!.shown) return void shown.push(child);
    const next = below.get(`${line.dimension} ${child}`);
    if (!next) return void hidden.push(child);
    inner.push(child);
    next.children.forEach(walk);
  };
  line.children.forEach(walk);
  return { shown, hidden, inner };
}

/** Hides the smallest shown, not pinned cell of some; ties by key. False when there is none. */
export function hideSmallest(cells: Cell[], among: Iterable<number>): boolean {
  let smallest: Cell | undefined;
  for (const index of among) {
    const cell = cells[index]!;
    if (!cell.shown || cell.pinned || cell.always) continue;
    if (!smallest || cell.n < smallest.n || (cell.n === smallest.n && cell.key < smallest.key)) smallest = cell;
  }
  if (smallest) smallest.shown = false;
  return smallest !== undefined;
}

/** The lines that hold no longer and can't be mended, for a message. */
export function brokenLines(table: Table, least: number): Line[] {
  const below = linesByParent(table);
  return table.lines.filter((line) => {
    const parent = table.cells[line.parent]!;
    if (!parent.shown) return false;
    const direct = line.children.filter((child) => !table.cells[child]!.shown);
    return !isSafe(table.cells, parent, direct, least) || !isSafe(table.cells, parent, frontierOf(table, line, below).hidden, least);
  });
}
