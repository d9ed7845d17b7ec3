import { headline } from "#app/_server/headline.ts";
import { openCube } from "#app/_server/open-cube.ts";
import { figuresPage } from "#app/_server/public-page.tsx";
import { ChartFigure } from "#app/_ui/chart-figure.tsx";
import { CodesTable } from "#app/_ui/codes-table.tsx";
import { Dateline } from "#app/_ui/dateline.tsx";
import { Name } from "#app/_ui/named.tsx";
import page from "#app/_ui/page.module.css";
import { aboutChart } from "#lib/charts/about.ts";
import { places } from "#lib/i18n/areas/places.ts";
import { translator } from "#lib/i18n/translate.ts";

export const instant = false;

/** Every category with its newest figures, groups before what they hold. */
export default function CategoriesPage({ params }: { params: Promise<{ locale: string }> }) {
  return figuresPage(params, "/categories", async (site) => {
    const t = translator(places, site.locale);
    const { cube, ctx } = await openCube(site);
    const head = headline(cube);
    const sensitive = site.codes.category.filter((category) => category.sensitive && !(site.codes.category.find((other) => other.code === category.parent)?.sensitive));
    return {
      title: t("categoriesTitle"), description: t("categoriesDescription"),
      body: (
        <>
          <div className={page.opening}>
            <h1>{t("categoriesTitle")}</h1>
            <p>{t("categoriesLead")}</p>
            <Dateline site={site} />
          </div>
          {head && <CodesTable ctx={ctx} cube={cube} period={head.row.period} dimension="category" codes={site.codes.category} />}
          {sensitive.length > 0 && (
            <p className={page.quiet}>
              {t("sensitiveShort")}: {sensitive.map((category, i) => <span key={category.code}>{i > 0 && ", "}<Name name={site.named(category.names)} /></span>)}. <a href={`/${site.locale}/methodology#sensitive`}>{t("sensitiveWhy")}</a>
            </p>
          )}
          <div className={page.charts}><ChartFigure spec={aboutChart(ctx, cube)} /></div>
        </>
      ),
    };
  });
}
