import { compose } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { received, shareFigure, shareText } from "#lib/charts/figures.ts";
import { periodIn, sentence } from "#lib/charts/period.ts";
import { seriesOf } from "#lib/charts/select.ts";
import type { ChartSpec, Row } from "#lib/charts/spec.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

/** Bars in the picture; the table has them all. */
const TOP = 10;

/** What about? The categories of a quarter (the newest, or the asked period) by size; within a category, its own parts. */
export function aboutChart(ctx: ChartContext, cube: CubeRow[], query: ChartQuery = {}): ChartSpec {
  const { t } = ctx;
  const wanted = query.period ?? seriesOf(cube, query, "quarter").at(-1)?.period;
  const { category = "all", district = "all", channel = "all" } = query;
  const cell = (code: string) => cube.find((r) => r.period === wanted && r.category === code && r.district === district && r.channel === channel);
  const members = ctx.codelists.category.filter((c) => (category === "all" ? c.parent === null : c.parent === category)).map((c) => c.code);
  const whole = cell(category);
  const total = whole ? received(ctx, whole).value : null;
  const rows = sorted(ctx, members.flatMap((code): Row[] => {
    const row = cell(code);
    if (!row) return [];
    const { text, lang } = ctx.name("category", code);
    const figure = received(ctx, row);
    return [{ key: code, label: text, ...(lang && { lang }), figures: [figure], ...(figure.value !== null && total && { note: shareText(ctx, figure.value, total) }) }];
  }));
  const more = rows.length - TOP;
  return compose(ctx, { kind: "ranked", series: [{ key: "received", label: t("number") }], rows: rows.slice(0, TOP), unit: t("appeals") }, {
    chart: "about", query, periods: wanted ? [wanted] : [], measure: t("aboutMeasure"), heads: t("category"), tableRows: rows,
    title: finding(ctx, rows, wanted, total), summary: summary(ctx, rows),
    more: [{ key: "share", label: t("shareOfAll"), cells: rows.map(({ figures: [n] }) => shareFigure(ctx, n!.value, total, n!.value === null ? n!.status : whole?.received_status ?? "x")) }],
    ...(more > 0 && { rest: t("rest", { n: more }) }),
  });
}

/** By size; what has no number stands last, by name, so that its place says nothing. */
const sorted = ({ locale }: ChartContext, rows: Row[]): Row[] => rows.sort((a, b) =>
  (b.figures[0]!.value ?? -1) - (a.figures[0]!.value ?? -1) || a.label.localeCompare(b.label, locale));

function finding(ctx: ChartContext, rows: Row[], period: string | undefined, total: number | null): string {
  const { t } = ctx;
  // What has no category is a row like the others, but no finding.
  const first = rows.find((row) => row.key !== "unknown" && row.figures[0]!.value !== null) ?? rows[0];
  if (!first || !period) return t("nothing");
  const { value, text } = first.figures[0]!;
  if (value === null) return t("allHidden");
  const said = { When: sentence(periodIn(ctx, period)), name: first.label, N: text };
  return total ? t("aboutTitle", { ...said, share: shareText(ctx, value, total), Total: formatNumber(ctx.locale, total) }) : t("aboutTop", said);
}

function summary({ t }: ChartContext, rows: Row[]): string[] {
  const next = rows.filter((row) => row.key !== "unknown" && row.figures[0]!.value !== null).slice(1, 4);
  const hidden = rows.filter((row) => row.figures[0]!.status === "c").length;
  return [
    next.length > 0 ? t("aboutNext", { list: next.map((row) => t("item", { name: row.label, N: row.figures[0]!.text })).join("; ") }) : "",
    hidden > 0 && hidden < rows.length ? t("hiddenCategories", { n: hidden }) : "",
  ];
}
