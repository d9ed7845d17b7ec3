import { compose } from "#lib/charts/compose.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { figure, received, shareText } from "#lib/charts/figures.ts";
import { periodIn, sentence } from "#lib/charts/period.ts";
import { seriesOf } from "#lib/charts/select.ts";
import type { ChartSpec, Figure, MapPicture, Row } from "#lib/charts/spec.ts";
import { map as words } from "#lib/i18n/areas/map.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import { translator, type Translate } from "#lib/i18n/translate.ts";
import type { District } from "#lib/stats/codelists.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";
import { perThousand } from "#lib/stats/rate.ts";

type Say = Translate<keyof typeof words.kk>;

/**
 * Where from? Circles at the centres of the published districts, in the city's own order and with the same numbers in every
 * language; a district without coordinates is listed with its number and never given a place.
 */
export function mapChart(ctx: ChartContext, cube: CubeRow[], query: ChartQuery = {}): ChartSpec {
  const t = translator(words, ctx.locale);
  const wanted = query.period ?? seriesOf(cube, query, "quarter").at(-1)?.period;
  const { category = "all" } = query;
  const cell = (district: string) => cube.find((r) => r.period === wanted && r.category === category && r.district === district && r.channel === "all");
  const leaves = ctx.codelists.district.filter((d) => d.children.length === 0 && cell(d.code));
  // Without any centre there is nothing to stand on a map, and nothing is drawn.
  const shown = leaves.some((d) => d.latitude !== null) ? leaves : [];
  const rows = shown.map((d): Row => {
    const { text, lang } = ctx.name("district", d.code);
    return { key: d.code, label: text, ...(lang && { lang }), figures: [received(ctx, cell(d.code)!)] };
  });
  const points = pointsOf(shown);
  return compose(ctx, {
    kind: "map", series: [{ key: "received", label: ctx.t("received") }], rows, unit: ctx.t("appeals"), points, base: baseOf(ctx),
    words: { north: t("north"), kilometres: t("kilometres", { n: "{n}" }), metres: t("metres", { n: "{n}" }), enlarged: t("enlarged"), offMap: t("offMapShort"), withheld: t("withheld") },
  }, {
    chart: "map", query, periods: wanted ? [wanted] : [], measure: t("measure"), heads: ctx.t("district"),
    title: finding(ctx, t, rows, cell("all")), summary: summary(ctx, t, rows, points, cell), credit: ctx.coordinates,
    more: [
      { key: "per_1000_residents", label: t("perThousand"), cells: shown.map((d) => rate(ctx, cell(d.code)!, d)) },
      { key: "residents", label: t("population"), cells: shown.map((d) => figure(ctx, d.population, d.population === null ? "z" : "")) },
      { key: "number_on_map", label: t("numberOnMap"), cells: shown.map((d) => figure(ctx, points[d.code]?.number ?? null, points[d.code] ? "" : "z")) },
    ],
  });
}

/** Numbered in the order of the list. */
function pointsOf(districts: District[]): MapPicture["points"] {
  const located = districts.flatMap(({ code, latitude, longitude }) => (latitude === null || longitude === null ? [] : [{ code, latitude, longitude }]));
  return Object.fromEntries(located.map(({ code, latitude, longitude }, i) => [code, { latitude, longitude, number: i + 1 }]));
}

/** The parts of the city that have a centre, then settlements: names on paper, without any number. */
const baseOf = (ctx: ChartContext): MapPicture["base"] => [...ctx.codelists.district.filter((d) => d.children.length > 0), ...ctx.codelists.settlements]
  .flatMap(({ names, latitude, longitude }) => (latitude === null || longitude === null ? [] : [{ name: ctx.named(names).text, at: { latitude, longitude } }]));

function rate(ctx: ChartContext, row: CubeRow, { population }: District): Figure {
  const count = received(ctx, row);
  if (count.value === null || !population) return figure(ctx, null, count.value === null ? count.status : "z");
  const value = perThousand(count.value, population);
  return { value, status: count.status, text: formatNumber(ctx.locale, value, 1) };
}

function finding(ctx: ChartContext, t: Say, rows: Row[], whole: CubeRow | undefined): string {
  const value = (row: Row): number => row.figures[0]!.value!;
  const known = rows.filter((row) => row.figures[0]!.value !== null && row.key !== "unknown");
  if (!whole || rows.length === 0) return whole ? t("noPoints") : ctx.t("nothing");
  if (known.length === 0) return ctx.t("allHidden");
  const most = known.reduce((best, row) => (value(row) > value(best) ? row : best));
  const said = { When: sentence(periodIn(ctx, whole.period)), name: most.label, N: most.figures[0]!.text };
  const total = received(ctx, whole);
  return total.value ? t("title", { ...said, Total: total.text, share: shareText(ctx, value(most), total.value) }) : t("titleAlone", said);
}

function summary(ctx: ChartContext, t: Say, rows: Row[], points: MapPicture["points"], cell: (district: string) => CubeRow | undefined): string[] {
  const list = (items: { name: string; figure: Figure }[]) => items.map(({ name, figure: { text } }) => t("item", { name, N: text })).join("; ");
  const areas = ctx.codelists.district.filter((d) => d.children.length > 0 && cell(d.code)).map((d) => ({ name: ctx.name("district", d.code).text, figure: received(ctx, cell(d.code)!) }));
  const offMap = rows.filter((row) => !points[row.key]).map((row) => ({ name: row.label, figure: row.figures[0]! }));
  const hidden = rows.filter((row) => row.figures[0]!.status === "c").length;
  return rows.length === 0 ? [] : [
    areas.length > 0 ? t("areas", { list: list(areas) }) : "",
    offMap.length > 0 ? t("offMap", { list: list(offMap) }) : "",
    hidden > 0 && hidden < rows.length ? t("hidden", { n: hidden }) : "",
    ctx.codelists.district.some((d) => d.population) ? t("residents") : "",
  ];
}
