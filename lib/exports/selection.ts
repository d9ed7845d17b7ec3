import { Refusal, shorten } from "#lib/errors.ts";
import type { Codelists } from "#lib/stats/codelists.ts";
import { filterCube, type CubeFilter, type CubeRow } from "#lib/stats/cube.ts";
import { grains, isPeriod, type Grain } from "#lib/stats/period.ts";
import { publishedInstead, publishedSpans } from "#lib/stats/published-instead.ts";

/** What the aggregate file may be selected by; a dimension takes several codes with commas between, `release` an older one. */
export const selectionParameters = ["period", "grain", "category", "district", "channel", "from", "to", "release"] as const;
export type Asked = Partial<Record<(typeof selectionParameters)[number], string>>;

/**
 * The rows that were asked for, at least one. @throws Refusal naming the parameter that has no such value, or, when every
 * value exists and the crossing is not published, what is
 */
export function selectRows(asked: Asked, cube: CubeRow[], lists: Codelists): { filter: CubeFilter; rows: CubeRow[] } {
  const filter: CubeFilter = {};
  if (asked.grain !== undefined) filter.grain = grainNamed(asked.grain);
  for (const dimension of ["category", "district", "channel"] as const) {
    const codes = asked[dimension]?.split(",");
    if (codes === undefined) continue;
    for (const code of codes) {
      const known = code === "all" || code === "unknown" || lists[dimension].some((entry) => entry.code === code);
      if (!known) throw new Refusal("unknownCode", { name: dimension, value: shorten(code), list: `/data/codelists/${dimension}.csv` }, dimension);
    }
    filter[dimension] = codes.length === 1 ? codes[0]! : codes;
  }
  for (const name of ["period", "from", "to"] as const) {
    const value = asked[name];
    if (value === undefined) continue;
    const exists = isPeriod(value) && (name !== "period" || cube.some((row) => row.period === value));
    if (!exists) throw new Refusal("unknownPeriod", { name, value: shorten(value), periods: publishedSpans(cube) }, name);
    filter[name] = value;
  }
  const rows = filterCube(cube, filter);
  if (rows.length === 0) throw new Refusal("notPublished", { published: publishedInstead(filter, cube) });
  for (const dimension of ["category", "district", "channel"] as const) {
    const codes = filter[dimension];
    if (typeof codes !== "object") continue;
    const lost = codes.find((code) => rows.every((row) => row[dimension] !== code));
    if (lost !== undefined) throw new Refusal("notPublished", { published: publishedInstead({ ...filter, [dimension]: lost }, cube) }, dimension);
  }
  return { filter, rows };
}

function grainNamed(value: string): Grain {
  const grain = grains.find((candidate) => candidate === value);
  if (!grain) throw new Refusal("unknownCode", { name: "grain", value: shorten(value), list: grains.join(", ") }, "grain");
  return grain;
}
