import type { PublishedSite } from "#app/_server/site.ts";
import { chartContext, type ChartContext } from "#lib/charts/context.ts";
import { readCube, type CubeRow } from "#lib/stats/cube.ts";
import { openDb } from "#lib/stats/reader.ts";

/** The newest release's cube, and the words to speak about it. */
export async function openCube({ locale, city, release, codes }: PublishedSite): Promise<{ cube: CubeRow[]; ctx: ChartContext }> {
  return { cube: await readCube(openDb(), release), ctx: chartContext(locale, { city, release, codelists: codes }) };
}
