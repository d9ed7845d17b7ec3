import { aboutChart } from "#lib/charts/about.ts";
import { channelsChart } from "#lib/charts/channels.ts";
import type { ChartContext } from "#lib/charts/context.ts";
import { districtsChart } from "#lib/charts/districts.ts";
import { durationChart } from "#lib/charts/duration.ts";
import { leftOpenChart } from "#lib/charts/left-open.ts";
import { mapChart } from "#lib/charts/map.ts";
import { onTimeChart } from "#lib/charts/on-time.ts";
import { receivedChart } from "#lib/charts/received.ts";
import type { ChartSpec } from "#lib/charts/spec.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

/** Every chart of the whole city, and one category's quarters. */
export const allCharts = (ctx: ChartContext, cube: CubeRow[]): ChartSpec[] => [
  receivedChart(ctx, cube), onTimeChart(ctx, cube), durationChart(ctx, cube), aboutChart(ctx, cube), districtsChart(ctx, cube), channelsChart(ctx, cube),
  leftOpenChart(ctx, cube), receivedChart(ctx, cube, { category: "heating" }), onTimeChart(ctx, cube, { district: "z1" }), mapChart(ctx, cube),
];
