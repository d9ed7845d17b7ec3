import type { PublishedSite } from "#app/_server/site.ts";
import { ChartFigure } from "#app/_ui/chart-figure.tsx";
import { Findings } from "#app/_ui/findings.tsx";
import { Name } from "#app/_ui/named.tsx";
import page from "#app/_ui/page.module.css";
import { Mind } from "./mind.tsx";
import { SideBySide } from "./side-by-side.tsx";
import { compareDuration } from "#lib/charts/compare/duration.ts";
import { compareMix } from "#lib/charts/compare/mix.ts";
import { compareOnTime } from "#lib/charts/compare/on-time.ts";
import { compareReceived } from "#lib/charts/compare/received.ts";
import { compareWait } from "#lib/charts/compare/wait.ts";
import { sideSubject, type Compared } from "#lib/charts/compare/comparison.ts";
import type { ChartContext, ChartQuery } from "#lib/charts/context.ts";
import { periodName } from "#lib/charts/period.ts";
import { isDrawable } from "#lib/charts/spec.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

type Props = { site: PublishedSite; ctx: ChartContext; cube: CubeRow[]; compared: Compared; query: ChartQuery };

/** Two of a kind side by side: the table, what to keep in mind, one small chart a measure, and the file. */
export function Result({ site, ctx, cube, compared, query }: Props) {
  const { say, by, sides, names } = compared;
  const charts = [compareReceived, compareOnTime, compareDuration, compareWait, compareMix].map((build) => build(ctx, cube, query))
    .filter(isDrawable); // what is withheld of both stands in the table
  const caption = say("table", { what: [ctx.place(query), ...(by === "period" ? [] : [periodName(ctx, sides[0].row.period)])].join(", ") });
  const sources = by === "district" ? sides.flatMap(({ code }) => ctx.codelists.district.find((d) => d.code === code && d.population !== null)?.populationSource ?? []) : [];
  return (
    <>
      <section className={page.section}>
        <SideBySide ctx={ctx} compared={compared} caption={caption} />
        {sources.length === 2 && (
          <p className={page.quiet}>
            {say("population", { A: names[0].text, NA: formatNumber(ctx.locale, sides[0].population!), B: names[1].text, NB: formatNumber(ctx.locale, sides[1].population!) })}{" "}
            {[...new Map(sources.map((source) => [JSON.stringify(source), source])).values()].map((source, i) => <span key={i}>{i > 0 && "; "}<Name name={site.named(source)} /></span>)}
          </p>
        )}
        <p>{say("files")} {filesOf(compared).map(({ label, href }) => <span key={href}><a href={href}>{label}</a> </span>)}</p>
      </section>
      <div className={page.section}><Mind site={site} ctx={ctx} compared={compared} cube={cube} /></div>
      <Findings ctx={ctx} cube={cube} about={sides.map(({ row }, i) => ({ subject: sideSubject(row), name: names[i]! }))} />
      <div className={page.charts}>{charts.map((spec) => <ChartFigure key={spec.id} spec={spec} />)}</div>
    </>
  );
}

/** The rows of both in the open file: one file of two codes, or one of each period. */
function filesOf({ by, sides: [a, b] }: Compared): { label: string; href: string }[] {
  const cells = by === "period" ? [a.row, b.row] : [{ ...a.row, [by]: `${a.code},${b.code}` }];
  return cells.flatMap(({ period, category, district }) => (["csv", "json"] as const).map((format) => ({
    label: by === "period" ? `${format.toUpperCase()} ${period}` : format.toUpperCase(),
    href: `/data/appeals.${format}?${new URLSearchParams({ period, category, district, channel: "all" })}`,
  })));
}
