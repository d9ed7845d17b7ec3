import type { PublishedSite } from "#app/_server/site.ts";
import { openCube } from "#app/_server/open-cube.ts";
import { figuresPage, type Page } from "#app/_server/public-page.tsx";
import { dataAddress, dimensions, explorerRows, readExplorerQuery, type ExplorerQuery, type SearchParams } from "#app/_server/explorer-query.ts";
import { Dateline } from "#app/_ui/dateline.tsx";
import { FiguresTable } from "#app/_ui/figures-table.tsx";
import page from "#app/_ui/page.module.css";
import { ExplorerCharts } from "./charts.tsx";
import { ExplorerForm } from "./form.tsx";
import styles from "./stats.module.css";
import { periodSpan } from "#lib/charts/period.ts";
import { Refusal } from "#lib/errors.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { CubeRow } from "#lib/stats/cube.ts";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<SearchParams> };

export const instant = false;

/** More rows than this make a page that nobody reads and a phone can't hold; the file has them all. */
const MOST_ROWS = 200;

/** Every published number by a form that works without JavaScript: the address is the view. */
export default async function StatsPage({ params, searchParams }: Props) {
  const search = await searchParams;
  const query = new URLSearchParams(Object.entries(search).flatMap(([name, value]) => [value ?? ""].flat().map((one): [string, string] => [name, one])));
  return figuresPage(params, { path: "/stats", search: query.size > 0 ? `?${query}` : "" }, (site) => explore(site, search));
}

async function explore(site: PublishedSite, search: SearchParams): Promise<Page> {
  const { locale, codes } = site;
  const t = translator(explorer, locale);
  const { cube, ctx } = await openCube(site);
  const asked = Object.keys(search).length > 0;
  let query: ExplorerQuery | null = null;
  let rows: CubeRow[] = [];
  let refusal: Refusal | null = null;
  try {
    query = readExplorerQuery(search);
    rows = explorerRows(query, cube, codes, t("published"));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusal = error;
  }
  query ??= readExplorerQuery({});
  const each = dimensions.filter((name) => query[name] === "each");
  const what = ctx.place(Object.fromEntries(dimensions.filter((name) => query[name] !== "each").map((name) => [name, query[name]])));
  const caption = t("caption", { what, span: periodSpan(ctx, [rows.at(-1)?.period, rows[0]?.period].filter((period) => period !== undefined)) });

  return {
    title: t("title"), description: t("description"), index: !asked, ...(refusal && { status: refusal.status }),
    body: (
      <>
        <div className={page.opening}>
          <h1>{t("title")}</h1>
          <p>{t("lead")}</p>
          <Dateline site={site} />
        </div>
        <ExplorerForm ctx={ctx} query={query} cube={cube} wrong={refusal?.field} />
        {refusal ? (
          <div className={styles.refusal} role="alert">
            <p><strong>{refusal.say(locale)}</strong></p>
            {refusal.values.published !== t("published") && <p>{t("publishedAre")}: {t("published")}.</p>}
          </div>
        ) : (
          <>
            <section className={page.section}>
              <FiguresTable ctx={ctx} id="figures" caption={caption} rows={rows.slice(0, MOST_ROWS)} heads={["period", ...each]} />
              {rows.length > MOST_ROWS && <p><strong>{t("cut", { shown: MOST_ROWS, n: rows.length })}</strong></p>}
              <p>
                {t("files")} ({t("rows", { n: rows.length })}): <a href={dataAddress(query, "csv")}>CSV</a>, <a href={dataAddress(query, "json")}>JSON</a>. <a href={`/${locale}/data`}>{t("wholeFile")}</a>
              </p>
            </section>
            <ExplorerCharts ctx={ctx} query={query} rows={rows} />
          </>
        )}
      </>
    ),
  };
}
