import { type SQL, sql } from "drizzle-orm";
import type { Status } from "#db/reference/codelists.ts";
import { appeal, privateDb } from "#db/private.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Nobody reads further back, and a number that many call from (a reception's) must not cost more. */
export const mostEarlier = 50;

/**
 * Cases of the person who sent `here`, received before it, newest first: the same phone, or the same entry where no phone
 * is known. Who the person is, is not said (applicant.ts).
 */
const earlierThan = (actor: Actor, columns: SQL): SQL => sql`
  SELECT ${columns} FROM private.person me, private.appeal
  WHERE me.id = here.applicant AND ${appeal.applicant} IN (SELECT me.id UNION SELECT p.id FROM private.person p WHERE p.phone = me.phone)
    AND (${appeal.receivedAt}, ${appeal.id}) < (here.received_at, here.id) AND ${scopeOf(actor) ?? sql`true`}
  ORDER BY ${appeal.receivedAt} DESC, ${appeal.id} DESC LIMIT ${mostEarlier}`;

/** How many earlier cases there are of the same person, of several cases at once; none are left out. At most 50 are counted. */
export async function earlierCounts(actor: Actor, ids: number[]): Promise<Map<number, number>> {
  demand(actor, "case.read");
  if (ids.length === 0) return new Map();
  const rows = await privateDb().execute<{ id: string; n: number }>(sql`
    SELECT here.id, (SELECT count(*)::int FROM (${earlierThan(actor, sql`1`)}) earlier) AS n
    FROM private.appeal here WHERE here.id IN ${ids} AND here.applicant IS NOT NULL`);
  return new Map(rows.filter((row) => row.n > 0).map((row) => [Number(row.id), row.n]));
}

export type EarlierCase = { id: number; number: string; status: Status; category: string | null; receivedAt: Date; language: string; excerpt: string; /** The same entry, not only the same phone: a duplicate may be merged into it. */ sameEntry: boolean; open: boolean };

/** The earlier cases of the same person that this official may read. */
export async function earlierCases(actor: Actor, id: number): Promise<EarlierCase[]> {
  demand(actor, "case.read");
  const rows = await privateDb().execute<{ id: string; number: string; status: Status; category: string | null; at: string; language: string; excerpt: string; sameEntry: boolean; open: boolean }>(sql`
    SELECT earlier.* FROM private.appeal here, LATERAL (${earlierThan(actor, sql`
      ${appeal.id}, ${appeal.number}, ${appeal.status}, ${appeal.category}, ${appeal.receivedAt} AS at, ${appeal.language}, left(${appeal.text}, 160) AS excerpt, ${appeal.applicant} = here.applicant AS "sameEntry", ${appeal.closedAt} IS NULL AS open`)}) earlier
    WHERE here.id = ${id}`);
  return rows.map(({ at, ...row }) => ({ ...row, id: Number(row.id), receivedAt: new Date(at) }));
}
