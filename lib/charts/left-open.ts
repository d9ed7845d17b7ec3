import { compose, periodRow } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { direction, figure, isShown, percent, received, shareFigure, shareText } from "#lib/charts/figures.ts";
import { periodIn, periodName, sentence, yearBefore } from "#lib/charts/period.ts";
import { seriesOf, withOutcomes } from "#lib/charts/select.ts";
import type { ChartSpec, Figure, Row } from "#lib/charts/spec.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

/** What is left open? Of those received in each quarter, still open when it was frozen. */
export function leftOpenChart(ctx: ChartContext, cube: CubeRow[], query: ChartQuery = {}): ChartSpec {
  const { t } = ctx;
  const quarters = withOutcomes(seriesOf(cube, query, "quarter"), "outcome_status");
  const share = (r: CubeRow): Figure => shareFigure(ctx, r.open, r.received, r.late_open_status);
  const rows: Row[] = quarters.map((r) => ({
    ...periodRow(ctx, r.period, periodName(ctx, r.period)), figures: [figure(ctx, r.open, r.late_open_status)], note: share(r).text,
  }));
  return compose(ctx, { kind: "columns", tone: "signal", rows, unit: t("appeals"), series: [{ key: "open", label: t("open") }] }, {
    chart: "left-open", query, periods: rows.map((r) => r.key), measure: t("leftOpenMeasure"), heads: t("period"),
    title: finding(ctx, quarters), summary: summary(ctx, quarters),
    more: [
      { key: "received", label: t("received"), unit: t("appeals"), cells: quarters.map((r) => received(ctx, r)) },
      { key: "share", label: t("shareOfAll"), cells: quarters.map(share) },
    ],
  });
}

const known = (r: CubeRow): boolean => isShown(r.late_open_status) && isShown(r.received_status) && r.open !== null && r.received !== null && r.received > 0;

function finding(ctx: ChartContext, quarters: CubeRow[]): string {
  const { t, locale } = ctx;
  const last = quarters.at(-1);
  if (!last) return t("nothing");
  const when = periodIn(ctx, last.period);
  if (!known(last)) return quarters.some(known) ? t("latestHidden", { When: sentence(when) }) : t("allHidden");
  const said = { when, When: sentence(when), n: last.open!, total: last.received!, N: formatNumber(locale, last.open!), Total: formatNumber(locale, last.received!) };
  return last.open === 0 ? t("leftOpenNone", said) : t("leftOpenTitle", { ...said, share: shareText(ctx, last.open!, last.received!) });
}

function summary(ctx: ChartContext, quarters: CubeRow[]): string[] {
  const { t, locale } = ctx;
  const last = quarters.at(-1);
  if (!last || !known(last)) return [];
  const before = [quarters.find((r) => r.period === yearBefore(last.period)), quarters.at(-2)].find((r) => r && known(r));
  const hidden = quarters.filter((r) => r.late_open_status === "c").length;
  return [
    before ? t("leftOpenTrend", {
      direction: direction(percent(last.open!, last.received!), percent(before.open!, before.received!)), beforeWhen: periodIn(ctx, before.period),
      beforeShare: shareText(ctx, before.open!, before.received!), BeforeN: formatNumber(locale, before.open!), BeforeTotal: formatNumber(locale, before.received!),
    }) : "",
    hidden > 0 ? t("hiddenPeriods", { n: hidden }) : "",
  ];
}
