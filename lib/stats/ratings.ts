import { asc, eq, lte, or } from "drizzle-orm";
import * as open from "#db/open.ts";
import type { Reader } from "#lib/stats/reader.ts";

/** How those who were asked whether it was really solved answered, by the quarter their appeals came in (T7). Null beside c: withheld; x: nobody knows. */
export type RatingRow = {
  quarter: string; rated: number | null; rated_status: string;
  solved: number | null; partly_solved: number | null; not_solved: number | null; solved_status: string;
};

const { quarter, answered, answeredStatus, yes, partly, no, splitStatus } = open.ratingCount;
const columns = { quarter, rated: answered, rated_status: answeredStatus, solved: yes, partly_solved: partly, not_solved: no, solved_status: splitStatus };

/** The quarters that a release has, oldest first. Of a release being made, its own row need not be there yet. */
export const ratingsOf = (release: { id: string; seq: number }, db: Reader = open.openDb()): Promise<RatingRow[]> =>
  db.select(columns).from(open.ratingCount).leftJoin(open.release, eq(open.release.id, open.ratingCount.release))
    .where(or(eq(open.ratingCount.release, release.id), lte(open.release.seq, release.seq))).orderBy(asc(quarter));
