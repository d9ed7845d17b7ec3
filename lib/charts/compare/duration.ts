import { comparisonFor, periodsOf, verdictOf } from "#lib/charts/compare/comparison.ts";
import { compose } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { figure, shareFigure } from "#lib/charts/figures.ts";
import type { ChartSpec, Row } from "#lib/charts/spec.ts";
import { durationParts, type CubeRow } from "#lib/stats/cube-row.ts";

const bands = { days_1: "days1", days_5: "days5", days_10: "days10", days_15: "days15", days_20: "days20", longer_or_open: "longerOrOpen" } as const;

/** How long it took in each: the bands' shares side by side, because the two are of different size. */
export function compareDuration(ctx: ChartContext, cube: CubeRow[], query: ChartQuery): ChartSpec {
  const c = comparisonFor(ctx, cube, query);
  const { say, sides } = c;
  const rows = durationParts.map((part): Row => ({
    key: part, label: ctx.t(bands[part]), figures: sides.map(({ row, withinFive }) => shareFigure(ctx, row[part], withinFive.of, row.duration_status)),
  }));
  const [ShareA, ShareB] = sides.map(({ withinFive: { count, of, status } }) => shareFigure(ctx, count, of, status).text);
  return compose(ctx, { kind: "paired", series: [{ key: "a", label: c.A }, { key: "b", label: c.B }], rows, unit: "" }, {
    chart: "compare-duration", query, periods: periodsOf(c), measure: say("durationMeasure"), heads: say("band"),
    title: say("withinFiveTitle", { A: c.A, B: c.B, ShareA, ShareB, verdict: verdictOf(c, c.withinFive) }), summary: [],
    more: sides.map(({ row }, i) => ({
      key: i === 0 ? "a_number" : "b_number", label: say("number", { name: i === 0 ? c.A : c.B }), unit: ctx.t("appeals"), cells: durationParts.map((part) => figure(ctx, row[part], row.duration_status)),
    })),
  });
}
