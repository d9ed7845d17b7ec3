import type { PublishedSite } from "#app/_server/site.ts";
import { DataTable } from "#app/_ui/data-table.tsx";
import { FigureCell, MarkLegend } from "#app/_ui/mark.tsx";
import page from "#app/_ui/page.module.css";
import { chartContext } from "#lib/charts/context.ts";
import { figure } from "#lib/charts/figures.ts";
import { appealsDataset, describeColumn } from "#lib/exports/dataset.ts";
import { releases as words } from "#lib/i18n/areas/releases.ts";
import { formatPeriod } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { RevisedCell } from "#lib/stats/revised-cell.ts";

/** So many fit a page; the file has all. */
const most = 100;

/** The published numbers that a correction changed: what they were, what they are. */
export function RevisedTable({ site, cells, all }: { site: PublishedSite; cells: RevisedCell[]; all: string }) {
  const { locale } = site;
  const t = translator(words, locale);
  const ctx = chartContext(locale, { city: site.city, release: site.release, codelists: site.codes });
  const shown = cells.slice(0, most).map((cell) => ({ cell, before: figure(ctx, cell.before, cell.before_status), after: figure(ctx, cell.after, cell.after_status) }));
  const [head, tail] = t("cellsShown", { shown: most, file: "\0" }).split("\0");
  const measure = (name: string) => describeColumn(appealsDataset.columns.find((column) => column.name === name)!, locale).title;
  return (
    <>
      <DataTable id="revised" locale={locale} caption={t("cells")} hideCaption heads={[t("period"), t("place"), t("measure")]} columns={[{ label: t("before") }, { label: t("after") }]}
        rows={shown.map(({ cell, before, after }) => ({
          key: `${cell.period} ${cell.category} ${cell.district} ${cell.channel} ${cell.measure}`,
          heads: [formatPeriod(locale, cell.period), ctx.place(cell), measure(cell.measure)],
          cells: [<FigureCell key="before" locale={locale} figure={before} />, <FigureCell key="after" locale={locale} figure={after} />],
        }))} />
      <MarkLegend locale={locale} statuses={new Set(shown.flatMap(({ before, after }) => [before.status, after.status]))} />
      {cells.length > most && <p className={page.quiet}>{head}<a href={all}>CHANGES.json</a>{tail}</p>}
    </>
  );
}
