import type { PublishedSite } from "#app/_server/site.ts";
import page from "#app/_ui/page.module.css";
import { OwnAddress } from "./own-address.tsx";
import styles from "./stats.module.css";
import type { ChartContext } from "#lib/charts/context.ts";
import { viewScope, viewTitle } from "#lib/charts/view-words.ts";
import { absolute } from "#lib/exports/headers.ts";
import { licence } from "#lib/exports/licence.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Pivot } from "#lib/stats/pivot.ts";
import type { ReleaseHead } from "#lib/stats/release.ts";
import { tidyQuery } from "#lib/stats/tidy-query.ts";
import { viewQuery } from "#lib/stats/view.ts";

type Props = { site: PublishedSite; ctx: ChartContext; pivot: Pivot; release: ReleaseHead };

/** The view to pass on, to cite and to take away: pinned to its release or following the newest, and as files. */
export function TakeAway({ site, ctx, pivot, release }: Props) {
  const t = translator(explorer, ctx.locale);
  const { locale } = ctx;
  const day = formatDay(locale, release.asOf);
  const own = (id: string | null): string => `/${locale}/stats?${viewQuery({ ...pivot.view, release: id })}`;
  const table = (format: string, lang = pivot.view.sort !== "list"): string => `/data/table.${format}?${viewQuery(pivot.view)}${lang ? `&lang=${locale}` : ""}`;
  const publisher = Object.values(site.city.publisher).some(Boolean) ? site.city.publisher : site.city.name;
  const [before, after] = t("citation", {
    publisher: site.named(publisher).text, title: viewTitle(ctx, pivot), ...viewScope(ctx, pivot), day, release: release.id, licence: licence.name, address: "\n",
  }).split("\n");
  return (
    <section className={page.section} aria-labelledby="take-away">
      <h2 id="take-away">{t("takeAway")}</h2>
      <dl className={styles.takeAway}>
        <dt>{t("permanent")}</dt>
        <dd><a href={own(release.id)}><OwnAddress address={absolute(own(release.id))} /></a><small>{t("permanentNote", { day })}</small></dd>
        <dt>{t("following")}</dt>
        <dd><a href={own(null)}><OwnAddress address={absolute(own(null))} /></a><small>{t("followingNote")}</small></dd>
        <dt>{t("cite")}</dt>
        <dd><q className={styles.citation}>{before}<OwnAddress address={absolute(own(release.id))} />{after}{site.city.demo && ` ${t("demoCitation")}`}</q></dd>
        <dt>{t("table")}</dt>
        <dd className={styles.files}>
          <a href={table("csv")}>CSV</a> <a href={table("excel.csv", true)}>CSV (Excel)</a> <a href={table("xlsx", true)}>XLSX</a> <a href={table("json")}>JSON</a>
        </dd>
        <dt>{t("tidy")}</dt>
        <dd className={styles.files}>
          <a href={`/data/appeals.csv?${tidyQuery(pivot)}`}>CSV</a> <a href={`/data/appeals.json?${tidyQuery(pivot)}`}>JSON</a><small>{t("tidyNote")}</small>
        </dd>
        <dt>{t("records")}</dt>
        <dd className={styles.files}><a href="/data/appeals-records.parquet">Parquet</a> <a href="/data/appeals-records.csv">CSV</a> <a href={`/${locale}/data`}>{t("wholeFile")}</a></dd>
      </dl>
    </section>
  );
}
