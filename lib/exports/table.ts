import type { ChartContext } from "#lib/charts/context.ts";
import { measureName, memberName, pivotWords, viewScope, viewTitle } from "#lib/charts/view-words.ts";
import type { AppealsHead } from "#lib/exports/appeals.ts";
import { sheetNotes, statusWord, type SheetSource } from "#lib/exports/appeals-sheet.ts";
import { csvChunks, type Cell } from "#lib/exports/csv.ts";
import { appealsDataset, describeColumn, type Column } from "#lib/exports/dataset.ts";
import { jsonVersion } from "#lib/exports/json-head.ts";
import { dataKindOf, demonstrationNote } from "#lib/exports/labelling.ts";
import { licence } from "#lib/exports/licence.ts";
import type { Sheet } from "#lib/exports/sheet.ts";
import { explorer } from "#lib/i18n/areas/explorer.ts";
import { sheets } from "#lib/i18n/areas/sheets.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Codelists } from "#lib/stats/codelists.ts";
import type { CubeRow } from "#lib/stats/cube.ts";
import { withParts } from "#lib/stats/measure.ts";
import { pivot, type Pivot } from "#lib/stats/pivot.ts";
import { axes, viewQuery, type Axis, type View } from "#lib/stats/view.ts";

/** A view laid out for a file: a share has its numerator and denominator beside it, each in a column or row of its own. */
export function tableOf(view: View, cube: CubeRow[], ctx: ChartContext, lists: Codelists): Pivot {
  const measure = withParts(view.measure);
  const placed = [...view.rows, ...view.columns].includes("measure") || measure.length === 1;
  return pivot({ ...view, measure, ...(!placed && { columns: [...view.columns, "measure"] }) }, cube, lists, pivotWords(ctx));
}

/** The axes that name a row: those that go down, then those that are the same in all of them. */
const headsOf = ({ view, fixed }: Pivot): Axis[] => [...view.rows, ...axes.filter((axis) => fixed[axis] !== undefined)];
const headCells = ({ rows, fixed }: Pivot, row: number): string[] => [...rows[row]!, ...axes.flatMap((axis) => fixed[axis] ?? [])];

/** Machines' names of the columns: "received", "2026-Q1_received"; each has its twin `_status`. */
const valueNames = ({ columns }: Pivot): string[] => columns.map((path) => path.join("_") || "value");
const names = (table: Pivot): string[] => [...headsOf(table), ...valueNames(table).flatMap((name) => [name, `${name}_status`]), "data_kind"];

function rowCells(table: Pivot, row: number, kind: string): Cell[] {
  return [...headCells(table, row), ...table.cells[row]!.flatMap(({ value, status }) => [value, status]), kind];
}

/** As CSV with codes for programs. */
export const tableCsv = (table: Pivot, { city }: AppealsHead): string =>
  [...csvChunks(names(table), table.rows.map((_, i) => rowCells(table, i, dataKindOf(city))))].join("");

/** As JSON: the same rows by the same names, and what each column stands for. */
export function tableJson(table: Pivot, { city, release }: AppealsHead): string {
  const { view, columns, rows } = table;
  const keys = names(table);
  const head = JSON.stringify({
    dataset: "table", version: jsonVersion, city: city.code, name: city.name, ...demonstrationNote(city),
    release: release.id, as_of: release.asOf, published_at: release.publishedAt.toISOString(), publisher: city.publisher, license: licence.url,
    query: viewQuery(view), rows_by: view.rows, columns_by: view.columns,
    columns: valueNames(table).map((name, i) => ({ name, status: `${name}_status`, ...Object.fromEntries(view.columns.map((axis, j) => [axis, columns[i]![j]])) })),
    row_count: rows.length,
  });
  const lines = rows.map((_, i) => {
    const cells = rowCells(table, i, dataKindOf(city));
    return JSON.stringify(Object.fromEntries(keys.map((key, k) => [key, cells[k]])));
  });
  return `${head.slice(0, -1)},"rows":[\n${lines.join(",\n")}\n]}\n`;
}

/** As a person's spreadsheet: names instead of codes; a column of reasons beside each that lacks a number somewhere. */
export function tableSheet(table: Pivot, ctx: ChartContext, source: SheetSource): Sheet {
  const { view, columns, rows, cells } = table;
  const t = translator(explorer, ctx.locale), title = viewTitle(ctx, table);
  const explained = columns.map((_, j) => cells.some((row) => row[j]!.status !== ""));
  const label = (path: string[]): string => path.map((value, i) => memberName(ctx, view.columns[i]!, value).text).join(", ") || measureName(ctx, view.measure[0]!);
  const measures = (appealsDataset.columns as readonly Column[]).filter(({ name }) => view.measure.some((measure) => measure === name));
  return {
    name: t("table"), title: t("caption", { title, ...viewScope(ctx, table) }),
    headers: [
      ...view.rows.map((axis) => t(axis)),
      ...columns.flatMap((path, j) => [label(path), ...(explained[j] ? [translator(sheets, ctx.locale)("reason", { name: label(path) })] : [])]),
    ],
    rows: rows.map((path, i) => [
      ...path.map((value, j) => memberName(ctx, view.rows[j]!, value).text),
      ...cells[i]!.flatMap(({ value, status }, j): Cell[] => [value, ...(explained[j] ? [statusWord(status, ctx.locale)] : [])]),
    ]),
    notes: [...sheetNotes(source, ctx.locale, measures)],
  };
}
