import { and, type SQL, sql } from "drizzle-orm";
import { appeal, type Connection, privateDb } from "#db/private.ts";
import { lookThroughSearch, peopleFound } from "#lib/appeals/applicant-search.ts";
import { byIndexOfWords, type Found, findBy, receivedSince } from "#lib/appeals/find.ts";
import { conditionsOf, type ListFilter, sortOf } from "#lib/appeals/list-filter.ts";
import { type Stretch, stretchesOf } from "#lib/appeals/list-order.ts";
import { decodePlace, encodePlace } from "#lib/appeals/list-place.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type { ListFilter };

export const pageSize = 40;

/** How far back each look for words goes, in days: enough for words that are common, then for rarer ones, then everything. */
const windows = [45, 400, null];

/**
 * A page of the cases an official may see, newest first or (`sort` due) by deadline and those without one last, by keyset:
 * page 1000 costs what page 1 costs, and nothing is shown twice or left out while new cases come in. A search shows what holds
 * its words first, then what holds words much alike. A list of what an applicant search found leaves its trace on each case it shows.
 * @throws Refusal "invalid" naming the filter whose value does not exist
 */
export async function listCases(actor: Actor, filter: ListFilter, now = new Date(), size = pageSize) {
  demand(actor, "case.read");
  const db = privateDb();
  const start = filter.after ? decodePlace(filter.after) : null;
  const people = filter.people ? await peopleFound(db, actor, filter.people, now) : null;
  const found: Found | null = filter.q ? await findBy(db, actor, filter.q) : null;
  const where = [scopeOf(actor), ...await conditionsOf(db, actor, filter, now), people ? sql`${appeal.applicant} = ANY (string_to_array(${people.people.join(",")}, ',')::bigint[])` : undefined];

  const rows: Awaited<ReturnType<typeof readRows>> = [];
  const tiers = found ? found.tiers : [async () => undefined], sort = sortOf(filter), stretches = stretchesOf(sort);
  // Its parts in their order: each tier of a search in each stretch of the order.
  for (let part = start?.part ?? 0; part < tiers.length * stretches.length && rows.length <= size; part++) {
    const stretch = stretches[part % stretches.length]!;
    const condition = and(...where, stretch.among, await tiers[Math.floor(part / stretches.length)]!());
    const beyond = part === start?.part ? start : null;
    const read = (tx: Connection, since?: SQL) => readRows(tx, part, and(condition, since), stretch, beyond, size + 1 - rows.length);
    rows.push(...(found?.by === "text" ? await byWords(db, sort === "due" ? [null] : windows, beyond?.at ?? now.toISOString(), size + 1 - rows.length, read) : await read(db)));
  }
  const page = rows.slice(0, size), last = rows.length > size ? page.at(-1)! : null;
  if (people) await lookThroughSearch(db, actor, filter.people!, page.map((row) => row.id));
  return { rows: page, next: last && encodePlace(last.sortedBy, last.id, last.part), foundBy: people ? people.by : found?.by ?? null };
}

export type ListedCase = Awaited<ReturnType<typeof listCases>>["rows"][number];

/** A page of one part of the list. */
async function readRows(db: Connection, part: number, where: SQL | undefined, stretch: Stretch, beyond: { at: string; id: number } | null, size: number) {
  const rows = await db.select({
    id: appeal.id, number: appeal.number, status: appeal.status, track: appeal.track, kind: appeal.kind, channel: appeal.channel, category: appeal.category, district: appeal.district,
    department: appeal.department, receivedAt: appeal.receivedAt, dueAt: appeal.dueAt, closedAt: appeal.closedAt, language: appeal.language, version: appeal.version, seq: appeal.historySeq,
    excerpt: sql<string>`left(${appeal.text}, 160)`, sortedBy: sql<string>`${stretch.moment}::text`,
  }).from(appeal).where(and(where, beyond ? stretch.beyond(beyond) : undefined)).orderBy(...stretch.by).limit(size);
  return rows.map((row) => ({ ...row, part }));
}

/** All hits of a window of time are fetched and sorted – the index of words knows no order – and the window grows until the page is full. */
async function byWords(db: Connection, spans: (number | null)[], until: string, size: number, read: (tx: Connection, since?: SQL) => ReturnType<typeof readRows>) {
  return db.transaction(async (tx) => {
    await tx.execute(byIndexOfWords);
    for (const days of spans) {
      const rows = await read(tx, days === null ? undefined : receivedSince(sql`${until}::timestamptz - make_interval(days => ${days})`));
      if (rows.length >= size || days === null) return rows;
    }
    return [];
  });
}
