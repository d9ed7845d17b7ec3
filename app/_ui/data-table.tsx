import type { ReactNode } from "react";
import styles from "./data-table.module.css";
import { site } from "#lib/i18n/areas/site.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

export type TableColumn = { label: ReactNode; text?: boolean };
/** A heading over several columns. */
export type ColumnGroup = { label: ReactNode; span: number };
export type TableRow = { key: string; heads: ReactNode[]; cells: ReactNode[]; strong?: boolean };

type Props = {
  id: string; locale: Locale; caption: ReactNode; heads: ReactNode[]; columns: TableColumn[]; rows: TableRow[]; hideCaption?: boolean;
  /** Rows of headings over those of the columns, the outermost first. */
  groups?: ColumnGroup[][];
};

/**
 * A table of figures: right-aligned numbers, a sticky header, and a frame of its own to scroll in, so that the page never does.
 * `heads` name the rows; `columns` with `text` are set left.
 */
export function DataTable({ id, locale, caption, heads, columns, rows, hideCaption = false, groups = [] }: Props) {
  const t = translator(site, locale);
  const levels = groups.length + 1;
  const headCells = heads.map((head, i) => (
    <th key={`head ${i}`} scope="col" {...(levels > 1 && { rowSpan: levels })} className={i === heads.length - 1 ? `${styles.text} ${styles.pinned}` : styles.text}>{head}</th>
  ));
  return (
    <div className={styles.frame} role="region" aria-labelledby={id} tabIndex={0} title={t("scrollTable")}>
      <table className={levels > 1 ? `${styles.table} ${styles.grouped}` : styles.table}>
        <caption id={id} className={hideCaption ? styles.hidden : undefined}><span className={styles.captionText}>{caption}</span></caption>
        {levels > 1 && <><colgroup span={heads.length} />{groups[0]!.map((group, i) => <colgroup key={i} span={group.span} />)}</>}
        <thead>
          {groups.map((level, i) => (
            <tr key={i}>
              {i === 0 && headCells}
              {level.map((group, j) => <th key={j} scope="colgroup" colSpan={group.span} className={styles.group}>{group.label}</th>)}
            </tr>
          ))}
          <tr>
            {levels === 1 && headCells}
            {columns.map((column, i) => <th key={i} scope="col" className={column.text ? styles.text : undefined}>{column.label}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} className={row.strong ? styles.strong : undefined}>
              {row.heads.map((head, i) => <th key={i} scope="row" className={i === heads.length - 1 ? styles.pinned : undefined}>{head}</th>)}
              {row.cells.map((cell, i) => <td key={i} className={columns[i]?.text ? styles.text : undefined}>{cell}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
