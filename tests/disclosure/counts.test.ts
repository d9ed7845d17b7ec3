import fc from "fast-check";
import { expect, test } from "vitest";
import { protectCounts } from "#lib/disclosure/counts.ts";
import { brokenLines } from "#lib/disclosure/lines.ts";
import type { Quarter, QuarterTable } from "#lib/disclosure/quarter.ts";
import { recordDetails } from "#lib/disclosure/records.ts";
import type { Tree } from "#lib/disclosure/tree.ts";
import { anyQuarter, rules } from "#tests/disclosure/random-city.ts";
import { attack, type PublicRow, type PublicTree } from "#tests/disclosure/stranger.ts";

const options = { rules, earlier: new Map(), delta: false };
const protect = (quarter: Quarter) => protectCounts(quarter, options);
const publicRows = (quarter: Quarter, table: QuarterTable): PublicRow[] => table.cells.filter((cell) => cell.listed).map((cell) => {
  const [period, category, district, channel] = cell.key.split(" ") as [string, string, string, string];
  return { period, category, district, channel, received: cell.shown ? cell.n : null };
});
const publicTree = (tree: Tree): PublicTree => new Map(tree.nodes.flatMap((node, i) =>
  (i === 0 || node.self ? [] : [[node.code, node.parent === 0 ? null : tree.nodes[node.parent]!.code] as const])));
const strangerOf = (quarter: Quarter, rows: PublicRow[], ...extra: [extra?: Parameters<typeof attack>[4], somebody?: boolean]) =>
  attack(rows, publicTree(quarter.categories), publicTree(quarter.districts), quarter.months.map((month) => month.period), ...extra);
const total = (quarter: Quarter) => quarter.months.reduce((sum, month) => sum + month.counts.reduce((a, b) => a + b, 0), 0);
const monthTotal = (quarter: Quarter, period: string) => quarter.months.find((month) => month.period === period)?.counts.reduce((a, b) => a + b, 0) ?? total(quarter);

test("every shown count is at least k, sensitive ones at least 10 and never crossed, and every line holds", async () => {
  await fc.assert(fc.asyncProperty(anyQuarter, async (quarter) => {
    const table = await protect(quarter);
    for (const cell of table.cells.filter((c) => c.shown && !c.always)) {
      expect(cell.n).toBeGreaterThanOrEqual(cell.secret ? 10 : 5);
      if (cell.secret) expect([cell.month, cell.district]).toEqual([-1, 0]);
    }
    expect(brokenLines(table, rules.k)).toEqual([]);
  }), { numRuns: 60, seed: 1 });
});

test("a stranger with a solver narrows no hidden count below k", async () => {
  await fc.assert(fc.asyncProperty(anyQuarter, async (quarter) => {
    const found = await strangerOf(quarter, publicRows(quarter, await protect(quarter)));
    const exposed = found.filter(({ row, low, high }) => high - low < Math.min(rules.k, monthTotal(quarter, row.period)));
    expect(exposed).toEqual([]);
  }), { numRuns: 8, seed: 2, endOnFailure: true });
}, 60_000);

test("months published before their quarter stay as they were, and the quarter fits round them", async () => {
  await fc.assert(fc.asyncProperty(anyQuarter, async (quarter) => {
    const early = await protectCounts({ ...quarter, months: quarter.months.slice(0, 2), ended: false }, options);
    const earlier = new Map(early.cells.filter((cell) => cell.listed).map((cell) => [cell.key, { shown: cell.shown, floor: cell.shown ? cell.n : 0 }]));
    const late = await protectCounts(quarter, { ...options, earlier });
    for (const cell of late.cells) if (earlier.has(cell.key)) expect(cell.shown).toBe(earlier.get(cell.key)!.shown);
  }), { numRuns: 30, seed: 3 });
});

test("a class of the record file has at least k rows, ten where it is sensitive, and counts nothing the tables don't", async () => {
  await fc.assert(fc.asyncProperty(anyQuarter, async (quarter) => {
    const table = await protect(quarter);
    const details = recordDetails(quarter, table, undefined, undefined, rules);
    const classes = new Map<string, number>();
    details.forEach((detail, leaf) => {
      const n = quarter.months.reduce((sum, month) => sum + month.counts[leaf]!, 0);
      const key = `${detail.group} ${detail.category} ${detail.part} ${detail.district}`;
      classes.set(key, (classes.get(key) ?? 0) + n);
    });
    const whole = total(quarter);
    for (const [key, n] of classes) if (n > 0) expect(n, key).toBeGreaterThanOrEqual(Math.min(whole, key.startsWith("g1 ") ? 10 : 5));
    expect([...classes.values()].reduce((a, b) => a + b, 0)).toBe(whole);
  }), { numRuns: 60, seed: 4 });
});

test("the same quarter gives the same tables", async () => {
  await fc.assert(fc.asyncProperty(anyQuarter, async (quarter) => {
    expect((await protect(quarter)).cells).toEqual((await protect(quarter)).cells);
  }), { numRuns: 10, seed: 5 });
});

const sample = fc.sample(anyQuarter, { numRuns: 40, seed: 6 }).filter((quarter) => total(quarter) > 150).slice(0, 4);
const exposedBy = async (quarter: Quarter, rows: PublicRow[], ...extra: [extra?: Parameters<typeof attack>[4], somebody?: boolean]) =>
  (await strangerOf(quarter, rows, ...extra)).filter(({ row, low, high }) => high - low < Math.min(5, monthTotal(quarter, row.period))).length;

test("mutation: showing what the line rule hid is found by the attack", async () => {
  let found = 0;
  for (const quarter of sample) {
    const table = await protect(quarter);
    const secondary = table.cells.find((cell) => cell.listed && !cell.shown && cell.n >= cell.k && cell.month < 0);
    if (!secondary) continue;
    secondary.shown = true;
    found += await exposedBy(quarter, publicRows(quarter, table)) + brokenLines(table, rules.k).length;
  }
  expect(found).toBeGreaterThan(0);
}, 60_000);

test("mutation: zeros shown tell that a hidden row is somebody, and nearly how many", async () => {
  let found = 0;
  for (const quarter of sample) {
    const table = await protect(quarter);
    for (const cell of table.cells) if (cell.listed && cell.n === 0) cell.shown = true;
    found += await exposedBy(quarter, publicRows(quarter, table), [], true);
  }
  expect(found).toBeGreaterThan(0);
}, 60_000);

test("mutation: a second grouping of the districts exposes", async () => {
  let found = 0;
  for (const quarter of sample) {
    const table = await protect(quarter);
    const { categories, districts } = quarter;
    const hidden = table.cells.find((cell) => cell.listed && !cell.shown && cell.month < 0 && cell.n > 0 && cell.district !== 0 && categories.nodes[cell.category]!.leaf >= 0 && districts.nodes[cell.district]!.leaf >= 0);
    const other = table.cells.find((cell) => hidden && cell.shown && cell.month < 0 && cell.category === hidden.category && districts.nodes[cell.district]!.leaf >= 0);
    if (!hidden || !other) continue;
    const code = (cell: typeof hidden) => districts.nodes[cell.district]!.code;
    found += await exposedBy(quarter, publicRows(quarter, table), [{ members: [categories.nodes[hidden.category]!.code], district: [code(hidden), code(other)], value: hidden.n + other.n }]);
  }
  expect(found).toBeGreaterThan(0);
}, 60_000);
