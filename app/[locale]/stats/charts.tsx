import { scopeOf, type ExplorerQuery } from "#app/_server/explorer-query.ts";
import { ChartFigure } from "#app/_ui/chart-figure.tsx";
import page from "#app/_ui/page.module.css";
import { aboutChart } from "#lib/charts/about.ts";
import { channelsChart } from "#lib/charts/channels.ts";
import type { ChartContext } from "#lib/charts/context.ts";
import { districtsChart } from "#lib/charts/districts.ts";
import { durationChart } from "#lib/charts/duration.ts";
import { onTimeChart } from "#lib/charts/on-time.ts";
import { receivedChart } from "#lib/charts/received.ts";
import type { ChartSpec } from "#lib/charts/spec.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

/** The charts that show just the rows of the view; some views are better read as a table alone. */
function chartsOf(ctx: ChartContext, query: ExplorerQuery, rows: CubeRow[]): ChartSpec[] {
  const scope = scopeOf(query);
  const quarterly = query.grain === "quarter";
  if (query.channel === "each") return query.grain === "month" ? [channelsChart(ctx, rows)] : [];
  if (query.category === "each") return query.district === "each" || !quarterly ? [] : [aboutChart(ctx, rows, scope)];
  if (query.district === "each") return quarterly ? [districtsChart(ctx, rows, scope)] : [];
  if (query.grain === "month") return [receivedChart(ctx, rows, scope)];
  return quarterly ? [receivedChart(ctx, rows, scope), onTimeChart(ctx, rows, scope), durationChart(ctx, rows, scope)] : [];
}

export const ExplorerCharts = ({ ctx, query, rows }: { ctx: ChartContext; query: ExplorerQuery; rows: CubeRow[] }) => (
  <div className={page.charts}>{chartsOf(ctx, query, rows).map((spec) => <ChartFigure key={spec.id} spec={spec} />)}</div>
);
