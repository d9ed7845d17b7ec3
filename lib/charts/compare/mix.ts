import { comparisonFor, periodsOf } from "#lib/charts/compare/comparison.ts";
import { compose } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { received, shareFigure } from "#lib/charts/figures.ts";
import type { ChartSpec, Figure, Row } from "#lib/charts/spec.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { mixOf, type MixPart } from "#lib/stats/mix.ts";

/** Parts in the picture; the table has them all. */
const TOP = 8;

/** What each consists of: the parts' shares side by side, those with the most appeals of both first. */
export function compareMix(ctx: ChartContext, cube: CubeRow[], query: ChartQuery): ChartSpec {
  const c = comparisonFor(ctx, cube, query);
  const { say, sides } = c;
  const mix = mixOf(c, cube, ctx.codelists);
  const of = mix?.of ?? "category";
  const together = ({ received: [x, y] }: MixPart): number => (x ?? 0) + (y ?? 0);
  const parts = (mix?.parts ?? []).toSorted((x, y) => together(y) - together(x));
  const counts = ({ cells }: MixPart): Figure[] => cells.map((cell) => received(ctx, cell));
  const shares = (part: MixPart): Figure[] => counts(part).map(({ value, status }, i) => shareFigure(ctx, value, sides[i]!.received, value === null ? status : sides[i]!.row.received_status));
  const rows = parts.map((part): Row => {
    const { text, lang } = ctx.name(of, part.code);
    return { key: part.code, label: text, ...(lang && { lang }), figures: shares(part) };
  });
  const found = mix?.differs && { part: ctx.name(of, mix.differs.code).text, A: c.A, B: c.B, ShareA: shares(mix.differs)[0]!.text, ShareB: shares(mix.differs)[1]!.text };
  const more = rows.length - TOP;
  return compose(ctx, { kind: "paired", series: [{ key: "a", label: c.A }, { key: "b", label: c.B }], rows: rows.slice(0, TOP), unit: "" }, {
    chart: "compare-mix", query, periods: periodsOf(c), measure: say("mixMeasure", { of }), heads: ctx.t(of), tableRows: rows,
    title: found ? say("mixDiffers", found) : rows.length === 0 ? ctx.t("nothing") : say(mix?.known ? "mixAlike" : "mixUnknown"), summary: [],
    more: [0, 1].map((i) => ({ key: i === 0 ? "a_number" : "b_number", label: say("number", { name: i === 0 ? c.A : c.B }), unit: ctx.t("appeals"), cells: parts.map((part) => counts(part)[i]!) })),
    ...(more > 0 && { rest: say("rest", { n: more }) }),
  });
}
