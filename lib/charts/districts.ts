import { compose } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { days, received } from "#lib/charts/figures.ts";
import { periodIn, sentence } from "#lib/charts/period.ts";
import { seriesOf, withOutcomes } from "#lib/charts/select.ts";
import type { ChartSpec, Row } from "#lib/charts/spec.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

/** Where? Median to p90 for each district in the order of the alphabet: a list to look oneself up in, not a league. */
export function districtsChart(ctx: ChartContext, cube: CubeRow[], query: Pick<ChartQuery, "category" | "period"> = {}): ChartSpec {
  const { t } = ctx;
  const wanted = query.period ?? withOutcomes(seriesOf(cube, query, "quarter"), "duration_status").at(-1)?.period;
  const { category = "all" } = query;
  const leaves = ctx.codelists.district.filter((d) => d.children.length === 0 && d.kind !== "unknown");
  const found = leaves.flatMap((d) => {
    const row = cube.find((r) => r.period === wanted && r.category === category && r.district === d.code && r.channel === "all");
    return row ? [{ row, name: ctx.name("district", d.code) }] : [];
  }).sort((a, b) => a.name.text.localeCompare(b.name.text, ctx.locale, { numeric: true }));
  const counts = found.map(({ row }) => received(ctx, row));
  const rows: Row[] = found.map(({ row, name }, i) => ({
    key: row.district, label: name.text, ...(name.lang && { lang: name.lang }),
    figures: [days(ctx, row, "median"), days(ctx, row, "p90")],
    note: t("count", { n: counts[i]!.text }),
  }));
  return compose(ctx, { kind: "range", series: [{ key: "median", label: t("median") }, { key: "p90", label: t("p90") }], rows, unit: t("workingDays"), beyond: t("beyond") }, {
    chart: "districts", query, periods: wanted ? [wanted] : [], measure: t("districtsMeasure"), heads: t("district"),
    title: finding(ctx, rows, wanted), summary: summary(ctx, rows),
    more: [{ key: "received", label: t("received"), unit: t("appeals"), cells: counts }],
  });
}

function finding(ctx: ChartContext, rows: Row[], period: string | undefined): string {
  const { t } = ctx;
  if (!period || rows.length === 0) return t("nothing");
  const shown = rows.filter((row) => row.figures[0]!.value !== null);
  const median = (row: Row): number => row.figures[0]!.value!;
  const [first, ...others] = shown;
  if (!first) return rows.some((row) => row.figures[0]!.status === "c") ? t("allHidden") : t("nothing");
  const When = sentence(periodIn(ctx, period));
  if (others.length === 0) return t("districtsOne", { When, name: first.label, days: median(first) });
  // From where to where it goes, and nobody is called last: of medians nobody can say that chance didn't make the difference.
  const [fast, slow] = [Math.min(...shown.map(median)), Math.max(...shown.map(median))];
  return fast === slow ? t("districtsSame", { When, days: fast }) : t("districtsTitle", { When, fast, slow });
}

function summary({ t }: ChartContext, rows: Row[]): string[] {
  const hidden = rows.filter((row) => row.figures[0]!.status === "c").length;
  return [rows.length > hidden ? t("districtsShown", { n: rows.length - hidden, hidden }) : ""];
}
