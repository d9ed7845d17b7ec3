import { compose } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { figure, isShown, shareFigure, shareText } from "#lib/charts/figures.ts";
import { periodIn, sentence } from "#lib/charts/period.ts";
import { seriesOf, withOutcomes } from "#lib/charts/select.ts";
import type { ChartSpec, Row } from "#lib/charts/spec.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import { durationParts, type CubeRow } from "#lib/stats/cube-row.ts";
import { grainOf } from "#lib/stats/period.ts";

const words = { days_1: "days1", days_5: "days5", days_10: "days10", days_15: "days15", days_20: "days20", longer_or_open: "longerOrOpen" } as const;

/** How long does it take? The bands of the newest quarter with outcomes, or of the asked period; median and p90 in words. */
export function durationChart(ctx: ChartContext, cube: CubeRow[], query: ChartQuery = {}): ChartSpec {
  const { t } = ctx;
  const { period } = query;
  const quarter = period
    ? seriesOf(cube, { ...query, from: period, to: period }, grainOf(period)).at(-1)
    : withOutcomes(seriesOf(cube, query, "quarter"), "duration_status").at(-1);
  const total = quarter ? sum(quarter) : null;
  const shares = quarter ? durationParts.map((part) => shareFigure(ctx, quarter[part], total, quarter.duration_status)) : [];
  const rows: Row[] = quarter ? durationParts.map((part, i) => ({
    key: part, label: t(words[part]), figures: [figure(ctx, quarter[part], quarter.duration_status)], ...(total && { note: shares[i]!.text }),
  })) : [];
  return compose(ctx, { kind: "bands", series: [{ key: "number", label: t("number") }], rows, unit: t("appeals") }, {
    chart: "duration", query, periods: quarter ? [quarter.period] : [], measure: t("durationMeasure"), heads: t("band"),
    title: finding(ctx, quarter, total), summary: [quarter && total && quarter.median_status !== "z" ? `${bands(ctx, quarter, total)}.` : ""],
    more: [{ key: "share", label: t("shareOfAll"), cells: shares }],
  });
}

const sum = (r: CubeRow): number | null => (!isShown(r.duration_status) || r.longer_or_open === null ? null : durationParts.reduce((n, part) => n + (r[part] ?? 0), 0));

function finding(ctx: ChartContext, quarter: CubeRow | undefined, total: number | null): string {
  const { t } = ctx;
  if (!quarter) return t("nothing");
  if (total === null) return t("allHidden");
  if (quarter.median_status === "z") return bands(ctx, quarter, total); // a year has no median
  const when = periodIn(ctx, quarter.period);
  const said = { when, When: sentence(when), median: quarter.median_days, p90: quarter.p90_days };
  if (quarter.median_days === null) return t("durationOpen", said);
  return quarter.p90_days === null ? t("durationTail", said) : t("durationTitle", said);
}

function bands(ctx: ChartContext, quarter: CubeRow, total: number): string {
  const within = quarter.days_1! + quarter.days_5!;
  return ctx.t("durationBands", {
    N: formatNumber(ctx.locale, within), Total: formatNumber(ctx.locale, total), share: shareText(ctx, within, total),
    Longer: formatNumber(ctx.locale, quarter.longer_or_open!), longerShare: shareText(ctx, quarter.longer_or_open!, total),
  });
}
