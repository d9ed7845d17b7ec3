import { randomFillSync } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Cell, toCsv } from "#lib/exports/csv.ts";
import { columnNames, recordsDataset } from "#lib/exports/dataset.ts";
import type { Reader } from "#lib/stats/reader.ts";

/** A class of equal rows of the record-level file. */
export type RecordClass = {
  quarter: string; category_group: string; category: string; city_part: string; district: string;
  outcome: string; duration_band: string; appeals: number;
};

/** The classes of every quarter as a release has them: each quarter's newest set up to then. */
export async function recordClasses(db: Reader, release: { id: string; seq: number }): Promise<RecordClass[]> {
  return [...await db.execute<RecordClass>(sql`
    WITH seen AS (
      SELECT s.quarter, s.release, coalesce(r.seq, CASE WHEN s.release = ${release.id} THEN ${release.seq}::int END) AS seq
      FROM (SELECT DISTINCT quarter, release FROM open.record_class) s LEFT JOIN open.release r ON r.id = s.release),
    newest AS (SELECT DISTINCT ON (quarter) quarter, release FROM seen WHERE seq <= ${release.seq}::int ORDER BY quarter, seq DESC)
    SELECT c.quarter, c.category_group, c.category, c.city_part, c.district, c.outcome, c.duration_band, c.appeals
    FROM open.record_class c JOIN newest USING (quarter, release)
    ORDER BY c.quarter, c.category_group, c.category, c.city_part, c.district, c.outcome, c.duration_band`)];
}

/** A class's row as the dataset's columns, in their order. */
export function recordCells(entry: RecordClass, dataKind: string): string[] {
  const values: Record<string, Cell> = { ...entry, data_kind: dataKind };
  return recordsDataset.columns.map((column) => values[column.name] as string);
}

/** The file in pieces: a row an appeal, in an order that nobody can repeat. */
export function* recordChunks(classes: readonly RecordClass[], dataKind: string): Generator<string> {
  yield toCsv([columnNames(recordsDataset)]);
  const lines = classes.map((entry) => toCsv([recordCells(entry, dataKind)]));
  const order = shuffledRecords(classes);
  for (let i = 0; i < order.length; i += 4000) {
    let chunk = "";
    for (const index of order.subarray(i, i + 4000)) chunk += lines[index];
    yield chunk;
  }
}

export const countRecords = (classes: readonly RecordClass[]): number => classes.reduce((sum, entry) => sum + entry.appeals, 0);

/** For every row of a file the index of its class, in an order that nobody can repeat. */
export const shuffledRecords = (classes: readonly RecordClass[]): Uint32Array => shuffle(expand(classes));

/** For every row of the file the index of its class. */
function expand(classes: readonly RecordClass[]): Uint32Array {
  const rows = new Uint32Array(countRecords(classes));
  let at = 0;
  classes.forEach((entry, index) => {
    rows.fill(index, at, at + entry.appeals);
    at += entry.appeals;
  });
  return rows;
}

/** Fisher–Yates over the system's randomness, which is kept nowhere. */
function shuffle(rows: Uint32Array): Uint32Array {
  const pool = new Uint32Array(4096);
  let used = pool.length;
  const below = (limit: number): number => {
    // The last, partial run of 2³² is thrown back, or small numbers would come more often.
    const fair = 2 ** 32 - (2 ** 32 % limit);
    for (;;) {
      if (used === pool.length) {
        randomFillSync(pool);
        used = 0;
      }
      const drawn = pool[used++]!;
      if (drawn < fair) return drawn % limit;
    }
  };
  for (let i = rows.length - 1; i > 0; i--) {
    const other = below(i + 1);
    [rows[i], rows[other]] = [rows[other]!, rows[i]!];
  }
  return rows;
}
