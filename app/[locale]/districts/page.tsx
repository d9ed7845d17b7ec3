import { headline } from "#app/_server/headline.ts";
import { openCube } from "#app/_server/open-cube.ts";
import { figuresPage } from "#app/_server/public-page.tsx";
import { ChartFigure } from "#app/_ui/chart-figure.tsx";
import { CodesTable } from "#app/_ui/codes-table.tsx";
import { Dateline } from "#app/_ui/dateline.tsx";
import page from "#app/_ui/page.module.css";
import { districtsChart } from "#lib/charts/districts.ts";
import { mapChart } from "#lib/charts/map.ts";
import { places } from "#lib/i18n/areas/places.ts";
import { translator } from "#lib/i18n/translate.ts";

export const instant = false;

/** Every district with its newest figures. */
export default function DistrictsPage({ params }: { params: Promise<{ locale: string }> }) {
  return figuresPage(params, "/districts", async (site) => {
    const t = translator(places, site.locale);
    const { cube, ctx } = await openCube(site);
    const head = headline(cube);
    const map = mapChart(ctx, cube);
    return {
      title: t("districtsTitle"), description: t("districtsDescription"),
      body: (
        <>
          <div className={page.opening}>
            <h1>{t("districtsTitle")}</h1>
            <p>{t("districtsLead")}</p>
            <Dateline site={site} />
          </div>
          {head && <CodesTable ctx={ctx} cube={cube} period={head.row.period} dimension="district" codes={site.codes.district} />}
          <div className={page.charts}><ChartFigure spec={districtsChart(ctx, cube)} /></div>
          {map.rows.length > 0 && <ChartFigure spec={map} />}
        </>
      ),
    };
  });
}
