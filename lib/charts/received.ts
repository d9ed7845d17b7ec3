import { compose, periodRow } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { received as figureOf, shareText } from "#lib/charts/figures.ts";
import { periodIn, periodName, sentence, yearBefore } from "#lib/charts/period.ts";
import { seriesOf } from "#lib/charts/select.ts";
import type { ChartSpec, Row } from "#lib/charts/spec.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { monthsOf } from "#lib/stats/period.ts";

/** A change smaller than this is called none. */
const STEADY = 0.05;

/** Are appeals rising? By month as a line, or by quarter as columns where the grain ladder has no months, or as asked. */
export function receivedChart(ctx: ChartContext, cube: CubeRow[], query: ChartQuery = {}): ChartSpec {
  const quarters = seriesOf(cube, query, "quarter");
  const months = seriesOf(cube, query, "month");
  const monthly = query.grain ? query.grain === "month" : months.length > 0 && newest(months) >= newest(quarters);
  const found = monthly ? months : quarters;
  const rows: Row[] = found.map((r) => ({ ...periodRow(ctx, r.period, periodName(ctx, r.period)), figures: [figureOf(ctx, r)] }));
  const drawing = { series: [{ key: "received", label: ctx.t("received") }], rows, unit: ctx.t("appeals") };
  return compose(ctx, monthly ? { kind: "line", ...drawing } : { kind: "columns", tone: "plain", ...drawing }, {
    chart: "received", query, periods: rows.map((r) => r.key), measure: ctx.t("received"), heads: ctx.t("period"),
    title: finding(ctx, rows, monthly ? "month" : "quarter"), summary: summary(ctx, rows),
  });
}

const newest = (rows: CubeRow[]): number => (rows.length ? monthsOf(rows.at(-1)!.period)[1] : -1);

/** The newest period against the same a year before (seasons!), else against the one before it. */
function finding({ t, ...ctx }: ChartContext, rows: Row[], grain: "month" | "quarter"): string {
  const last = rows.at(-1);
  if (!last) return t("nothing");
  const now = last.figures[0]!.value;
  if (rows.every((row) => row.figures[0]!.value === null)) return t("allHidden");
  const when = periodIn({ t }, last.key);
  if (now === null) return t("latestHidden", { When: sentence(when) });
  const words = { When: sentence(when), n: now, N: last.figures[0]!.text };
  const year = rows.find((row) => row.key === yearBefore(last.key))?.figures[0];
  const before = year?.value ? year : rows.at(-2)?.figures[0];
  if (!before?.value) return t("receivedOnly", words);
  const compared = { ...words, against: before === year ? "year" : grain, Before: before.text };
  const change = Math.abs(now - before.value) / before.value;
  if (change < STEADY) return t("receivedSteady", compared);
  return t("receivedChange", { ...compared, direction: now > before.value ? "up" : "down", change: shareText(ctx, Math.abs(now - before.value), before.value) });
}

function summary({ t }: ChartContext, rows: Row[]): string[] {
  const shown = rows.filter((row) => row.figures[0]!.value !== null);
  const hidden = rows.filter((row) => row.figures[0]!.status === "c").length;
  const value = (row: Row): number => row.figures[0]!.value!;
  const max = shown.reduce<Row | undefined>((best, row) => (best && value(best) >= value(row) ? best : row), undefined);
  const min = shown.reduce<Row | undefined>((best, row) => (best && value(best) <= value(row) ? best : row), undefined);
  return [
    max && min && value(max) > value(min)
      ? t("receivedRange", { maxWhen: periodIn({ t }, max.key), Max: max.figures[0]!.text, minWhen: periodIn({ t }, min.key), Min: min.figures[0]!.text }) : "",
    hidden > 0 && shown.length > 0 ? t("hiddenPeriods", { n: hidden }) : "",
  ];
}
