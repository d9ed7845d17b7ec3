import { and, type SQL, sql } from "drizzle-orm";
import { appeal, privateDb } from "#db/private.ts";
import { conditionsOf, type ListFilter } from "#lib/appeals/list-filter.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { type Actor, demand, may } from "#lib/staff/actor.ts";

/** Views that everybody of a role needs, in their order; officials add their own (saved-view.ts). */
export const standardViews = {
  mine: { mine: true, open: true, sort: "due" },
  waiting: { waiting: true, sort: "due" },
  overdue: { overdue: true },
  soon: { soon: true },
  unassigned: { unassigned: true },
} as const satisfies Record<string, ListFilter>;
export type StandardView = keyof typeof standardViews;

/** The views that make sense for an official. */
export function standardViewsOf(actor: Actor): StandardView[] {
  const wanted: Record<StandardView, boolean> = { mine: may(actor, "case.work"), waiting: may(actor, "act.decide") || may(actor, "case.sign"), overdue: true, soon: true, unassigned: may(actor, "case.assign") };
  return (Object.keys(standardViews) as StandardView[]).filter((view) => wanted[view]);
}

/** Counting stops here: "99+" says enough and costs the same whatever the size of the city. */
export const countedTo = 99;

/** How many cases each of his views holds; one more than `countedTo` means "more". */
export async function viewCounts(actor: Actor, now = new Date()): Promise<[StandardView, number][]> {
  demand(actor, "case.read");
  const db = privateDb();
  return Promise.all(standardViewsOf(actor).map(async (view): Promise<[StandardView, number]> => {
    const where: SQL | undefined = and(scopeOf(actor), ...await conditionsOf(db, actor, standardViews[view], now));
    const some = db.select({ one: sql`1`.as("one") }).from(appeal).where(where).limit(countedTo + 1).as("some");
    const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(some);
    return [view, row!.n];
  }));
}
