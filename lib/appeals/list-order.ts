import { isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { appeal } from "#db/private.ts";

/** Cases that follow one another by one moment; an order of the list is one stretch or several, one after another. */
export type Stretch = {
  /** Which cases it holds; nothing: all. */
  among?: SQL;
  /** The moment it goes by, which a place in it remembers. */
  moment: typeof appeal.receivedAt | typeof appeal.dueAt;
  by: SQL[];
  /** A search for words goes through it month by month. */
  newestFirst?: true;
  /** Those after a place in it. */
  beyond: (place: { at: string; id: number }) => SQL;
};

const newest: Stretch = {
  newestFirst: true, moment: appeal.receivedAt, by: [sql`${appeal.receivedAt} DESC`, sql`${appeal.id} DESC`],
  beyond: ({ at, id }) => sql`(${appeal.receivedAt}, ${appeal.id}) < (${at}::timestamptz, ${id})`,
};

const dated: Stretch = {
  among: isNotNull(appeal.dueAt), moment: appeal.dueAt, by: [sql`${appeal.dueAt}`, sql`${appeal.id}`],
  beyond: ({ at, id }) => sql`(${appeal.dueAt}, ${appeal.id}) > (${at}::timestamptz, ${id})`,
};

/**
 * Without a deadline, the longest waiting first. The deadline they all lack stands in the order so that they come from the index
 * of open deadlines, where they lie together; by `received_at` alone the planner may walk every case the city ever closed.
 */
const undated: Stretch = {
  among: isNull(appeal.dueAt), moment: appeal.receivedAt, by: [sql`${appeal.dueAt}`, sql`${appeal.receivedAt}`, sql`${appeal.id}`],
  beyond: ({ at, id }) => sql`(${appeal.receivedAt}, ${appeal.id}) > (${at}::timestamptz, ${id})`,
};

/** By deadline in two stretches: comparing with a deadline that is null finds nothing, and an OR would find no index. */
export const stretchesOf = (sort: string): Stretch[] => (sort === "due" ? [dated, undated] : [newest]);
