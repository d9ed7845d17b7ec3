import { Attack, type Program, type Target } from "./attack.ts";
import { brokenLines, hideByRule } from "./lines.ts";
import { atomsOf, type Quarter, type QuarterTable, quarterTable, sumOver, type TableOptions } from "./quarter.ts";
import { DisclosureRefusal } from "./refusal.ts";
import { mend } from "./mend.ts";

export type Progress = (what: string, left: number) => void;

/**
 * Decides which counts of a quarter are shown: small ones hidden, the line rule on every line, then the gate, repeated until an attack
 * over everything ever published of the quarter finds nothing (disclosure.md, Algorithm).
 * @throws DisclosureRefusal when hiding more is not possible and the attack still finds something
 */
export async function protectCounts(quarter: Quarter, options: TableOptions, progress?: Progress): Promise<QuarterTable> {
  const table = quarterTable(quarter, options);
  hideByRule(table, options.rules.k);
  const broken = brokenLines(table, options.rules.k);
  if (broken.length) throw new DisclosureRefusal(quarter.period, broken.map((line) => `${table.cells[line.parent]!.key}: the hidden rest along ${line.dimension} is too small`));
  // Within single months every line stands alone (no cell lies on two of them): the line rule is all there is to attack.
  if (quarter.ended) await passGate(quarter, table, options, progress);
  return table;
}

async function passGate(quarter: Quarter, table: QuarterTable, options: TableOptions, progress?: Progress): Promise<void> {
  const model = countProgram(quarter, table, options);
  const attack = await Attack.on(model.program, countTargets(quarter, table, options));
  try {
    for (let round = 1; ; round++) {
      const exposed = await attack.exposures((cell) => !table.cells[cell]!.shown, (left) => progress?.(`${quarter.period}, counts, round ${round}`, left));
      if (exposed.length === 0) return;
      const before = table.cells.map((cell) => cell.shown);
      mend(table, exposed, quarter.period);
      hideByRule(table, options.rules.k);
      table.cells.forEach((cell, i) => { if (before[i] && !cell.shown) model.forget(attack, i); });
    }
  } finally {
    attack.dispose();
  }
}

/** What a reader of all releases knows of a quarter's counts. */
export function countProgram(quarter: Quarter, table: QuarterTable, options: TableOptions, withMonths = true): { program: Program; forget(attack: Attack, cell: number): void } {
  const atoms = atomsOf(quarter);
  const width = quarter.districts.leaves.length;
  const whole = new Int32Array(quarter.categories.leaves.length * width);
  for (const month of quarter.months) month.counts.forEach((n, i) => { whole[i]! += n; });
  const truth = new Float64Array(atoms.count);
  truth.set(whole);
  const city = whole.reduce((sum, n) => sum + n, 0);
  const program: Program = { lower: new Float64Array(atoms.count), upper: new Float64Array(atoms.count).fill(city), rows: [], truth };
  const byMonth = withMonths && hasMonths(table);
  if (byMonth) linkMonths(quarter, program, atoms);
  else program.upper.fill(0, whole.length);

  const row = new Map<number, number>();
  const column = new Map<number, number>();
  table.cells.forEach((cell, i) => {
    if (cell.channel >= 0 || (cell.month >= 0 && !byMonth)) return;
    const of = atoms.of(cell);
    if (cell.shown && of.length === 1) {
      column.set(i, of[0]!);
      program.lower[of[0]!] = program.upper[of[0]!] = cell.n;
    } else if (cell.shown) {
      row.set(i, program.rows.push({ atoms: of, lower: cell.n, upper: cell.n }) - 1);
    } else {
      // Shown once and hidden by a correction since: numbers only grow, so the old one is a bound that everybody has.
      const floor = options.delta ? 0 : options.earlier.get(cell.key)?.floor ?? 0;
      if (floor > 0) program.rows.push({ atoms: of, lower: floor, upper: Infinity });
    }
  });
  return {
    program,
    forget(attack, cell) {
      if (row.has(cell)) attack.forgetRow(row.get(cell)!);
      if (column.has(cell)) attack.forgetColumn(column.get(cell)!, city);
    },
  };
}

/** Whether any monthly series but the city's is published; without one the months say nothing of the quarter's cells. */
const hasMonths = (table: QuarterTable) => table.cells.some((cell) => cell.month >= 0 && cell.channel < 0 && cell.listed && !cell.always);

/** A quarter's (top category × district) is the sum of its months'. */
function linkMonths(quarter: Quarter, program: Program, atoms: ReturnType<typeof atomsOf>): void {
  const { categories, districts, months } = quarter;
  for (const top of categories.nodes[0]!.children) {
    const leaves = categories.nodes[top]!.children.length ? categories.nodes[top]!.children.map((c) => categories.nodes[c]!.leaf) : [categories.nodes[top]!.leaf];
    for (let d = 0; d < districts.leaves.length; d++) {
      const parts = months.map((month, m) => {
        const atom = atoms.month(m, top, d);
        program.truth[atom] = sumOver(month.counts, districts.leaves.length, leaves, [d]);
        return atom;
      });
      // Σ months − Σ categories = 0: `minus` holds the atoms with coefficient −1.
      program.rows.push({ atoms: parts, minus: leaves.map((c) => atoms.leaf(c, d)), lower: 0, upper: 0 });
    }
  }
}

/** Every count that is, or may come to be, hidden. Indices are the table's cells. */
export function countTargets(quarter: Quarter, table: QuarterTable, { rules }: TableOptions, withMonths = true): Target[] {
  const atoms = atomsOf(quarter);
  const totals = new Map(table.cells.filter((cell) => cell.always).map((cell) => [cell.month, cell.n]));
  const byMonth = withMonths && hasMonths(table);
  return table.cells.flatMap((cell, i): Target[] => {
    if (cell.always || cell.channel >= 0 || (cell.month >= 0 && !byMonth)) return [];
    if (!cell.listed && !cell.secret && cell.n >= cell.k) return [];
    const width = cell.listed ? Math.max(rules.k, cell.secret ? cell.k : 0) : rules.k;
    // The city total alone is published whatever its n: nothing can be less certain than it leaves it.
    return [{ cell: i, what: "received", atoms: atoms.of(cell), least: Math.min(width, totals.get(cell.month)!), fromZero: false }];
  });
}
