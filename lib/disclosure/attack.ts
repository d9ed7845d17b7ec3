import loadHighs, { type Highs, type Model } from "highs";

/** A sum of unknowns (less the sum of others) with what a reader knows of it. */
export type Row = { atoms: number[]; minus?: number[]; lower: number; upper: number };
/** All an outsider knows: unknowns with bounds, and sums. `truth` satisfies it. */
export type Program = { lower: Float64Array; upper: Float64Array; rows: Row[]; truth: Float64Array };

/**
 * What must stay uncertain: a sum of unknowns. `least` is the width its inferable interval must have;
 * `fromZero`: an interval that starts at zero is enough, as it asserts nothing of anybody.
 */
export type Target = { cell: number; what: string; atoms: number[]; least: number; fromZero: boolean };
export type Exposure = { cell: number; what: string; low: number; high: number };

let highs: Promise<Highs> | undefined;
const epsilon = 1e-6;
/** HiGHS's model status: optimality was proved. */
const optimal = 7;

/**
 * Attacks a program as an outsider with a solver would. One model lives through all rounds of hiding: hiding only widens what is possible, so
 * every solution ever seen stays a witness that a hidden number could be as low or as high as there.
 */
export class Attack {
  readonly #model: Model;
  readonly #targets: Target[];
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #columns: number;
  readonly #fast: { presolve: "off"; simplex_strategy: 4; simplex_iteration_limit: number };
  #random = 1;
  solved = 0;

  private constructor(model: Model, program: Program, targets: Target[]) {
    this.#model = model;
    this.#targets = targets;
    this.#columns = program.lower.length;
    // Only costs change from one question to the next, so the last vertex is a good start for the primal simplex (4): six times faster than the dual.
    this.#fast = { presolve: "off", simplex_strategy: 4, simplex_iteration_limit: 1000 + 2 * (program.lower.length + program.rows.length) };
    this.#low = new Float64Array(targets.length).fill(Infinity);
    this.#high = new Float64Array(targets.length).fill(-Infinity);
    this.#witness(program.truth);
  }

  static async on(program: Program, targets: Target[]): Promise<Attack> {
    const solver = await (highs ??= loadHighs());
    const starts = new Int32Array(program.rows.length + 1);
    program.rows.forEach((row, i) => { starts[i + 1] = starts[i]! + row.atoms.length + (row.minus?.length ?? 0); });
    const model = solver.createModel({
      numCols: program.lower.length, numRows: program.rows.length,
      colCost: new Float64Array(program.lower.length), colLower: program.lower, colUpper: program.upper.map((u) => (u === Infinity ? solver.infinity : u)),
      rowLower: program.rows.map((r) => (r.lower === -Infinity ? -solver.infinity : r.lower)),
      rowUpper: program.rows.map((r) => (r.upper === Infinity ? solver.infinity : r.upper)),
      matrix: { format: "csr", numRows: program.rows.length, numCols: program.lower.length, starts, 
        indices: Int32Array.from(program.rows.flatMap((r) => [...r.atoms, ...(r.minus ?? [])])),
        values: Float64Array.from(program.rows.flatMap((r) => [...r.atoms.map(() => 1), ...(r.minus ?? []).map(() => -1)])),
      },
    });
    const attack = new Attack(model, program, targets);
    model.options.set({ output_flag: false, ...attack.#fast });
    return attack;
  }

  /** A row that is no longer published. */
  forgetRow(row: number): void {
    this.#model.changeRowBounds(row, -1e30, 1e30);
  }

  /** An unknown that was known. */
  forgetColumn(column: number, upper: number): void {
    this.#model.changeColBounds(column, 0, upper);
  }

  dispose(): void {
    this.#model.dispose();
  }

  /**
   * The hidden sums that can be inferred too well: each of those was tried by itself, all others have witnesses.
   * @param hidden which cells are hidden at present
   */
  async exposures(hidden: (cell: number) => boolean, progress?: (left: number) => void): Promise<Exposure[]> {
    let open = this.#targets.map((_, i) => i).filter((i) => hidden(this.#targets[i]!.cell) && !this.#safe(i));
    // Many at once: a random direction over all that is unproven moves most of them.
    for (let fruitless = 0, round = 0; open.length > 3 && fruitless < 3; round++) {
      const before = open.length;
      this.#solve(open, round % 2 === 0 ? () => -1 - this.#next() : () => (this.#next() < 0.5 ? 1 : -1) * (0.5 + this.#next()));
      open = open.filter((i) => !this.#safe(i));
      fruitless = before - open.length < Math.max(1, before * 0.05) ? fruitless + 1 : 0;
      progress?.(open.length);
      await new Promise(setImmediate);
    }
    open = this.#dropZeros(open);
    const exposed: Exposure[] = [];
    for (let [i, ...rest] = open; i !== undefined; [i, ...rest] = rest.filter((j) => !this.#safe(j))) {
      const exposure = this.#settle(i);
      if (exposure) exposed.push(exposure);
      progress?.(rest.length);
      await new Promise(setImmediate);
    }
    return exposed;
  }

  /** Without the sums that are provably zero: where the largest possible total of some is zero, so is each. */
  #dropZeros(open: number[]): number[] {
    let zeros = open.filter((i) => this.#high[i]! < epsilon);
    while (zeros.length) {
      if (this.#solve(zeros, () => 1) < epsilon) break;
      const before = zeros.length;
      zeros = zeros.filter((i) => this.#high[i]! < epsilon);
      // Nothing above the tolerance but their sum: each is tried by itself.
      if (zeros.length === before) zeros = [];
    }
    const proven = new Set(zeros);
    return open.filter((i) => !proven.has(i) && !this.#safe(i));
  }

  #settle(i: number): Exposure | undefined {
    const { cell, what } = this.#targets[i]!;
    const low = Math.ceil(this.#solve([i], () => -1) * -1 - epsilon);
    if (this.#safe(i)) return;
    const high = Math.floor(this.#solve([i], () => 1) + epsilon);
    if (this.#safe(i) || high <= 0) return;
    return { cell, what, low, high };
  }

  #safe(i: number): boolean {
    const { least, fromZero } = this.#targets[i]!;
    if (fromZero && this.#low[i]! < epsilon) return true;
    return this.#high[i]! - this.#low[i]! >= least - epsilon;
  }

  /** Maximises a weighted sum of targets and keeps the solution as a witness. */
  #solve(targets: number[], weight: () => number): number {
    const cost = new Float64Array(this.#columns);
    for (const i of targets) {
      const w = weight();
      for (const atom of this.#targets[i]!.atoms) cost[atom] = cost[atom]! - w;
    }
    this.#model.changeColsCost({ kind: "range", from: 0, to: this.#columns - 1 }, cost);
    this.#model.run();
    this.solved++;
    if (this.#model.getModelStatus() !== optimal) this.#solveAfresh();
    this.#witness(this.#model.getSolution().colValue!);
    return -this.#model.getObjectiveValue();
  }

  /** The primal simplex can go round in circles at a degenerate vertex: then HiGHS chooses its own way, from the beginning. */
  #solveAfresh(): void {
    this.#model.options.set({ simplex_iteration_limit: 2147483647, presolve: "choose", simplex_strategy: 1 });
    this.#model.clearSolver();
    this.#model.run();
    const status = this.#model.getModelStatus();
    if (status !== optimal) throw new Error(`The gate's solver gave no answer (status ${status}): nothing is published.`);
    this.#model.options.set({ ...this.#fast });
  }

  #witness(values: ArrayLike<number>): void {
    this.#targets.forEach(({ atoms }, i) => {
      let sum = 0;
      for (const atom of atoms) sum += values[atom]!;
      if (sum < this.#low[i]!) this.#low[i] = sum;
      if (sum > this.#high[i]!) this.#high[i] = sum;
    });
  }

  /** Repeatable by design: the same release twice is the same release (mulberry32). */
  #next(): number {
    this.#random = (this.#random + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#random ^ (this.#random >>> 15), 1 | this.#random);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
}
