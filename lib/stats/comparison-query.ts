import { Refusal, shorten } from "#lib/errors.ts";
import type { Codelists } from "#lib/stats/codelists.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { grainOf } from "#lib/stats/period.ts";
import { publishedSpans } from "#lib/stats/published-instead.ts";

/** What two of can be set side by side; the other two are the same for both. */
export const comparable = ["district", "category", "period"] as const;
export type Comparable = (typeof comparable)[number];

/** A question as the address has it. `a` or `b` is null while it is not chosen: then there is a form and nothing to compare. */
export type ComparisonQuery = { by: Comparable; a: string | null; b: string | null } & Record<Comparable, string | null>;

export const comparisonParameters = ["by", "a", "b", ...comparable] as const;

/** An address as it is written, for a form to keep; unknown words and all. */
export function writtenComparison(search: URLSearchParams): ComparisonQuery {
  const given = (name: string): string | null => search.get(name)?.trim() || null;
  const by = comparable.find((dimension) => dimension === given("by")) ?? "district";
  return { by, a: given("a"), b: given("b"), district: given("district"), category: given("category"), period: given("period") };
}

/**
 * Reads an address against what is published. @throws Refusal naming the parameter that is unknown, missing, given twice or has no
 * such value; for a sensitive category with the reason
 */
export function readComparison(search: URLSearchParams, cube: CubeRow[], codes: Pick<Codelists, "district" | "category">): ComparisonQuery {
  const query = writtenComparison(search);
  const allowed = comparisonParameters.filter((name) => name !== query.by);
  for (const name of new Set(search.keys())) {
    if (!allowed.some((known) => known === name)) throw new Refusal("unknownParameter", { name: shorten(name), allowed: allowed.join(", ") }, shorten(name));
    if (search.getAll(name).length > 1) throw new Refusal("repeatedParameter", { name }, name);
  }
  const by = search.get("by")?.trim();
  if (by && by !== query.by) throw new Refusal("unknownCode", { name: "by", value: shorten(by), list: comparable.join(", ") }, "by");
  for (const name of allowed) {
    const value = name === "by" ? null : query[name];
    if (value !== null) check(name, name === "a" || name === "b" ? query.by : (name as Comparable), value, cube, codes);
  }
  const missing = (["a", "b"] as const).find((side) => query[side] === null);
  // A link may choose the first; a form that is sent has chosen both.
  if (missing && (["a", "b"] as const).every((side) => search.has(side))) throw new Refusal("comparedAlone", {}, missing);
  if (missing) return query;
  if (query.a === query.b) throw new Refusal("comparedWithItself", {}, "b");
  if (query.by === "period" && grainOf(query.a!) !== grainOf(query.b!)) throw new Refusal("unlikePeriods", {}, "b");
  return query;
}

function check(name: string, dimension: Comparable, value: string, cube: CubeRow[], codes: Pick<Codelists, "district" | "category">): void {
  if (dimension === "period") {
    const whole = cube.filter((row) => row.grain !== "month");
    if (!whole.some((row) => row.period === value)) throw new Refusal("unknownPeriod", { name, value: shorten(value), periods: publishedSpans(whole) }, name);
    return;
  }
  if (value === "all") return;
  const member = codes[dimension].find((entry) => entry.code === value);
  if (!member) throw new Refusal("unknownCode", { name, value: shorten(value), list: `/data/codelists/${dimension}.csv` }, name);
  if ("sensitive" in member && member.sensitive) throw new Refusal("sensitiveNotCompared", {}, name);
}
