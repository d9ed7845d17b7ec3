import { openCube } from "#app/_server/open-cube.ts";
import { figuresPage, type Page } from "#app/_server/public-page.tsx";
import type { PublishedSite } from "#app/_server/site.ts";
import { Dateline } from "#app/_ui/dateline.tsx";
import { Findings } from "#app/_ui/findings.tsx";
import page from "#app/_ui/page.module.css";
import styles from "./compare.module.css";
import { CompareForm } from "./form.tsx";
import { Result } from "./result.tsx";
import { comparisonFor, type Compared } from "#lib/charts/compare/comparison.ts";
import type { ChartQuery } from "#lib/charts/context.ts";
import type { Subject } from "#lib/charts/findings.ts";
import { Refusal } from "#lib/errors.ts";
import { compare } from "#lib/i18n/areas/compare.ts";
import { translator } from "#lib/i18n/translate.ts";
import { comparable, readComparison, writtenComparison } from "#lib/stats/comparison-query.ts";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

export const instant = false;

/** Two districts, categories or periods side by side, in the order they are asked for; a form that works without JavaScript. */
export default async function ComparePage({ params, searchParams }: Props) {
  const said = Object.entries(await searchParams);
  const search = new URLSearchParams(said.flatMap(([name, value]) => [value ?? ""].flat().map((one): [string, string] => [name, one])));
  return figuresPage(params, { path: "/compare", search: search.size > 0 ? `?${search}` : "" }, (site) => comparing(site, search));
}

async function comparing(site: PublishedSite, search: URLSearchParams): Promise<Page> {
  const t = translator(compare, site.locale);
  const { cube, ctx } = await openCube(site);
  const written = writtenComparison(search);
  let compared: Compared | null = null, query: ChartQuery = {}, refusal: Refusal | null = null;
  try {
    const asked = readComparison(search, cube, ctx.codelists);
    query = Object.fromEntries((["by", "a", "b", ...comparable] as const).flatMap((name) => (asked[name] === null ? [] : [[name, asked[name]]])));
    if (asked.a !== null && asked.b !== null) compared = comparisonFor(ctx, cube, query);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refusal = error;
  }
  const { category, district, period: to } = query, shared: Subject = { ...(category && { category }), ...(district && { district }), to };
  const title = compared ? t("both", { A: compared.A, B: compared.B }) : t("title");
  return {
    title: compared ? `${t("title")}: ${title}` : title, description: t("description"), index: search.size === 0, ...(refusal && { status: refusal.status }),
    body: (
      <>
        <div className={page.opening}>
          <h1>{compared ? title : t("title")}</h1>
          <p>{t("lead")}</p>
          <Dateline site={site} />
        </div>
        <CompareForm ctx={ctx} query={written} cube={cube} wrong={refusal?.field} />
        {refusal && <div className={styles.refusal} role="alert"><p><strong>{refusal.say(site.locale)}</strong></p></div>}
        {compared && <Result site={site} ctx={ctx} cube={cube} compared={compared} query={query} />}
        {!compared && !refusal && <Findings ctx={ctx} cube={cube} about={[{ subject: shared, name: { text: ctx.place(shared) } }]} />}
      </>
    ),
  };
}
