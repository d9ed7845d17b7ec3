import { type Cell, csvChunks } from "#lib/exports/csv.ts";
import type { AppealsHead } from "#lib/exports/appeals.ts";
import { columnNames, ratingsDataset } from "#lib/exports/dataset.ts";
import { jsonHead } from "#lib/exports/json-head.ts";
import { dataKindOf } from "#lib/exports/labelling.ts";
import type { RatingRow } from "#lib/stats/ratings.ts";

/** A release's ratings as its file: a line a quarter, few at any time. */
export function ratingsFile(format: "csv" | "json", { city, release }: AppealsHead, rows: readonly RatingRow[]): Iterable<string> {
  const cells = (row: RatingRow): Cell[] => {
    const values: Record<string, Cell> = { ...row, data_kind: dataKindOf(city) };
    return ratingsDataset.columns.map(({ name }) => values[name]!);
  };
  if (format === "csv") return csvChunks(columnNames(ratingsDataset), rows.map(cells));
  const lines = rows.map((row) => JSON.stringify(Object.fromEntries(cells(row).map((cell, i) => [ratingsDataset.columns[i]!.name, cell]))));
  const edition = { release: release.id, as_of: release.asOf, published_at: release.publishedAt.toISOString() };
  return [`${jsonHead(ratingsDataset, city, edition, rows.length).slice(0, -1)},"rows":[\n${lines.join(",\n")}\n]}\n`];
}
