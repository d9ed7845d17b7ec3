import { ChartTooltips } from "#app/_ui/chart-tooltips.tsx";
import { DataTable } from "#app/_ui/data-table.tsx";
import { FigureCell, MarkLegend } from "#app/_ui/mark.tsx";
import { Name } from "#app/_ui/named.tsx";
import { ShareChart } from "#app/_ui/share-chart.tsx";
import { charts } from "#lib/i18n/areas/charts.ts";
import { translator } from "#lib/i18n/translate.ts";
import { chartNames, comparisonNames } from "#lib/charts/registry.ts";
import { renderSvg } from "#lib/charts/render.ts";
import { isDrawable, pictureOf, type ChartSpec } from "#lib/charts/spec.ts";
import styles from "#app/_ui/chart-figure.module.css";

/** A chart with all that belongs to it, whole without JavaScript: finding, picture for phone and desktop, the numbers in a table. */
export async function ChartFigure({ spec, level = 2 }: { spec: ChartSpec; level?: 2 | 3 }) {
  const t = translator(charts, spec.locale);
  const Heading = `h${level}` as const;
  const empty = spec.rows.length === 0;
  const drawable = isDrawable(spec);
  const picture = drawable ? await drawn(spec) : null;
  return (
    <figure className={styles.figure} id={spec.id} aria-labelledby={`${spec.id}-title`}>
      <Heading className={styles.title} id={`${spec.id}-title`}>{spec.title}</Heading>
      <p className={styles.subtitle}>{spec.subtitle}</p>
      {picture && (
        <ChartTooltips picture={pictureOf(spec)} label={t("picture")}>
          <div className={styles.phone} dangerouslySetInnerHTML={{ __html: picture.phone }} />
          <div className={styles.desktop} dangerouslySetInnerHTML={{ __html: picture.desktop }} />
        </ChartTooltips>
      )}
      <div id={`${spec.id}-summary`}>
        {spec.summary && <p className={styles.summary}>{spec.summary}</p>}
        {spec.rest && <p className={styles.summary}>{spec.rest}.</p>}
      </div>
      <MarkLegend locale={spec.locale} statuses={new Set(spec.table.rows.flatMap((row) => row.cells.map((cell) => cell.status)))} />
      {!empty && (
        <details className={styles.details} open={drawable && picture === null}>
          <summary>{t("table")}</summary>
          <DataTable
            id={`${spec.id}-table`} locale={spec.locale} caption={spec.table.caption} heads={[spec.table.columns[0]!.label]}
            columns={spec.table.columns.slice(1).map(({ label, unit }) => ({ label: <>{label}{unit && <span className={styles.unit}>{unit}</span>}</> }))}
            rows={spec.table.rows.map(({ key, head, lang, cells }) => ({
              key, heads: [lang ? <span lang={lang}>{head}</span> : head], cells: cells.map((figure, i) => <FigureCell key={i} locale={spec.locale} figure={figure} />),
            }))}
          />
        </details>
      )}
      {!empty && [...chartNames, ...comparisonNames].includes(spec.chart) && <ShareChart spec={spec} />}
      <figcaption className={styles.note}>{[spec.source, ...(spec.demo ? [spec.demo] : [])].join(" · ")}{spec.credit && <> · <Name name={spec.credit} /></>}</figcaption>
    </figure>
  );
}

/** Both widths, or nothing when the drawing thread fails: then the table stands open in the picture's place. */
async function drawn(spec: ChartSpec): Promise<{ phone: string; desktop: string } | null> {
  try {
    const [phone, desktop] = await Promise.all([renderSvg(spec, { width: "phone" }), renderSvg(spec, { width: "desktop" })]);
    return { phone, desktop };
  } catch (error) {
    console.error(error);
    return null;
  }
}
