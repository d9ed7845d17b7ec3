import type { Table } from "#lib/charts/spec.ts";
import styles from "#app/_ui/chart-figure.module.css";

/** A chart's numbers as a table; it scrolls inside its own frame where the page is narrow. */
export function ChartTable({ table, legend }: { table: Table; legend: [symbol: string, meaning: string][] }) {
  const meanings = new Map(legend);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={table.caption}>
      <table className={styles.table}>
        <caption className={styles.caption}>{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map(({ label, unit }, i) => (
              <th key={i} scope="col">{label}{unit && <span className={styles.unit}>{unit}</span>}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" lang={row.lang}>{row.head}</th>
              {row.cells.map((cell, i) => <td key={i}>{meanings.has(cell) ? <><span aria-hidden>{cell}</span><span className={styles.unseen}>{meanings.get(cell)}</span></> : cell}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
