import { aboutChart } from "#lib/charts/about.ts";
import { channelsChart } from "#lib/charts/channels.ts";
import { compareDuration } from "#lib/charts/compare/duration.ts";
import { compareMix } from "#lib/charts/compare/mix.ts";
import { compareOnTime } from "#lib/charts/compare/on-time.ts";
import { compareReceived } from "#lib/charts/compare/received.ts";
import { compareWait } from "#lib/charts/compare/wait.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { districtsChart } from "#lib/charts/districts.ts";
import { durationChart } from "#lib/charts/duration.ts";
import { leftOpenChart } from "#lib/charts/left-open.ts";
import { mapChart } from "#lib/charts/map.ts";
import { onTimeChart } from "#lib/charts/on-time.ts";
import { receivedChart } from "#lib/charts/received.ts";
import type { ChartSpec } from "#lib/charts/spec.ts";
import { viewChart } from "#lib/charts/view.ts";
import { Refusal, shorten } from "#lib/errors.ts";
import { comparisonParameters } from "#lib/stats/comparison-query.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { isPeriod, type Grain } from "#lib/stats/period.ts";
import { publishedInstead, publishedSpans } from "#lib/stats/published-instead.ts";
import { viewParameters } from "#lib/stats/view.ts";

/** Makes a chart of the published cube for a question. */
type Builder = (ctx: ChartContext, cube: CubeRow[], query: ChartQuery) => ChartSpec;

const viewTakes = viewParameters.filter((name) => name !== "release");
export type ChartParameter = keyof ChartQuery | (typeof viewTakes)[number];
/** A question as an address has it, not yet looked at. */
type Asked = Partial<Record<ChartParameter, string>>;

type Definition = {
  build: Builder;
  /** What it can be asked for; anything else is refused. */
  takes: readonly ChartParameter[];
  /** Of a chart that takes `period`: the grains that have its measure. */
  grains?: readonly Grain[];
};

/** Every chart that has an address. Its name here is the `chart` of its spec and stands in /charts/{name}.svg. */
const charts: Record<string, Definition> = {
  received: { build: receivedChart, takes: ["category", "district", "channel", "grain", "from", "to"] },
  "on-time": { build: onTimeChart, takes: ["category", "district", "from", "to"] },
  duration: { build: durationChart, takes: ["category", "district", "period"], grains: ["quarter", "year"] },
  about: { build: aboutChart, takes: ["category", "district", "period"], grains: ["month", "quarter", "year"] },
  districts: { build: districtsChart, takes: ["category", "period"], grains: ["quarter"] },
  map: { build: mapChart, takes: ["category", "period"], grains: ["month", "quarter", "year"] },
  channels: { build: channelsChart, takes: ["from", "to"] },
  "left-open": { build: leftOpenChart, takes: ["category", "district", "from", "to"] },
};

/** The charts of two things side by side, whose question (what, and which two) lib/stats/comparison-query.ts reads. */
const comparisons: Record<string, Builder> = {
  "compare-received": compareReceived, "compare-on-time": compareOnTime, "compare-duration": compareDuration, "compare-wait": compareWait, "compare-mix": compareMix,
};

/** The charts that are whole without a question; `view` draws the explorer's, whose question is a view, comparisons theirs. */
export const chartNames: readonly string[] = Object.keys(charts);
export const comparisonNames: readonly string[] = Object.keys(comparisons);

/** What a chart of this name can be asked for. @throws Refusal noSuchChart */
export function parametersOf(name: string): readonly ChartParameter[] {
  return name === "view" ? viewTakes : Object.hasOwn(comparisons, name) ? comparisonParameters : definition(name).takes;
}

function definition(name: string): Definition {
  const found = Object.hasOwn(charts, name) ? charts[name] : undefined;
  if (!found) throw new Refusal("noSuchChart", { name: shorten(name), list: [...chartNames, ...comparisonNames, "view"].join(", ") });
  return found;
}

/**
 * The chart of a name for a question as it stands in an address. @throws Refusal naming the parameter whose value doesn't
 * exist, or, where every value exists and nothing of it is published, what is
 */
export function chartOf(name: string, asked: Asked, ctx: ChartContext, cube: CubeRow[]): ChartSpec {
  if (name === "view") return viewChart(ctx, cube, new URLSearchParams(asked));
  if (Object.hasOwn(comparisons, name)) return published(comparisons[name]!(ctx, cube, asked as ChartQuery), cube);
  const { build, grains } = definition(name);
  const query: ChartQuery = {};
  for (const dimension of ["category", "district", "channel"] as const) {
    const code = asked[dimension];
    if (code === undefined || code === "all") continue;
    if (code !== "unknown" && !ctx.codelists[dimension].some((entry) => entry.code === code)) {
      throw new Refusal("unknownCode", { name: dimension, value: shorten(code), list: `/data/codelists/${dimension}.csv` }, dimension);
    }
    query[dimension] = code;
  }
  for (const bound of ["period", "from", "to"] as const) {
    const period = asked[bound];
    if (period === undefined) continue;
    const fitting = bound === "period" && grains ? cube.filter((row) => grains.includes(row.grain)) : cube;
    if (!isPeriod(period) || (bound === "period" && !fitting.some((row) => row.period === period))) {
      throw new Refusal("unknownPeriod", { name: bound, value: shorten(period), periods: publishedSpans(fitting) }, bound);
    }
    query[bound] = period;
  }
  if (asked.grain !== undefined) {
    if (asked.grain !== "month" && asked.grain !== "quarter") throw new Refusal("unknownCode", { name: "grain", value: shorten(asked.grain), list: "month, quarter" }, "grain");
    query.grain = asked.grain;
  }
  return published(build(ctx, cube, query), cube);
}

/** A chart that has something to show, be it withheld. @throws Refusal notPublished for one of nothing, naming what is */
function published(spec: ChartSpec, cube: CubeRow[]): ChartSpec {
  if (!spec.rows.some((row) => row.figures.some((figure) => figure.value !== null || figure.status === "c" || figure.status === ""))) {
    throw new Refusal("notPublished", { published: publishedInstead(spec.query, cube) });
  }
  return spec;
}
