import { openCube } from "#app/_server/open-cube.ts";
import { figuresPage } from "#app/_server/public-page.tsx";
import { headline, mostReceived } from "#app/_server/headline.ts";
import { ChartFigure } from "#app/_ui/chart-figure.tsx";
import { Dateline } from "#app/_ui/dateline.tsx";
import { Findings } from "#app/_ui/findings.tsx";
import { KeyFigures } from "#app/_ui/key-figures.tsx";
import { LastDay } from "#app/_ui/last-day.tsx";
import { Opening } from "#app/_ui/opening.tsx";
import page from "#app/_ui/page.module.css";
import { ReallySolved } from "#app/_ui/really-solved.tsx";
import { Ranking } from "#app/_ui/ranking.tsx";
import { NextSteps } from "./next-steps.tsx";
import { aboutChart } from "#lib/charts/about.ts";
import { channelsChart } from "#lib/charts/channels.ts";
import { districtsChart } from "#lib/charts/districts.ts";
import { durationChart } from "#lib/charts/duration.ts";
import { received } from "#lib/charts/figures.ts";
import { leftOpenChart } from "#lib/charts/left-open.ts";
import { mapChart } from "#lib/charts/map.ts";
import { onTimeChart } from "#lib/charts/on-time.ts";
import { periodName } from "#lib/charts/period.ts";
import { receivedChart } from "#lib/charts/received.ts";
import { home } from "#lib/i18n/areas/home.ts";
import { site as words } from "#lib/i18n/areas/site.ts";
import { translator } from "#lib/i18n/translate.ts";
import { newestDay } from "#lib/stats/daily.ts";
import { ratingsOf } from "#lib/stats/ratings.ts";

export const instant = false;

/** How many, how many on time, in what time, about what, where, and from when: in ten seconds on a phone. */
export default function HomePage({ params }: { params: Promise<{ locale: string }> }) {
  return figuresPage(params, "", async (site) => {
    const { locale, city, codes } = site;
    const t = translator(home, locale), around = translator(words, locale);
    const [{ cube, ctx }, day, ratings] = await Promise.all([openCube(site), newestDay(), ratingsOf(site.release)]);
    const head = headline(cube);
    const tops = (dimension: "category" | "district", members: string[]) =>
      head ? mostReceived(cube, head.row.period, dimension, members, 3).map((row) => ({
        code: row[dimension], name: ctx.name(dimension, row[dimension]), number: received(ctx, row).text,
        href: `/${locale}/${dimension === "category" ? "categories" : "districts"}/${row[dimension]}`,
      })) : [];
    const map = mapChart(ctx, cube);
    const charts = [onTimeChart(ctx, cube), receivedChart(ctx, cube), durationChart(ctx, cube), aboutChart(ctx, cube), districtsChart(ctx, cube), ...(map.rows.length > 0 ? [map] : []), channelsChart(ctx, cube), leftOpenChart(ctx, cube)];

    return {
      title: t("title"),
      description: t("description", { city: site.named(city.name).text }),
      body: (
        <>
          {head && (
            <>
              <Opening ctx={ctx} headline={head}><Dateline site={site} /><LastDay locale={locale} day={day} /><ReallySolved ctx={ctx} ratings={ratings} /></Opening>
              <KeyFigures ctx={ctx} headline={head} />
              <Findings ctx={ctx} cube={cube} />
              <div className={page.pair}>
                <Ranking title={t("about")} note={t("rankingNote", { when: periodName(ctx, head.row.period) })} items={tops("category", codes.category.filter((c) => c.depth === 0).map((c) => c.code))} more={{ label: around("allCategories"), href: `/${locale}/categories` }} />
                <Ranking title={t("where")} note={t("rankingNote", { when: periodName(ctx, head.row.period) })} items={tops("district", codes.district.filter((d) => d.kind !== "area").map((d) => d.code))} more={{ label: around("allDistricts"), href: `/${locale}/districts` }} />
              </div>
            </>
          )}
          <div className={page.charts}>{charts.map((spec) => <ChartFigure key={spec.id} spec={spec} />)}</div>
          <NextSteps locale={locale} />
        </>
      ),
    };
  });
}
