import { and, type SQL, sql } from "drizzle-orm";
import { appeal, type Connection, privateDb } from "#db/private.ts";
import { lookThroughSearch, peopleFound } from "#lib/appeals/applicant-search.ts";
import { byMonths, type Months } from "#lib/appeals/case-words.ts";
import { type Found, findBy } from "#lib/appeals/find.ts";
import { conditionsOf, type ListFilter, sortOf } from "#lib/appeals/list-filter.ts";
import { type Stretch, stretchesOf } from "#lib/appeals/list-order.ts";
import { decodePlace, encodePlace } from "#lib/appeals/list-place.ts";
import { newWords } from "#lib/appeals/new-words.ts";
import { wordlessOf } from "#lib/appeals/wordless.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type { ListFilter };

export const pageSize = 40;

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
  const sort = sortOf(filter), stretches = stretchesOf(sort), open = sort === "due" || filter.open;
  // Its parts in their order: each query of a search in each stretch of the order.
  const parts = (found?.by === "text" ? found.queries : found?.by === "nothing" ? [] : [null]).flatMap((query) => stretches.map((stretch) => ({ query, stretch })));
  for (let part = start?.part ?? 0; part < parts.length && rows.length <= size; part++) {
    const { query, stretch } = parts[part]!, beyond = part === start?.part ? start : null, left = size + 1 - rows.length;
    const condition = and(...where, stretch.among, found?.by === "number" ? found.where : undefined, beyond ? stretch.beyond(beyond) : undefined);
    const until = beyond && stretch.newestFirst ? sql`${beyond.at}` : undefined;
    rows.push(...(query === null ? await readRows(db, part, condition, stretch, left)
      : await byMonths(db, actor, { words: await query(), open, until, where: condition }, (tx, found) => readRows(tx, part, found.where, stretch, left, found))));
  }
  const page = rows.slice(0, size), last = rows.length > size ? page.at(-1)! : null;
  if (people) await lookThroughSearch(db, actor, filter.people!, page.map((row) => row.id));
  const [words, wordless] = await Promise.all([newWords(db, page.map((row) => row.id)), wordlessOf(db, page.map(({ id, excerpt: text }) => ({ id, text })))]);
  return { rows: page.map((row) => ({ ...row, word: words.get(row.id) ?? null, wordless: wordless.get(row.id) ?? null })), next: last && encodePlace(last.sortedBy, last.id, last.part), foundBy: people ? people.by : found?.by ?? null };
}

export type ListedCase = Awaited<ReturnType<typeof listCases>>["rows"][number];

/** A page of one part of the list; `words`: of a search for words. */
async function readRows(db: Connection, part: number, where: SQL | undefined, stretch: Stretch, size: number, words?: Months) {
  const rows = db.select({
    id: appeal.id, number: appeal.number, status: appeal.status, track: appeal.track, kind: appeal.kind, channel: appeal.channel, category: appeal.category, district: appeal.district,
    department: appeal.department, receivedAt: appeal.receivedAt, dueAt: appeal.dueAt, closedAt: appeal.closedAt, language: appeal.language, version: appeal.version, seq: appeal.historySeq,
    excerpt: sql<string>`left(${appeal.text}, 160)`, sortedBy: sql<string>`${stretch.moment}::text`,
  }).from(appeal).$dynamic();
  const found = words ? rows.innerJoin(words.months, sql`true`) : rows;
  const order = words && stretch.newestFirst ? [words.newest, ...stretch.by] : stretch.by;
  return (await found.where(where).orderBy(...order).limit(size)).map((row) => ({ ...row, part }));
}
