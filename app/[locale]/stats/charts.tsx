import { ChartFigure } from "#app/_ui/chart-figure.tsx";
import page from "#app/_ui/page.module.css";
import type { ChartContext } from "#lib/charts/context.ts";
import { viewCharts } from "#lib/charts/view.ts";
import { varying } from "#lib/charts/view-words.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Pivot } from "#lib/stats/pivot.ts";

/** The view's charts, where one is honest; where two things vary, that a table is. */
export function Charts({ ctx, table }: { ctx: ChartContext; table: Pivot }) {
  const specs = viewCharts(ctx, table);
  if (specs.length > 0) return <div className={page.charts}>{specs.map((spec) => <ChartFigure key={spec.id} spec={spec} />)}</div>;
  return varying(table).length > 1 && <p className={`${page.section} ${page.quiet}`}>{translator(explorer, ctx.locale)("noChart")}</p>;
}
