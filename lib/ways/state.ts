import { and, count, desc, eq, isNotNull, sql, type SQL } from "drizzle-orm";
import { inbound } from "#db/private/intake.ts";
import { outbox } from "#db/private/outbox.ts";
import { privateDb } from "#db/private.ts";
import { channelOf } from "#lib/outbox/channels.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";
import { hindranceOf, wayRows } from "#lib/ways/manage.ts";
import type { Way } from "#lib/ways/way.ts";
import { type WayCode, wayCodes, ways } from "#lib/ways/ways.ts";

/** How what comes by a way is getting on: times and counts, nothing of what was said. */
async function arrivalsOf(source: string) {
  const db = privateDb();
  const many = (state: SQL) => db.select({ n: count() }).from(inbound).where(and(eq(inbound.source, source), state));
  const [[last], [waiting], [dead]] = await Promise.all([
    db.select({ at: inbound.arrivedAt }).from(inbound).where(eq(inbound.source, source)).orderBy(desc(inbound.id)).limit(1),
    many(sql`${inbound.state} = 'waiting'`), many(sql`${inbound.state} = 'dead'`), // as literals: so the indexes of what waits and what is dead are used
  ]);
  return { lastAt: last?.at ?? null, waiting: waiting!.n, dead: dead!.n };
}

/** How what goes out by a channel is getting on. */
async function sendingOf(channel: string) {
  const db = privateDb(), of = eq(outbox.channel, channel);
  const [[last], counts, [fault]] = await Promise.all([
    db.select({ at: outbox.doneAt, delivery: outbox.delivery, deliveryAt: outbox.deliveryAt }).from(outbox).where(and(of, eq(outbox.state, "sent"))).orderBy(desc(outbox.doneAt)).limit(1),
    db.select({ state: outbox.state, n: count() }).from(outbox).where(and(of, sql`${outbox.state} IN ('waiting', 'sending', 'in_doubt', 'dead')`)).groupBy(outbox.state),
    db.select({ error: outbox.lastError, at: outbox.begunAt }).from(outbox).where(and(of, isNotNull(outbox.lastError))).orderBy(desc(outbox.begunAt)).limit(1),
  ]);
  const n = (...states: string[]) => counts.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + row.n, 0);
  return { ready: await channelOf(channel)?.ready(db) ?? false, lastAt: last?.at ?? null, delivery: last?.delivery ?? null, deliveryAt: last?.deliveryAt ?? null, waiting: n("waiting", "sending"), dead: n("dead", "in_doubt"), fault: fault?.error ? { error: fault.error, at: fault.at } : null };
}

/** Every way: whether it is on and complete, when something last came and went by it, and what is stuck. */
export async function waysState(actor: Actor) {
  demand(actor, "way.manage");
  const rows = await wayRows();
  return Promise.all(wayCodes.map(async (code: WayCode) => {
    const { sends, opensPage }: Way = ways[code], row = rows.get(code);
    // What several providers can do is told of the one that is on.
    const isOthers = row?.active !== true && wayCodes.some((other) => other !== code && (ways[other] as Way).sends === sends);
    const [arrivals, sending] = await Promise.all([opensPage ? null : arrivalsOf(code), sends === undefined || isOthers || !channelOf(sends) ? null : sendingOf(sends)]);
    return { code, active: row?.active ?? false, hindrance: hindranceOf(code, row), arrivals, sending };
  }));
}

export type WayState = Awaited<ReturnType<typeof waysState>>[number];
