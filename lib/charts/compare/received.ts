import { comparisonFor, periodsOf, verdictOf } from "#lib/charts/compare/comparison.ts";
import { compose } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { figure, received } from "#lib/charts/figures.ts";
import type { ChartSpec, Figure, Row } from "#lib/charts/spec.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import type { Side } from "#lib/stats/comparison.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

/** How many of each, in the order they were asked for. */
export function compareReceived(ctx: ChartContext, cube: CubeRow[], query: ChartQuery): ChartSpec {
  const c = comparisonFor(ctx, cube, query);
  const { say, sides, names } = c;
  const rows = sides.map(({ code, row }, i): Row => ({ key: code, label: names[i]!.text, ...(names[i]!.lang && { lang: names[i]!.lang }), figures: [received(ctx, row)] }));
  const [NA, NB] = rows.map((row) => row.figures[0]!.text);
  const residents = c.by === "district" && sides.some(({ population }) => population);
  return compose(ctx, { kind: "bands", series: [{ key: "received", label: ctx.t("received") }], rows, unit: ctx.t("appeals") }, {
    chart: "compare-received", query, periods: periodsOf(c), measure: say("receivedMeasure"), heads: say("who"),
    title: say("receivedTitle", { A: c.A, B: c.B, NA, NB, verdict: verdictOf(c, c.received) }), summary: [],
    ...(residents && { more: [{ key: "per_1000_residents", label: say("perThousand"), cells: sides.map((side) => rateFigure(ctx, side)) }] }),
  });
}

/** Received per 1 000 residents, where both are known. */
export function rateFigure(ctx: ChartContext, { row, perThousand }: Side): Figure {
  const count = received(ctx, row);
  if (perThousand === null) return figure(ctx, null, count.value === null ? count.status : "z");
  return { value: perThousand, status: count.status, text: formatNumber(ctx.locale, perThousand, 1) };
}
