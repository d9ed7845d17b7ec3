import type { PublishedSite } from "#app/_server/site.ts";
import { DataTable } from "#app/_ui/data-table.tsx";
import { FigureCell, MarkLegend } from "#app/_ui/mark.tsx";
import page from "#app/_ui/page.module.css";
import { chartContext } from "#lib/charts/context.ts";
import { figure, shareFigure } from "#lib/charts/figures.ts";
import { periodName } from "#lib/charts/period.ts";
import { describeColumn, ratingsDataset } from "#lib/exports/dataset.ts";
import { datasetPage } from "#lib/i18n/areas/dataset-page.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Status } from "#lib/stats/cube-row.ts";
import type { RatingRow } from "#lib/stats/ratings.ts";

/** What residents said, quarter by quarter, for who reads the page and not the file; the newest first. */
export function RatingsTable({ site, ratings }: { site: PublishedSite; ratings: readonly RatingRow[] }) {
  const { locale, city, release, codes } = site;
  const t = translator(datasetPage, locale), ctx = chartContext(locale, { city, release, codelists: codes });
  const titled = (name: string) => describeColumn(ratingsDataset.columns.find((column) => column.name === name)!, locale).title;
  const rows = [...ratings].reverse().map((row) => {
    const split = row.solved_status as Status;
    return { quarter: row.quarter, cells: [
      figure(ctx, row.rated, row.rated_status as Status), figure(ctx, row.solved, split), shareFigure(ctx, row.solved, row.rated, split), figure(ctx, row.partly_solved, split), figure(ctx, row.not_solved, split),
    ] };
  });
  return (
    <section className={page.section} id="figures">
      <h2>{t("figures")}</h2>
      <DataTable id="ratings-table" locale={locale} caption={t("figures")} hideCaption heads={[titled("quarter")]}
        columns={[titled("rated"), titled("solved"), t("solvedShare"), titled("partly_solved"), titled("not_solved")].map((label) => ({ label }))}
        rows={rows.map(({ quarter, cells }) => ({ key: quarter, heads: [periodName(ctx, quarter)], cells: cells.map((cell, i) => <FigureCell key={i} locale={locale} figure={cell} />) }))} />
      <MarkLegend locale={locale} statuses={new Set(rows.flatMap(({ cells }) => cells.map((cell) => cell.status)))} />
    </section>
  );
}
