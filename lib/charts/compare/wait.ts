import { comparisonFor, periodsOf } from "#lib/charts/compare/comparison.ts";
import { compose } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { days, received } from "#lib/charts/figures.ts";
import type { ChartSpec, Row } from "#lib/charts/spec.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

/** In how many working days half and nine in ten were answered. Published medians allow no test, and none is made. */
export function compareWait(ctx: ChartContext, cube: CubeRow[], query: ChartQuery): ChartSpec {
  const c = comparisonFor(ctx, cube, query);
  const { say, sides, names } = c;
  const rows = sides.map(({ code, row }, i): Row => ({
    key: code, label: names[i]!.text, ...(names[i]!.lang && { lang: names[i]!.lang }),
    figures: [days(ctx, row, "median"), days(ctx, row, "p90")], note: ctx.t("count", { n: received(ctx, row).text }),
  }));
  const [DaysA, DaysB] = rows.map((row) => row.figures[0]!.text);
  return compose(ctx, { kind: "range", series: [{ key: "median_days", label: ctx.t("median") }, { key: "p90_days", label: ctx.t("p90") }], rows, unit: ctx.t("workingDays"), beyond: ctx.t("beyond") }, {
    chart: "compare-wait", query, periods: periodsOf(c), measure: say("waitMeasure"), heads: say("who"),
    title: say("waitTitle", { A: c.A, B: c.B, DaysA, DaysB }), summary: [],
    more: [{ key: "received", label: ctx.t("received"), unit: ctx.t("appeals"), cells: sides.map(({ row }) => received(ctx, row)) }],
  });
}
