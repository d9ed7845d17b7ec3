import { and, eq, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import { statuses } from "#db/reference/codelists.ts";
import { appeal, type Connection, privateDb } from "#db/private.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { type Found, findBy } from "#lib/appeals/find.ts";
import { descendants } from "#lib/appeals/reference.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type ListFilter = {
  q?: string; status?: string; department?: string; category?: string; district?: string; channel?: string;
  /** Only open cases past their deadline, the longest overdue first. */
  overdue?: boolean;
  after?: string;
};

export const pageSize = 40;

// A place in the list: the sorting moment as PostgreSQL writes it (a JavaScript Date would lose its microseconds) and the id.
export const encodePlace = (at: string, id: number) => Buffer.from(`${at} ${id}`).toString("base64url");
export function decodePlace(after: string): { at: string; id: number } {
  const match = /^(([12]\d{3}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?\+00) (\d{1,15})$/.exec(Buffer.from(after, "base64url").toString());
  // A day that no calendar has (31 February) must not reach PostgreSQL, which would call it a fault.
  const moment = new Date(`${match?.[2]}T${match?.[3]}Z`);
  if (!match || Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== match[2]) throw new Refusal("invalid", {}, "after");
  return { at: match[1]!, id: Number(match[4]) };
}

async function conditions(db: Connection, filter: ListFilter): Promise<(SQL | undefined)[]> {
  if (filter.status && !(statuses as readonly string[]).includes(filter.status)) throw new Refusal("invalid", {}, "status");
  return [
    filter.status ? eq(appeal.status, filter.status) : undefined,
    filter.department ? eq(appeal.department, filter.department) : undefined,
    filter.category === "unknown" ? isNull(appeal.category) : filter.category ? inArray(appeal.category, await descendants(db, "category", filter.category)) : undefined,
    filter.district === "unknown" ? isNull(appeal.district) : filter.district ? inArray(appeal.district, await descendants(db, "district", filter.district)) : undefined,
    filter.channel ? eq(appeal.channel, filter.channel) : undefined,
  ];
}

/**
 * A page of the cases an official may see, newest first (overdue ones: longest overdue first), by keyset: page 1000
 * costs what page 1 costs, and nothing is shown twice or left out while new cases come in.
 */
export async function listCases(actor: Actor, filter: ListFilter, now = new Date(), size = pageSize) {
  demand(actor, "case.read");
  const db = privateDb();
  const found: Found | null = filter.q ? await findBy(db, actor, filter.q, (await officeCity(db)).timeZone) : null;
  const column = filter.overdue ? appeal.dueAt : appeal.receivedAt;
  const place = filter.after ? decodePlace(filter.after) : null;
  const beyond = place && (filter.overdue
    ? sql`(${appeal.dueAt}, ${appeal.id}) > (${place.at}::timestamptz, ${place.id})`
    : sql`(${appeal.receivedAt}, ${appeal.id}) < (${place.at}::timestamptz, ${place.id})`);
  const overdue = filter.overdue ? and(isNull(appeal.closedAt), lt(appeal.dueAt, now)) : undefined;

  const rows = await db.select({
    id: appeal.id, number: appeal.number, status: appeal.status, track: appeal.track, kind: appeal.kind, channel: appeal.channel, category: appeal.category, district: appeal.district,
    department: appeal.department, receivedAt: appeal.receivedAt, dueAt: appeal.dueAt, closedAt: appeal.closedAt, language: appeal.language,
    excerpt: sql<string>`left(${appeal.text}, 160)`, sortedBy: sql<string>`${column}::text`,
  }).from(appeal)
    .where(and(scopeOf(actor), ...await conditions(db, filter), found?.where, overdue, beyond ?? undefined))
    .orderBy(...(filter.overdue ? [sql`${appeal.dueAt} ASC`, sql`${appeal.id} ASC`] : [sql`${appeal.receivedAt} DESC`, sql`${appeal.id} DESC`]))
    .limit(size + 1);
  const last = rows.length > size ? rows[size - 1]! : null;
  return { rows: rows.slice(0, size), next: last && encodePlace(last.sortedBy, last.id), foundBy: found?.by ?? null };
}

export type ListedCase = Awaited<ReturnType<typeof listCases>>["rows"][number];
