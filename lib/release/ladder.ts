import { sql } from "drizzle-orm";
import type { Airlock } from "#lib/release/airlock.ts";
import type { Tree } from "#lib/disclosure/tree.ts";

/** The least mean of cases a month, over the year before, for a series by month (disclosure.md, Grain ladder). */
const leastMean = 20;

/** Top categories and districts that have a monthly series in a year, by code. */
export type Ladder = { category: ReadonlySet<string>; district: ReadonlySet<string> };

/**
 * The grain ladder of a year: fixed for good by the first release that publishes a month of it, from the year before; the first
 * year of data is quarterly. Sensitive categories never go by month.
 */
export async function ladderOf(tx: Airlock, year: string, firstDay: string, categories: Tree, districts: Tree): Promise<Ladder> {
  const known = await tx.execute<{ dimension: string; code: string; grain: string }>(sql`SELECT dimension, code, grain FROM open.series_grain WHERE year = ${Number(year)}`);
  const rows = known.length ? [...known] : await fix(tx, year, firstDay, categories, districts);
  const monthly = (dimension: string) => new Set(rows.filter((row) => row.dimension === dimension && row.grain === "month").map((row) => row.code));
  return { category: monthly("category"), district: monthly("district") };
}

async function fix(tx: Airlock, year: string, firstDay: string, categories: Tree, districts: Tree) {
  const before = String(Number(year) - 1);
  const months = before > firstDay.slice(0, 4) ? 12 : 13 - Number(firstDay.slice(5, 7));
  const counted = year === firstDay.slice(0, 4) ? [] : [...await tx.execute<{ category: string; district: string; n: number }>(sql`
    SELECT category, district, count(*)::int AS n FROM private.frozen
    WHERE month BETWEEN ${`${before}-01-01`}::date AND ${`${before}-12-01`}::date GROUP BY category, district`)];
  const rows = (dimension: "category" | "district", tree: Tree, candidates: number[]) => tree.nodes.flatMap((node, index) => {
    if (index === 0 || node.self) return [];
    const codes = new Set([node.code, ...node.children.map((child) => tree.nodes[child]!.code)]);
    const n = counted.reduce((sum, row) => sum + (codes.has(row[dimension]) ? row.n : 0), 0);
    const grain = candidates.includes(index) && !node.sensitive && n / months >= leastMean ? "month" : "quarter";
    return [{ dimension, code: node.code, grain }];
  });
  const all = [...rows("category", categories, categories.nodes[0]!.children), ...rows("district", districts, districts.leaves)];
  await tx.execute(sql`
    INSERT INTO open.series_grain (year, dimension, code, grain)
    SELECT ${Number(year)}, dimension, code, grain FROM jsonb_to_recordset(${JSON.stringify(all)}::jsonb) AS g(dimension text, code text, grain text)`);
  return all;
}
