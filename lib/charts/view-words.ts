import type { ChartContext, Name } from "#lib/charts/context.ts";
import { periodName, periodSpan, sentence } from "#lib/charts/period.ts";
import type { Figure } from "#lib/charts/spec.ts";
import { figure } from "#lib/charts/figures.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { files } from "#lib/i18n/areas/files.ts";
import { formatNumber, formatShare } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Measure, Value } from "#lib/stats/measure.ts";
import { monthsOf } from "#lib/stats/period.ts";
import type { Pivot, PivotWords } from "#lib/stats/pivot.ts";
import { dimensions, together, type Axis } from "#lib/stats/view.ts";

/** en-GB, whose lists have no comma before the last word. */
const listed = (locale: string, words: string[]): string => new Intl.ListFormat(locale === "en" ? "en-GB" : locale).format(words);
/** More measures than this in a title are a list nobody reads. */
const NAMED = 3;

/** A measure's name, as a heading has it. */
export function measureName({ locale }: Pick<ChartContext, "locale">, measure: Measure): string {
  const t = translator(explorer, locale);
  if (measure === "on_time_share") return t("onTimeShare");
  return measure === "median_days" ? t("median") : measure === "p90_days" ? t("p90") : files[locale][measure];
}

/** The same in a title, where no column stands under it. */
export function measureTitle(ctx: Pick<ChartContext, "locale">, measure: Measure): string {
  const t = translator(explorer, ctx.locale);
  return measure === "median_days" ? t("medianTitle") : measure === "p90_days" ? t("p90Title") : measureName(ctx, measure);
}

/** What a value on an axis is called; of a dimension's total, what it is the total of. */
export function memberName(ctx: ChartContext, axis: Axis, value: string): Name {
  if (axis === "period") return { text: periodName(ctx, value) };
  if (axis === "measure") return { text: measureName(ctx, value as Measure) };
  return value === together ? { text: translator(explorer, ctx.locale)(axis === "district" ? "cityWide" : "total") } : ctx.name(axis, value);
}

/** How codes are called and compared, for laying a view out in a reader's language. */
export const pivotWords = (ctx: ChartContext): PivotWords =>
  ({ name: (dimension, code) => ctx.name(dimension, code).text, collator: new Intl.Collator(ctx.locale, { numeric: true }) });

/** A value as a reader sees it. */
export function valueFigure(ctx: Pick<ChartContext, "locale">, { value, status, of }: Value): Figure {
  if (!of || value === null) return figure(ctx, value, status);
  return { value, status, text: formatShare(ctx.locale, ...of) };
}

/** "412 of 453": what a share is a share of. */
export const ofText = ({ locale }: Pick<ChartContext, "locale">, [n, total]: readonly [number, number]): string =>
  translator(explorer, locale)("ofTotal", { n: formatNumber(locale, n), total: formatNumber(locale, total) });

/** The axes along which a view's numbers differ, the measures aside. */
export function varying({ view, rows, columns }: Pivot): Axis[] {
  const differ = (side: Axis[], paths: string[][]): Axis[] => side.filter((axis, i) => axis !== "measure" && new Set(paths.map((path) => path[i])).size > 1);
  return [...differ(view.rows, rows), ...differ(view.columns, columns)];
}

/** "Received by quarter and district": what is counted and how it is divided. */
export function viewTitle(ctx: ChartContext, pivot: Pivot): string {
  const t = translator(explorer, ctx.locale);
  const { measure, grain } = pivot.view;
  const waits = measure.every((one) => one === "median_days" || one === "p90_days") && measure.length > 1;
  const named = waits ? [t("wait")] : measure.map((one, i) => (i === 0 ? measureTitle(ctx, one) : measureTitle(ctx, one).replace(/^./u, (letter) => letter.toLocaleLowerCase(ctx.locale))));
  const time = ({ month: "byMonth", quarter: "byQuarter", year: "byYear" } as const)[grain];
  const by = varying(pivot).map((axis) => t(axis === "period" ? time : ({ category: "byCategory", district: "byDistrict", channel: "byChannel" } as const)[axis as "category"]));
  return sentence(t("viewTitle", { what: named.length > NAMED ? t("appeals") : listed(ctx.locale, named), by: by.length > 0 ? listed(ctx.locale, by) : "none" }));
}

/** The view's periods, oldest first. */
export const periodsOf = ({ source }: Pivot): string[] => [...new Set(source.rows.map((row) => row.period))].sort((a, b) => monthsOf(a)[0] - monthsOf(b)[0]);

/** "Ekibastuz, Heating" and "Q1 2025 – Q3 2026": of what and of when a view is. */
export function viewScope(ctx: ChartContext, pivot: Pivot): { what: string; span: string } {
  const single = Object.fromEntries(dimensions.flatMap((name) => (pivot.source[name].length === 1 ? [[name, pivot.source[name][0]!]] : [])));
  return { what: ctx.place(single), span: periodSpan(ctx, periodsOf(pivot)) };
}
