import { comparisonFor, periodsOf, verdictOf } from "#lib/charts/compare/comparison.ts";
import { compose } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { figure, shareFigure } from "#lib/charts/figures.ts";
import type { ChartSpec, Row } from "#lib/charts/spec.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

/** The share on time of each with its two numbers. */
export function compareOnTime(ctx: ChartContext, cube: CubeRow[], query: ChartQuery): ChartSpec {
  const c = comparisonFor(ctx, cube, query);
  const { say, sides, names } = c;
  const rows = sides.map(({ code, onTime: { count, of, status } }, i): Row => ({
    key: code, label: names[i]!.text, ...(names[i]!.lang && { lang: names[i]!.lang }), figures: [shareFigure(ctx, count, of, status)],
    ...(count !== null && { note: `${figure(ctx, count, status).text} / ${figure(ctx, of, status).text}` }),
  }));
  const [ShareA, ShareB] = rows.map((row) => row.figures[0]!.text);
  return compose(ctx, { kind: "bands", series: [{ key: "on_time_share", label: ctx.t("share") }], rows, unit: "" }, {
    chart: "compare-on-time", query, periods: periodsOf(c), measure: say("onTimeMeasure"), heads: say("who"),
    title: say("onTimeTitle", { A: c.A, B: c.B, ShareA, ShareB, verdict: verdictOf(c, c.onTime) }), summary: [],
    more: [
      { key: "on_time", label: say("onTimeNumber"), unit: ctx.t("appeals"), cells: sides.map(({ onTime }) => figure(ctx, onTime.count, onTime.status)) },
      { key: "with_deadline", label: say("withDeadline"), unit: ctx.t("appeals"), cells: sides.map(({ onTime }) => figure(ctx, onTime.of, onTime.status)) },
    ],
  });
}
