import { Refusal } from "#lib/errors.ts";
import { readParameters, shorten } from "#lib/exports/parameters.ts";
import type { Codelists } from "#lib/stats/codelists.ts";
import { filterCube, type CubeFilter, type CubeRow } from "#lib/stats/cube.ts";
import { grains, isPeriod, type Grain } from "#lib/stats/period.ts";

/** What the aggregate file may be selected by; `release` takes an older one. */
export const selectionParameters = ["period", "grain", "category", "district", "channel", "from", "to", "release"] as const;
export type Asked = Partial<Record<(typeof selectionParameters)[number], string>>;

export const readAsked = (request: Request): Asked => readParameters(request, selectionParameters);

/**
 * The rows that were asked for, at least one. @throws Refusal naming the parameter that has no such value, or, when every
 * value exists and the crossing is not published, what is
 */
export function selectRows(asked: Asked, cube: CubeRow[], lists: Codelists): { filter: CubeFilter; rows: CubeRow[] } {
  const filter: CubeFilter = {};
  if (asked.grain !== undefined) filter.grain = grainNamed(asked.grain);
  for (const dimension of ["category", "district", "channel"] as const) {
    const code = asked[dimension];
    if (code === undefined) continue;
    const known = code === "all" || code === "unknown" || lists[dimension].some((entry) => entry.code === code);
    if (!known) throw new Refusal("unknownCode", { name: dimension, value: shorten(code), list: `/data/codelists/${dimension}.csv` }, dimension);
    filter[dimension] = code;
  }
  for (const name of ["period", "from", "to"] as const) {
    const value = asked[name];
    if (value === undefined) continue;
    const exists = isPeriod(value) && (name !== "period" || cube.some((row) => row.period === value));
    if (!exists) throw new Refusal("unknownPeriod", { name, value: shorten(value), periods: spans(cube) }, name);
    filter[name] = value;
  }
  const rows = filterCube(cube, filter);
  if (rows.length === 0) throw new Refusal("notPublished", { published: published(filter, cube) });
  return { filter, rows };
}

function grainNamed(value: string): Grain {
  const grain = grains.find((candidate) => candidate === value);
  if (!grain) throw new Refusal("unknownCode", { name: "grain", value: shorten(value), list: grains.join(", ") }, "grain");
  return grain;
}

/** For what lacks rows at the time or grain asked: when it has them. Else the crossings that exist at all (disclosure.md). */
export function published(filter: CubeFilter, cube: CubeRow[]): string {
  const { category, district, channel } = filter;
  const ever = filterCube(cube, { ...(category && { category }), ...(district && { district }), ...(channel && { channel }) });
  if (ever.length > 0) return spans(ever);
  return "month × category (top level), month × district, month × channel, quarter × category × district, year × category × district";
}

/** The first and last period of each grain: "month 2025-01…2026-09, quarter 2025-Q1…2026-Q3". */
export function spans(rows: CubeRow[]): string {
  return grains.flatMap((grain) => {
    const periods = rows.filter((row) => row.grain === grain).map((row) => row.period);
    return periods.length > 0 ? [`${grain} ${periods.reduce((a, b) => (a < b ? a : b))}…${periods.reduce((a, b) => (a > b ? a : b))}`] : [];
  }).join(", ");
}
