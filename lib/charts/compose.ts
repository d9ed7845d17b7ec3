import type { ChartContext, ChartQuery, Name } from "#lib/charts/context.ts";
import { periodSpan, periodShort, sentence } from "#lib/charts/period.ts";
import type { ChartSpec, Figure, Picture, Row, Table } from "#lib/charts/spec.ts";

/** A picture still without its id and language, which compose adds. */
export type Draft = Picture extends infer P ? (P extends Picture ? Omit<P, "id" | "locale"> : never) : never;

type Words = {
  chart: string;
  query: ChartQuery;
  periods: string[];
  measure: string;
  title: string;
  /** Sentences; the empty ones are left out. */
  summary: string[];
  /** What the table's first column names. */
  heads: string;
  /** Columns of the table beyond the series, in the rows' order. */
  more?: { key: string; label: string; unit?: string; cells: Figure[] }[];
  /** Rows of the table that the picture has no room for. */
  tableRows?: Row[];
  rest?: string;
  credit?: Name | null;
};

/** Puts a chart together; the table is made of the very figures that are drawn, so the two cannot differ. */
export function compose(ctx: ChartContext, draft: Draft, words: Words): ChartSpec {
  const rows = words.tableRows ?? draft.rows;
  const more = words.more ?? [];
  const subtitle = ctx.t(words.periods.length > 0 ? "subtitle" : "subtitleTimeless", { measure: words.measure, place: ctx.place(words.query), period: periodSpan(ctx, words.periods) });
  const table: Table = {
    caption: subtitle,
    columns: [{ key: "row", label: words.heads }, ...draft.series.map((s) => ({ key: s.key, label: sentence(s.label), unit: draft.unit })),
      ...more.map(({ key, label, unit }) => ({ key, label: sentence(label), ...(unit && { unit }) }))],
    rows: rows.map((row, i) => ({ key: row.key, head: row.label, ...(row.lang && { lang: row.lang }),
      cells: [...row.figures, ...more.map((column) => column.cells[i]!)] })),
  };
  return {
    ...draft,
    id: idOf(words.chart, words.query),
    chart: words.chart,
    query: words.query,
    release: ctx.release,
    locale: ctx.locale,
    title: sentence(words.title),
    subtitle,
    topic: ctx.t("subtitleTimeless", { measure: words.measure, place: ctx.place(words.query) }),
    summary: words.summary.filter(Boolean).join(" "),
    table,
    source: ctx.source,
    demo: ctx.demo,
    ...(words.rest && { rest: words.rest }),
    ...(words.credit && { credit: words.credit }),
  };
}

/** A period as a row of the axis: short names under the picture, the year beneath them. */
export const periodRow = (ctx: ChartContext, period: string, label: string): Pick<Row, "key" | "label" | "short" | "group"> =>
  ({ key: period, label, short: periodShort(ctx, period), ...(period.length > 4 && { group: period.slice(0, 4) }) });

/** Unique on a page as long as one chart with one question stands there once. */
const idOf = (chart: string, { category, district, channel, grain, period, from, to, by, a, b }: ChartQuery): string => [chart, by, a, b, category, district, channel, grain, period, from, to]
  .filter((code) => code && code !== "all").join("-").replace(/[^A-Za-z0-9-]/g, "_");
