import { filterCube, type CubeFilter, type CubeRow } from "#lib/stats/cube.ts";
import { grains } from "#lib/stats/period.ts";

/** For codes that lack rows at the time or grain asked: when they have them. Else the crossings that exist at all (disclosure.md). */
export function publishedInstead({ category, district, channel }: CubeFilter, cube: CubeRow[]): string {
  const ever = filterCube(cube, { ...(category && { category }), ...(district && { district }), ...(channel && { channel }) });
  if (ever.length > 0) return publishedSpans(ever);
  return "month × category (top level), month × district, month × channel, quarter × category × district, year × category × district";
}

/** The first and last period of each grain: "month 2025-01…2026-09, quarter 2025-Q1…2026-Q3". */
export function publishedSpans(rows: CubeRow[]): string {
  return grains.flatMap((grain) => {
    const periods = rows.filter((row) => row.grain === grain).map((row) => row.period);
    return periods.length > 0 ? [`${grain} ${periods.reduce((a, b) => (a < b ? a : b))}…${periods.reduce((a, b) => (a > b ? a : b))}`] : [];
  }).join(", ");
}
