import type { ReactNode } from "react";
import { headline } from "#app/_server/headline.ts";
import type { PublishedSite } from "#app/_server/site.ts";
import { ChartFigure } from "#app/_ui/chart-figure.tsx";
import { Dateline } from "#app/_ui/dateline.tsx";
import { Findings } from "#app/_ui/findings.tsx";
import { FiguresTable } from "#app/_ui/figures-table.tsx";
import { KeyFigures } from "#app/_ui/key-figures.tsx";
import { Name } from "#app/_ui/named.tsx";
import { Opening } from "#app/_ui/opening.tsx";
import page from "#app/_ui/page.module.css";
import { aboutChart } from "#lib/charts/about.ts";
import type { ChartContext } from "#lib/charts/context.ts";
import { districtsChart } from "#lib/charts/districts.ts";
import { durationChart } from "#lib/charts/duration.ts";
import { leftOpenChart } from "#lib/charts/left-open.ts";
import { onTimeChart } from "#lib/charts/on-time.ts";
import { periodIn } from "#lib/charts/period.ts";
import { receivedChart } from "#lib/charts/received.ts";
import { places } from "#lib/i18n/areas/places.ts";
import { translator } from "#lib/i18n/translate.ts";
import { filterCube, type CubeRow } from "#lib/stats/cube.ts";

type Props = {
  site: PublishedSite; ctx: ChartContext; cube: CubeRow[];
  dimension: "category" | "district"; code: string;
  /** Codes one level below, shown as a table; none: no table. */
  parts: string[];
  /** Published without the other dimension: no charts across. */
  sensitive?: boolean;
  /** What is said of the code itself, before its figures. */
  facts: ReactNode;
};

/** A district or a category: the same figures, charts and history for either. */
export function ScopeBody({ site, ctx, cube, dimension, code, parts, sensitive = false, facts }: Props) {
  const t = translator(places, ctx.locale);
  const scope = { [dimension]: code };
  const name = <Name name={ctx.name(dimension, code)} />;
  const head = headline(cube, scope);
  if (!head) return <div className={page.opening}><h1>{name}</h1>{facts}<p>{t("nothing")}</p><Dateline site={site} /></div>;

  const folder = dimension === "category" ? "categories" : "districts";
  const own = { category: "all", district: "all", channel: "all", ...scope };
  const history = filterCube(cube, { grain: "quarter", ...own }).toReversed();
  const below = parts.flatMap((part) => filterCube(cube, { ...own, [dimension]: part, period: head.row.period }));
  const across = dimension === "district" ? [aboutChart(ctx, cube, scope)] : sensitive ? [] : [districtsChart(ctx, cube, scope)];
  const charts = [onTimeChart(ctx, cube, scope), receivedChart(ctx, cube, scope), durationChart(ctx, cube, scope), ...across, leftOpenChart(ctx, cube, scope)]
    .filter((spec) => spec.rows.length > 0);
  return (
    <>
      <Opening ctx={ctx} headline={head} subject={name}>{facts}<Dateline site={site} /></Opening>
      <KeyFigures ctx={ctx} headline={head} />
      <Findings ctx={ctx} cube={cube} about={[{ subject: scope }]} />
      {below.length > 0 && (
        <section className={page.section}>
          <h2>{dimension === "category" ? t("subcategories") : t("parts")}</h2>
          <FiguresTable ctx={ctx} id="parts" caption={t("table", { when: periodIn(ctx, head.row.period) })} rows={below} heads={[dimension]}
            link={(row) => `/${ctx.locale}/${folder}/${row[dimension]}`} />
        </section>
      )}
      <div className={page.charts}>{charts.map((spec) => <ChartFigure key={spec.id} spec={spec} />)}</div>
      <section className={page.section}>
        <h2>{t("history")}</h2>
        <FiguresTable ctx={ctx} id="history" caption={ctx.place(scope)} rows={history} heads={["period"]} />
        <p><a href={`/${ctx.locale}/stats?${new URLSearchParams({ grain: "quarter", ...own })}`}>{t("inExplorer")}</a></p>
        {!sensitive && <p><a href={`/${ctx.locale}/compare?${new URLSearchParams({ by: dimension, a: code })}`}>{t("compareWith")}</a></p>}
      </section>
    </>
  );
}
