import { eq, sql } from "drizzle-orm";
import * as open from "#db/open.ts";
import { lastWholeMonth } from "#lib/stats/cadence.ts";
import { monthsOf } from "#lib/stats/period.ts";
import type { Reader } from "#lib/stats/reader.ts";
import type { ReleaseHead } from "#lib/stats/release.ts";
import type { RevisedCell } from "#lib/stats/revised-cell.ts";

/** Periods that a release counted for the first time, quarters whose outcomes it added, and periods that it revised. */
export type Added = { months: string[]; quarters: string[]; years: string[]; outcomes: string[]; revised: string[] };

// Releases of an older portal named less; what a key lacks is nothing.
const added = (changes: Partial<Added>): Added => ({
  months: changes.months ?? [], quarters: changes.quarters ?? [], years: changes.years ?? [], outcomes: changes.outcomes ?? [], revised: changes.revised ?? [],
});

/** What each release added and revised, by its id. */
export async function allAdded(db: Reader = open.openDb()): Promise<Map<string, Added>> {
  const rows = await db.select({ id: open.release.id, changes: sql<Partial<Added>>`${open.release.changes} - 'revised_cells'` }).from(open.release);
  return new Map(rows.map(({ id, changes }) => [id, added(changes)]));
}

/** The published numbers that a release changed. */
export async function revisedCellsOf(id: string, db: Reader = open.openDb()): Promise<RevisedCell[]> {
  const [row] = await db.select({ cells: sql<RevisedCell[] | null>`${open.release.changes} -> 'revised_cells'` }).from(open.release).where(eq(open.release.id, id));
  return row?.cells ?? [];
}

/** The later corrections of periods that a release holds, oldest first. */
export function correctionsOf(release: ReleaseHead, all: readonly ReleaseHead[], changes: ReadonlyMap<string, Added>): ReleaseHead[] {
  const last = monthsOf(lastWholeMonth(release.asOf))[1];
  return all.filter((one) => one.correction && one.seq > release.seq && changes.get(one.id)!.revised.some((period) => monthsOf(period)[1] <= last)).toReversed();
}
