import { compose, periodRow } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery, Name } from "#lib/charts/context.ts";
import { direction, figure, isShown, percent, shareFigure, shareText } from "#lib/charts/figures.ts";
import { periodIn, periodName, sentence, yearBefore } from "#lib/charts/period.ts";
import { seriesOf } from "#lib/charts/select.ts";
import type { ChartSpec, Row } from "#lib/charts/spec.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

const MONTHS = 12;
/** Series a reader can tell apart; beyond it the smallest are added up (Charts in open-data.md). */
const SERIES = 4;

type Month = { period: string; total: number | null; parts: (number | null)[]; hidden: CubeRow["received_status"] };

/** By which channel? The city's last twelve months in shares, the largest channels by name and the others together. */
export function channelsChart(ctx: ChartContext, cube: CubeRow[], query: Pick<ChartQuery, "from" | "to"> = {}): ChartSpec {
  const { t } = ctx;
  const totals = seriesOf(cube, query, "month").slice(-MONTHS);
  const cells = cube.filter((r) => r.grain === "month" && r.channel !== "all" && r.category === "all" && r.district === "all");
  const named = largest(ctx, cells.filter((r) => totals.some((m) => m.period === r.period)), totals.length);
  const others = ctx.codelists.channel.length > named.length;
  const months = totals.map((total) => month(total, named.map((code) => cells.find((r) => r.period === total.period && r.channel === code)), others));
  const names: Name[] = [...named.map((code) => ctx.name("channel", code)), ...(others ? [{ text: t("otherChannels") }] : [])];
  const rows: Row[] = months.map((m) => ({
    ...periodRow(ctx, m.period, periodName(ctx, m.period)),
    figures: m.parts.map((part) => figure(ctx, part, part === null ? m.hidden || "c" : "")),
  }));
  return compose(ctx, { kind: "shares", rows, unit: t("appeals"), series: names.map(({ text }, i) => ({ key: named[i] ?? "others", label: text })) }, {
    chart: "channels", query, periods: months.map((m) => m.period), measure: t("channelsMeasure"), heads: t("period"),
    title: finding(ctx, months, names), summary: summary(ctx, months),
    more: [
      ...names.map(({ text }, i) => ({ key: `${named[i] ?? "others"}_share`, label: text, unit: "%", cells: months.map((m) => shareFigure(ctx, m.parts[i]!, m.total, m.parts[i] === null ? "c" : m.hidden)) })),
      { key: "total", label: t("total"), unit: t("appeals"), cells: months.map((m) => figure(ctx, m.total, m.hidden)) },
    ],
  });
}

/**
 * The channels to be named: those with a number in every month, the largest of them, ties by code. One that is withheld
 * now and then would take whole months out of the picture; it is among the others.
 */
function largest({ codelists }: ChartContext, cells: CubeRow[], months: number): string[] {
  const shown = (code: string): CubeRow[] => cells.filter((r) => r.channel === code && isShown(r.received_status));
  const sum = (code: string): number => shown(code).reduce((n, r) => n + (r.received ?? 0), 0);
  const codes = codelists.channel.map((c) => c.code).sort((a, b) => sum(b) - sum(a) || (a < b ? -1 : 1));
  const steady = codes.filter((code) => shown(code).length === months);
  if (steady.length === 0) return codes.slice(0, 1);
  return steady.length === codes.length && codes.length <= SERIES ? codes : steady.slice(0, SERIES - 1);
}

/** A month's parts. What is left of the total is "others": the reader could subtract it too, and the gate has reckoned with that. */
function month(total: CubeRow, named: (CubeRow | undefined)[], others: boolean): Month {
  const parts = named.map((r) => (r && isShown(r.received_status) ? r.received : null));
  const left = total.received === null || parts.includes(null) ? null : total.received - parts.reduce<number>((n, part) => n + part!, 0);
  return { period: total.period, total: total.received, parts: others ? [...parts, left] : parts, hidden: total.received_status };
}

function finding(ctx: ChartContext, months: Month[], names: Name[]): string {
  const { t, locale } = ctx;
  const last = months.at(-1);
  if (!last) return t("nothing");
  const n = last.parts[0];
  if (n === null || n === undefined || !last.total) return months.some((m) => m.parts[0] !== null) ? t("latestHidden", { When: sentence(periodIn(ctx, last.period)) }) : t("allHidden");
  return t("channelsTitle", { When: sentence(periodIn(ctx, last.period)), name: names[0]!.text, share: shareText(ctx, n, last.total), N: formatNumber(locale, n), Total: formatNumber(locale, last.total) });
}

function summary(ctx: ChartContext, months: Month[]): string[] {
  const { t, locale } = ctx;
  const last = months.at(-1);
  const known = (m: Month | undefined): m is Month => !!m && !!m.total && typeof m.parts[0] === "number";
  const hidden = months.filter((m) => m.parts.includes(null)).length;
  const before = [months.find((m) => last && m.period === yearBefore(last.period)), months[0]].find((m) => known(m) && m !== last);
  if (!known(last) || !known(before)) return [];
  return [
    t("channelsThen", {
      direction: direction(percent(last.parts[0]!, last.total!), percent(before.parts[0]!, before.total!)), beforeWhen: periodIn(ctx, before.period),
      beforeShare: shareText(ctx, before.parts[0]!, before.total!), BeforeN: formatNumber(locale, before.parts[0]!), BeforeTotal: formatNumber(locale, before.total!),
    }),
    hidden > 0 ? t("hiddenPeriods", { n: hidden }) : "",
  ];
}
