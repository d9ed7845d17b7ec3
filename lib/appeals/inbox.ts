import { and, eq, type SQL, sql } from "drizzle-orm";
import { appeal, privateDb } from "#db/private.ts";
import { readMark } from "#db/private/triage.ts";
import { claimsOf } from "#lib/appeals/claim.ts";
import { inInbox } from "#lib/appeals/in-inbox.ts";
import { decodePlace, encodePlace } from "#lib/appeals/list-place.ts";
import { nearCounts } from "#lib/appeals/near-counts.ts";
import { newWords } from "#lib/appeals/new-words.ts";
import { earlierCounts } from "#lib/appeals/same-person.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { wordlessOf } from "#lib/appeals/wordless.ts";
import { visitsAhead } from "#lib/reception/read.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export const inboxPageSize = 20;
/** Counting stops here: who has more than this many before him doesn't need the exact figure. */
export const countedUpTo = 999;

/**
 * A page of the inbox, newest first, with the texts in full: what this official may triage, what of it he hasn't opened
 * yet, who has it in hand, how often the same person has written before, and how many others write about the same.
 */
export async function readInbox(actor: Actor, after: string | undefined, now = new Date(), size = inboxPageSize) {
  demand(actor, "case.classify");
  const db = privateDb();
  const place = after ? decodePlace(after) : null;
  const waiting = and(inInbox(), ownScope(actor));
  const unread = sql<boolean>`NOT EXISTS (SELECT FROM ${readMark} WHERE ${readMark.staff} = ${actor.id} AND ${readMark.appeal} = ${appeal.id})`;
  const counted = (where: SQL | undefined) => db.select({ n: sql<number>`count(*)::int` })
    .from(db.select({ one: sql`1`.as("one") }).from(appeal).where(where).limit(countedUpTo + 1).as("some"));
  const [found, [all], [fresh]] = await Promise.all([
    db.select({
      id: appeal.id, number: appeal.number, status: appeal.status, track: appeal.track, kind: appeal.kind, channel: appeal.channel, category: appeal.category, district: appeal.district,
      language: appeal.language, text: appeal.text, receivedAt: appeal.receivedAt, dueAt: appeal.dueAt, closedAt: appeal.closedAt, unread, sortedBy: sql<string>`${appeal.receivedAt}::text`,
    }).from(appeal).where(and(waiting, place ? sql`(${appeal.receivedAt}, ${appeal.id}) < (${place.at}::timestamptz, ${place.id})` : undefined))
      .orderBy(sql`${appeal.receivedAt} DESC`, sql`${appeal.id} DESC`).limit(size + 1),
    counted(waiting), counted(and(waiting, unread)),
  ]);
  const rows = found.slice(0, size), last = found.length > size ? rows.at(-1)! : null;
  const ids = rows.map((row) => row.id);
  const [claims, earlier, near, visits, words, wordless] = await Promise.all([claimsOf(ids, now), earlierCounts(actor, ids), nearCounts(actor, ids), visitsAhead(ids), newWords(db, ids), wordlessOf(db, rows)]);
  return {
    rows: rows.map(({ sortedBy: _, ...row }) => ({ ...row, claim: claims.get(row.id) ?? null, earlier: earlier.get(row.id) ?? 0, near: near.get(row.id) ?? 0, visit: visits.get(row.id) ?? null, word: words.get(row.id) ?? null, wordless: wordless.get(row.id) ?? null })),
    next: last && encodePlace(last.sortedBy, last.id), waiting: all!.n, unread: fresh!.n,
  };
}

export type Inbox = Awaited<ReturnType<typeof readInbox>>;

/** Whether a case still waits for triage, and which one comes next after it in the feed (the newest one when it was the last). */
export async function placeInInbox(actor: Actor, id: number): Promise<{ waits: boolean; number: string | null; next: number | null }> {
  demand(actor, "case.classify");
  const db = privateDb();
  const others = and(inInbox(), ownScope(actor), sql`${appeal.id} <> ${id}`);
  const newest = (where: SQL | undefined) => db.select({ id: appeal.id }).from(appeal).where(where).orderBy(sql`${appeal.receivedAt} DESC`, sql`${appeal.id} DESC`).limit(1);
  const [[itself], [below], [top]] = await Promise.all([
    db.select({ number: appeal.number, waits: inInbox() }).from(appeal).where(and(eq(appeal.id, id), ownScope(actor))),
    newest(and(others, sql`(${appeal.receivedAt}, ${appeal.id}) < (SELECT here.received_at, here.id FROM private.appeal here WHERE here.id = ${id})`)),
    newest(others),
  ]);
  return { waits: itself?.waits ?? false, number: itself?.number ?? null, next: below?.id ?? top?.id ?? null };
}
