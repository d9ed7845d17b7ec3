import { ChartTable } from "#app/_ui/chart-table.tsx";
import { ChartTooltips } from "#app/_ui/chart-tooltips.tsx";
import { charts } from "#lib/i18n/areas/charts.ts";
import { translator } from "#lib/i18n/translate.ts";
import { renderSvg } from "#lib/charts/render.ts";
import { pictureOf, type ChartSpec } from "#lib/charts/spec.ts";
import styles from "#app/_ui/chart-figure.module.css";

/** A chart with all that belongs to it, whole without JavaScript: finding, picture for phone and desktop, the numbers in a table. */
export async function ChartFigure({ spec, level = 2 }: { spec: ChartSpec; level?: 2 | 3 }) {
  const t = translator(charts, spec.locale);
  const Heading = `h${level}` as const;
  const empty = spec.rows.length === 0;
  const picture = empty ? null : await drawn(spec);
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
        {spec.legend.map(([symbol, meaning]) => <p key={symbol} className={styles.note}><span className={styles.symbol}>{symbol}</span> {meaning}</p>)}
      </div>
      {!empty && (
        <details className={styles.details} open={picture === null}>
          <summary>{t("table")}</summary>
          <ChartTable table={spec.table} legend={spec.legend} />
        </details>
      )}
      <figcaption className={styles.note}>{spec.source}</figcaption>
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
