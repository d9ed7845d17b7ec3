import { ChartFigure } from "#app/_ui/chart-figure.tsx";
import page from "#app/_ui/page.module.css";
import type { ChartSpec } from "#lib/charts/spec.ts";
import { varying } from "#lib/charts/view-words.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Pivot } from "#lib/stats/pivot.ts";

/** The view's charts, where one is honest; where two things vary, that a table is. */
export function Charts({ locale, table, specs }: { locale: Locale; table: Pivot; specs: ChartSpec[] }) {
  if (specs.length > 0) return <div className={page.charts}>{specs.map((spec) => <ChartFigure key={spec.id} spec={spec} />)}</div>;
  return varying(table).length > 1 && <p className={`${page.section} ${page.quiet}`}>{translator(explorer, locale)("noChart")}</p>;
}
