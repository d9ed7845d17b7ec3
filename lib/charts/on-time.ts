import { compose, periodRow } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { direction, figure, isShown, percent, shareFigure } from "#lib/charts/figures.ts";
import { periodIn, periodName, sentence, yearBefore } from "#lib/charts/period.ts";
import { seriesOf, withOutcomes } from "#lib/charts/select.ts";
import type { ChartSpec, Figure, Row } from "#lib/charts/spec.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

/**
 * Are they answered on time? By quarter of receipt: on time, late, open; the share over each column. Of a sensitive category
 * only on time or not is told (disclosure.md), and so it is drawn.
 */
export function onTimeChart(ctx: ChartContext, cube: CubeRow[], query: ChartQuery = {}): ChartSpec {
  const { t } = ctx;
  const quarters = withOutcomes(seriesOf(cube, query, "quarter"), "outcome_status");
  const whole = quarters.some((r) => isShown(r.late_open_status)) || !quarters.some(known);
  const rows: Row[] = quarters.map((r) => ({
    ...periodRow(ctx, r.period, periodName(ctx, r.period)),
    figures: [figure(ctx, r.on_time, r.outcome_status), ...(whole
      ? [figure(ctx, r.late, r.late_open_status), figure(ctx, r.open, r.late_open_status)]
      : [figure(ctx, r.with_deadline === null || r.on_time === null ? null : r.with_deadline - r.on_time, r.outcome_status)])],
    note: share(ctx, r).text,
  }));
  return compose(ctx, {
    kind: "stacked", noteLabel: t("shareAbove"), rows, unit: t("appeals"),
    series: [{ key: "on_time", label: t("onTime") }, ...(whole ? [{ key: "late", label: t("late") }, { key: "open", label: t("open") }] : [{ key: "not_on_time", label: t("notOnTime") }])],
  }, {
    chart: "on-time", query, periods: rows.map((r) => r.key), measure: t("onTimeMeasure"), heads: t("period"),
    title: finding(ctx, quarters), summary: summary(ctx, quarters),
    more: [
      { key: "with_deadline", label: t("withDeadline"), unit: t("appeals"), cells: quarters.map((r) => figure(ctx, r.with_deadline, r.outcome_status)) },
      { key: "on_time_share", label: t("share"), cells: quarters.map((r) => share(ctx, r)) },
    ],
  });
}

const known = (r: CubeRow): boolean => isShown(r.outcome_status) && r.on_time !== null && r.with_deadline !== null && r.with_deadline > 0;
const share = (ctx: ChartContext, r: CubeRow): Figure => shareFigure(ctx, r.on_time, r.with_deadline, r.outcome_status);

function finding(ctx: ChartContext, quarters: CubeRow[]): string {
  const { t, locale } = ctx;
  const last = quarters.at(-1);
  if (!last) return t("nothing");
  const when = periodIn(ctx, last.period);
  if (known(last)) {
    return t("onTimeTitle", { when, When: sentence(when), share: share(ctx, last).text, N: formatNumber(locale, last.on_time!), Total: formatNumber(locale, last.with_deadline!) });
  }
  if (last.outcome_status !== "c") return t("noDeadline");
  return quarters.some(known) ? t("latestHidden", { When: sentence(when) }) : t("allHidden");
}

function summary(ctx: ChartContext, quarters: CubeRow[]): string[] {
  const { t, locale } = ctx;
  const last = quarters.at(-1);
  if (!last || !known(last)) return [];
  const before = [quarters.find((r) => r.period === yearBefore(last.period)), quarters.at(-2)].find((r) => r && known(r));
  const hidden = quarters.filter((r) => r.outcome_status === "c").length;
  return [
    before ? t("onTimeTrend", {
      direction: direction(percent(last.on_time!, last.with_deadline!), percent(before.on_time!, before.with_deadline!)), beforeWhen: periodIn(ctx, before.period),
      beforeShare: share(ctx, before).text, BeforeN: formatNumber(locale, before.on_time!), BeforeTotal: formatNumber(locale, before.with_deadline!),
    }) : "",
    isShown(last.late_open_status) && last.late !== null && last.open !== null ? t("onTimeRest", { Late: formatNumber(locale, last.late), Open: formatNumber(locale, last.open) }) : "",
    hidden > 0 ? t("hiddenPeriods", { n: hidden }) : "",
  ];
}
