import fc from "fast-check";
import loadHighs from "highs";
import { expect, test } from "vitest";
import { protectCounts } from "#lib/disclosure/counts.ts";
import { frontierOf } from "#lib/disclosure/lines.ts";
import { atomsOf, type Quarter, type QuarterTable } from "#lib/disclosure/quarter.ts";
import { partOf, protectSplit, type Split, type SplitTable } from "#lib/disclosure/splits.ts";
import { anyQuarter, numbers, rules } from "#tests/disclosure/random-city.ts";

const options = { rules, earlier: new Map(), delta: false };

/** Every case of a quarter gets a result by chance. */
function splitOf(quarter: Quarter, seed: number): Split {
  const next = numbers(seed);
  const counted = new Int32Array(quarter.categories.leaves.length * quarter.districts.leaves.length);
  for (const month of quarter.months) month.counts.forEach((n, i) => { counted[i]! += n; });
  const names = ["on_time", "late", "open_due", "open_undue", "rest"];
  const parts = names.map((name) => ({ name, values: new Int32Array(counted.length) }));
  const reopened = new Int32Array(counted.length);
  counted.forEach((n, leaf) => {
    for (let i = 0; i < n; i++) {
      const x = next();
      parts[x < 0.65 ? 0 : x < 0.85 ? 1 : x < 0.92 ? 2 : x < 0.95 ? 3 : 4]!.values[leaf]! += 1;
      if (next() < 0.1) reopened[leaf]! += 1;
    }
  });
  return { name: "outcome", parts, beside: { name: "reopened", values: reopened }, praise: "on_time", sensitive: { shown: "on_time", of: ["on_time", "late", "open_due"] }, least: 10, counted };
}

const protect = async (quarter: Quarter, seed: number) => {
  const counts = await protectCounts(quarter, options);
  const split = splitOf(quarter, seed);
  return { counts, split, table: await protectSplit(quarter, counts, split, options, new Map()) };
};

/** Cells whose rest along some line shows the split of fewer than ten, or of one cell. */
const thinRests = (table: SplitTable) => table.lines.filter((line) => {
  if (!table.cells[line.parent]!.shown) return false;
  const hidden = frontierOf(table, line).hidden.filter((cell) => table.cells[cell]!.n > 0);
  const sum = hidden.reduce((total, cell) => total + table.cells[cell]!.n, 0);
  return sum > 0 && sum < 10;
});

test("a split is shown from ten cases of an ordinary category, and no difference of two pages gives one for fewer", async () => {
  await fc.assert(fc.asyncProperty(anyQuarter, fc.integer({ min: 1, max: 1000 }), async (quarter, seed) => {
    const { counts, table, split } = await protect(quarter, seed);
    table.cells.forEach((cell, i) => {
      if (cell.shown) expect([counts.cells[i]!.shown, cell.n >= 10, cell.secret]).toEqual([true, true, false]);
      if (!table.shares.cells[i]!.shown) return;
      const [onTime, late, open] = ["on_time", "late", "open_due"].map((name) => partOf(quarter, split.parts.find((part) => part.name === name)!.values, cell));
      expect(onTime! > 0 && late! + open! > 0).toBe(true);
    });
    expect(thinRests(table)).toEqual([]);
  }), { numRuns: 25, seed: 11 });
}, 60_000);

test("mutation: on-time counts below ten are found in the rest of a line", async () => {
  let found = 0;
  for (const quarter of fc.sample(anyQuarter, { numRuns: 12, seed: 12 })) {
    const { table } = await protect(quarter, 5);
    const hidden = table.cells.filter((cell, i) => !cell.shown && !cell.secret && cell.n >= 10 && cell.month < 0 && table.lines.some((line) => line.children.includes(i)));
    for (const cell of hidden) cell.shown = true;
    found += thinRests(table).length;
  }
  expect(found).toBeGreaterThan(0);
}, 60_000);

/** All parts together, as a stranger with every page would: is the late, open or reopened part of some cell of fewer than ten known exactly? */
async function knownExactly(quarter: Quarter, counts: QuarterTable, split: Split, table: SplitTable): Promise<string[]> {
  const highs = await loadHighs();
  const atoms = atomsOf(quarter);
  const name = (p: number, leaf: number) => `s_${p}_${leaf}`;
  const lines: string[] = [];
  counts.cells.forEach((cell, i) => {
    if (cell.month >= 0) return;
    const leaves = atoms.of(cell);
    if (cell.shown) lines.push(`${split.parts.flatMap((_, p) => leaves.map((leaf) => name(p, leaf))).join(" + ")} = ${cell.n}`);
    if (table.cells[i]!.shown) split.parts.forEach((part, p) => lines.push(`${leaves.map((leaf) => name(p, leaf)).join(" + ")} = ${partOf(quarter, part.values, cell)}`));
  });
  const known: string[] = [];
  for (const [i, cell] of table.cells.entries()) {
    if (cell.month >= 0 || cell.shown || !cell.listed || cell.n === 0 || cell.n >= 10 || cell.secret) continue;
    for (const p of [1, 2, 3]) {
      const value = partOf(quarter, split.parts[p]!.values, cell);
      if (value === 0) continue;
      const goal = atoms.of(cell).map((leaf) => name(p, leaf)).join(" + ");
      const solve = (sense: string) => highs.solve(`${sense}\n obj: ${goal}\nSubject To\n${lines.map((line, r) => ` r${r}: ${line}`).join("\n")}\nEnd`).ObjectiveValue;
      const low = Math.ceil(solve("Minimize") - 1e-6);
      if (low > 0 && Math.floor(solve("Maximize") + 1e-6) === low) known.push(`${counts.cells[i]!.key} ${split.parts[p]!.name}`);
    }
  }
  return known;
}

test("a stranger with a solver knows no small cell's late or open cases exactly", async () => {
  for (const quarter of fc.sample(anyQuarter, { numRuns: 5, seed: 13 })) {
    const { counts, split, table } = await protect(quarter, 9);
    expect(await knownExactly(quarter, counts, split, table)).toEqual([]);
  }
}, 60_000);
