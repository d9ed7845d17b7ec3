import { openCube } from "#app/_server/open-cube.ts";
import { figuresPage, type Page } from "#app/_server/public-page.tsx";
import type { PublishedSite } from "#app/_server/site.ts";
import { Dateline } from "#app/_ui/dateline.tsx";
import { Findings } from "#app/_ui/findings.tsx";
import page from "#app/_ui/page.module.css";
import { Charts } from "./charts.tsx";
import { ExplorerForm } from "./form.tsx";
import { NoSuchTable } from "./no-such-table.tsx";
import { PivotTable } from "./pivot-table.tsx";
import { Pinned } from "./pinned.tsx";
import { TakeAway } from "./take-away.tsx";
import { chartAddress } from "#lib/charts/address.ts";
import { isDrawable } from "#lib/charts/spec.ts";
import { viewCharts } from "#lib/charts/view.ts";
import { viewSubject } from "#lib/charts/view-subject.ts";
import { pivotWords, viewScope, viewTitle } from "#lib/charts/view-words.ts";
import { Refusal, shorten } from "#lib/errors.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { translator } from "#lib/i18n/translate.ts";
import { pivot } from "#lib/stats/pivot.ts";
import type { ReleaseHead } from "#lib/stats/release.ts";
import { readView, viewQuery } from "#lib/stats/view.ts";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const instant = false;

/** Every published number as a table of the reader's own, by a form that works without JavaScript: the address is the view. */
export default async function StatsPage({ params, searchParams }: Props) {
  const said = Object.entries(await searchParams);
  const search = new URLSearchParams(said.flatMap(([name, value]) => [value ?? ""].flat().map((one): [string, string] => [name, one])));
  return figuresPage(params, { path: "/stats", search: ownSearch(search) }, (site) => explore(site, search));
}

/** The view's one address; one that is refused keeps what the reader wrote. */
function ownSearch(search: URLSearchParams): string {
  if (search.size === 0) return "";
  try {
    return `?${viewQuery(readView(search))}`;
  } catch (error) {
    if (error instanceof Refusal) return `?${search}`;
    throw error;
  }
}

async function explore(site: PublishedSite, search: URLSearchParams): Promise<Page> {
  const t = translator(explorer, site.locale);
  try {
    const view = readView(search);
    const release = releaseOf(site, view.release);
    const { cube, ctx } = await openCube({ ...site, release });
    const table = pivot(view, cube, site.codes, pivotWords(ctx));
    const title = viewTitle(ctx, table), { what, span } = viewScope(ctx, table);
    const subject = viewSubject(ctx, cube, table);
    const specs = viewCharts(ctx, table), drawn = specs.find(isDrawable);
    const narrowed = what.slice(ctx.place({}).length + 2); // the city's name is every page's
    return {
      title: narrowed ? `${title}. ${narrowed}` : title, description: t("description"), index: search.size === 0, image: drawn && chartAddress(drawn, "png", { release: release.id }),
      body: (
        <>
          <div className={page.opening}>
            <h1>{title}</h1>
            <p className={page.lead}>{what}, {span}</p>
            {view.release === null ? <Dateline site={site} /> : <Pinned site={site} view={view} release={release} />}
          </div>
          <ExplorerForm ctx={ctx} view={view} cube={cube} wrong={undefined} open={search.size === 0} />
          <section className={page.section}><PivotTable ctx={ctx} pivot={table} file={`/data/table.csv?${viewQuery(view)}`} /></section>
          <Findings ctx={ctx} cube={cube} about={[{ subject, name: { text: ctx.place(subject) } }]} release={view.release} />
          <Charts locale={site.locale} table={table} specs={specs} />
          <TakeAway site={site} ctx={ctx} pivot={table} release={release} />
        </>
      ),
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { cube, ctx } = await openCube(site);
    return {
      title: t("refused"), status: error.status,
      body: (
        <>
          <div className={page.opening}><h1>{t("refused")}</h1></div>
          <NoSuchTable ctx={ctx} refusal={error} search={search} cube={cube} />
          <ExplorerForm ctx={ctx} view={nearlyAsked(search, error.field)} cube={cube} wrong={error.field} open />
        </>
      ),
    };
  }
}

/** @throws Refusal naming the releases that there are */
function releaseOf({ release, releases }: PublishedSite, id: string | null): ReleaseHead {
  const found = id === null ? release : releases.find((one) => one.id === id);
  if (!found) throw new Refusal("unknownCode", { name: "release", value: shorten(id!), list: releases.map((one) => one.id).join(", ") }, "release");
  return found;
}

/** What the form shows beside a refusal: the address where it can be read, without what was refused where it can't, else the usual. */
function nearlyAsked(search: URLSearchParams, field: string | undefined) {
  const without = new URLSearchParams(search);
  if (field !== undefined) without.delete(field);
  for (const attempt of [search, without]) {
    try { return { ...readView(attempt), release: null }; } catch (error) { if (!(error instanceof Refusal)) throw error; }
  }
  return readView(new URLSearchParams());
}
