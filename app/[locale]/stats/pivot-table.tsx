import { DataTable, type ColumnGroup } from "#app/_ui/data-table.tsx";
import tables from "#app/_ui/data-table.module.css";
import { FigureCell, MarkLegend } from "#app/_ui/mark.tsx";
import { Name } from "#app/_ui/named.tsx";
import styles from "./stats.module.css";
import type { ChartContext } from "#lib/charts/context.ts";
import { memberName, ofText, valueFigure, viewScope, viewTitle } from "#lib/charts/view-words.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Value } from "#lib/stats/measure.ts";
import { sortColumn, type Path, type Pivot } from "#lib/stats/pivot.ts";
import { together, type Axis } from "#lib/stats/view.ts";

/** More make a page that nobody reads and a phone can't hold; the file has them all. */
const MOST_ROWS = 200, MOST_COLUMNS = 40, MOST_CELLS = 4000;

/** A view as a table, in a frame of its own. What doesn't fit is counted, and the file has it. */
export function PivotTable({ ctx, pivot, file }: { ctx: ChartContext; pivot: Pivot; file: string }) {
  const t = translator(explorer, ctx.locale);
  const { view } = pivot;
  const columns = pivot.columns.slice(0, MOST_COLUMNS);
  const rows = pivot.rows.slice(0, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / columns.length)));
  const totalled = view.rows.findLastIndex((axis) => axis !== "period" && axis !== "measure");
  const cells = rows.map((_, i) => pivot.cells[i]!.slice(0, columns.length));
  return (
    <>
      <DataTable id="figures" locale={ctx.locale} caption={t("caption", { title: viewTitle(ctx, pivot), ...viewScope(ctx, pivot) })}
        heads={view.rows.map((axis) => t(axis))}
        groups={view.columns.slice(0, -1).map((axis, level) => groupsOf(ctx, axis, columns, level))}
        columns={columns.map((path) => ({ label: <Name name={memberName(ctx, view.columns.at(-1)!, path.at(-1)!)} /> }))}
        rows={rows.map((path, i) => ({
          key: path.join(" "),
          strong: path[totalled] === together,
          heads: path.map((value, j) => <RowHead key={j} ctx={ctx} axis={view.rows[j]!} value={value} again={isAgain(rows, i, j)} />),
          cells: cells[i]!.map((value, j) => <ValueCell key={j} ctx={ctx} value={value} />),
        }))} />
      <MarkLegend locale={ctx.locale} statuses={new Set(cells.flat().map(({ status }) => status))} />
      {view.sort === "value" && <p className={styles.note}>{t("sortedBy", { column: columnName(ctx, view.columns, sortColumn(view, pivot.columns)) })}</p>}
      {rows.length < pivot.rows.length && <p><strong>{t("cutRows", { shown: rows.length, n: pivot.rows.length })}</strong> <a href={file}>CSV</a></p>}
      {columns.length < pivot.columns.length && <p><strong>{t("cutColumns", { shown: columns.length, n: pivot.columns.length })}</strong> <a href={file}>CSV</a></p>}
    </>
  );
}

const columnName = (ctx: ChartContext, axes: Axis[], path: Path): string => path.map((value, i) => memberName(ctx, axes[i]!, value).text).join(", ");

/** Whether a row's name only repeats the row's above. */
const isAgain = (rows: Path[], row: number, level: number): boolean =>
  row > 0 && level < rows[row]!.length - 1 && rows[row]!.slice(0, level + 1).every((value, i) => value === rows[row - 1]![i]);

function groupsOf(ctx: ChartContext, axis: Axis, columns: Path[], level: number): ColumnGroup[] {
  const groups: (ColumnGroup & { path: string })[] = [];
  for (const column of columns) {
    const path = column.slice(0, level + 1).join("|");
    const last = groups.at(-1);
    if (last?.path === path) last.span++;
    else groups.push({ path, span: 1, label: <Name name={memberName(ctx, axis, column[level]!)} /> });
  }
  return groups;
}

function RowHead({ ctx, axis, value, again }: { ctx: ChartContext; axis: Axis; value: string; again: boolean }) {
  const deep = (axis === "category" || axis === "district") && (ctx.codelists[axis].find((member) => member.code === value)?.depth ?? 0) > 0;
  const name = <Name name={memberName(ctx, axis, value)} />;
  if (again) return <span className={styles.again}>{name}</span>;
  return deep ? <span className={tables.deep}>{name}</span> : name;
}

/** A number; a share with the two numbers that it is made of. */
function ValueCell({ ctx, value }: { ctx: ChartContext; value: Value }) {
  const cell = <FigureCell locale={ctx.locale} figure={valueFigure(ctx, value)} />;
  return value.of ? <>{cell} <span className={styles.of}>{ofText(ctx, value.of)}</span></> : cell;
}
