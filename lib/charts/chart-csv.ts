import type { ChartSpec } from "#lib/charts/spec.ts";
import { toCsv, type Cell } from "#lib/exports/csv.ts";
import { dataKindOf } from "#lib/exports/labelling.ts";
import type { City } from "#lib/stats/city.ts";

const header = ["chart", "category", "district", "channel", "row", "row_label", "measure", "measure_label", "unit", "value", "status", "release", "data_kind"];

/** A chart's table as tidy rows, one number each: codes for machines, labels in the chart's language beside them. */
export function chartCsv(spec: ChartSpec, city: Pick<City, "demo">): { text: string; rows: number } {
  const { category = "all", district = "all", channel = "all" } = spec.query;
  const rows = spec.table.rows.flatMap((row) => row.cells.map((cell, i): Cell[] => {
    const { key, label, unit } = spec.table.columns[i + 1]!;
    // A number that lies in a case still open is one that can't be said yet, as in the cube.
    const status = cell.value === null && cell.status === "" ? "x" : cell.status;
    return [spec.chart, category, district, channel, row.key, row.head, key, label, unit ?? (key.endsWith("share") ? "%" : ""), cell.value, status, spec.release, dataKindOf(city)].map((value) => (typeof value === "string" ? value.replaceAll("\u2060", "") : value));
  }));
  return { text: toCsv([header, ...rows]), rows: rows.length };
}
