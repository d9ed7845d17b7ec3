import { appealsDataset } from "#lib/exports/dataset.ts";
import type { CubeRow, Status } from "#lib/stats/cube-row.ts";
import type { RevisedCell } from "#lib/stats/revised-cell.ts";

const measures = appealsDataset.columns.filter((column) => column.role === "measure").map(({ name, status }) => ({ name, status: status! }) as { name: keyof CubeRow; status: keyof CubeRow });

/**
 * What differs between the cube of one release and that of the next, as anybody can find by holding the two files side by
 * side, and nothing else: both have passed disclosure control. What was withheld and still is is never named, or the list
 * would tell that something happened there.
 */
export function revisedCells(before: readonly CubeRow[], after: readonly CubeRow[]): RevisedCell[] {
  const known = new Map(before.map((row) => [keyOf(row), row]));
  return after.flatMap((row) => {
    const old = known.get(keyOf(row));
    if (!old) return [];
    return measures.flatMap(({ name, status }): RevisedCell[] => {
      if (old[status] === "c" || old[name] === row[name]) return [];
      const { period, category, district, channel } = row;
      return [{
        period, category, district, channel, measure: name, before: old[name] as number | null, before_status: old[status] as Status,
        after: row[name] as number | null, after_status: row[status] as Status,
      }];
    });
  });
}

const keyOf = ({ period, category, district, channel }: CubeRow): string => `${period} ${category} ${district} ${channel}`;
