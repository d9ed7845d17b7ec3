import { desc, eq, isNull, sql } from "drizzle-orm";
import type { Calendar } from "#lib/appeals/calendar.ts";
import type { Clock } from "#lib/appeals/deadlines.ts";
import { calendarDay, type Connection, privateDb } from "#db/private.ts";
import { calendarChange, calendarDraft } from "#db/private/deadlines.ts";
import { draftedDays, type DraftDay, lockDraft, type SeenCalendar, standingDays } from "#lib/appeals/calendar-draft.ts";
import { calendarWith, movedDay, touchedCases } from "#lib/appeals/calendar-moves.ts";
import { cityClock, holdCalendarAlone } from "#lib/appeals/city-clock.ts";
import { endOfCityDay } from "#lib/appeals/city-day.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** How far the latest application is: `total` null until it began, `moved` null until it is done. */
export type Application = { id: number; total: number | null; seen: number; moved: number | null; appliedAt: Date | null };

/** The latest application of a draft, whether it is done or under way. */
export async function latestApplication(db: Connection = privateDb()): Promise<Application | null> {
  const [row] = await db.select({ id: calendarChange.id, total: calendarChange.total, seen: calendarChange.seen, moved: calendarChange.moved, appliedAt: calendarChange.appliedAt })
    .from(calendarChange).orderBy(desc(calendarChange.id)).limit(1);
  return row ?? null;
}

/** Confirms the draft; the job applies it within seconds. @throws Refusal when there is no draft or one is being applied; Conflict */
export async function confirmDraft(actor: Actor, seen: SeenCalendar): Promise<void> {
  demand(actor, "calendar.manage");
  await privateDb().transaction(async (tx) => {
    await lockDraft(tx, seen);
    const [waiting] = await tx.select({ id: calendarChange.id }).from(calendarChange).where(isNull(calendarChange.appliedAt));
    if (waiting) throw new Refusal("calendarApplying");
    const days = (await draftedDays(tx)).map(({ day, to }): DraftDay => ({ day, to }));
    if (days.length === 0) throw new Refusal("calendarNothing");
    await tx.insert(calendarChange).values({ days, confirmedBy: actor.id });
    await tx.delete(calendarDraft);
  });
}

const batch = 1000;

/** Why the deadlines move, for their histories: the laws and decrees of the changed days, as cited; of a day taken back, its former one. */
function reasonOf(days: DraftDay[], standing: Awaited<ReturnType<typeof standingDays>>): string {
  return [...new Set(days.flatMap(({ day, to }) => to?.basis ?? standing.get(day)?.basis ?? []))].join("; ");
}

async function writeDays(tx: Connection, actor: number, days: DraftDay[], standing: Awaited<ReturnType<typeof standingDays>>): Promise<void> {
  for (const { day, to } of days) {
    await tx.delete(calendarDay).where(eq(calendarDay.day, day));
    if (to) await tx.insert(calendarDay).values({ day, ...to });
    await recordOffice(tx, { id: actor }, { kind: "calendar", subject: day, before: standing.get(day) ?? null, after: to, reason: to?.basis ?? null });
  }
}

/** The changed days as a case's history keeps them; they are put into words when it is read. */
const toldDays = (days: DraftDay[]) => days.map(({ day, to }) => ({ day, state: !to ? "ordinary" : to.working ? "working" : "off" }));

/** What it takes to move deadlines from one calendar to another, in one transaction. */
type Moving = { tx: Connection; before: Clock; after: Calendar; first: string; last: string; by: number; reason: string; days: ReturnType<typeof toldDays> };

/** Cases whose deadline another calendar moves, as they stand now. */
const movable = async ({ tx, before, after, first, last }: Moving): Promise<number[]> =>
  (await touchedCases(tx, before.timeZone, first, last)).filter((one) => !one.stays && movedDay(one, before, after)).map((one) => one.id);

/** Moves some of them, each judged again under its lock: one may have been answered or extended since. @returns those that moved */
async function moveCases({ tx, before, after, first, last, by, reason, days }: Moving, ids: number[]): Promise<number[]> {
  const some = JSON.stringify(ids), instants = new Map<string, string>();
  const rows = await touchedCases(tx, before.timeZone, first, last, sql`AND a.id IN (SELECT jsonb_array_elements_text(${some}::jsonb)::bigint)`, sql`FOR UPDATE OF a`);
  const moves = rows.flatMap((one) => {
    const day = one.stays ? null : movedDay(one, before, after);
    if (day === null) return [];
    if (!instants.has(day)) instants.set(day, endOfCityDay(day, before.timeZone).toISOString());
    return [{ id: one.id, before: one.dueAt, after: instants.get(day)! }];
  });
  await writeMoves(tx, moves, by, reason, days);
  return moves.map((move) => move.id);
}

/**
 * Applies a confirmed draft: the days, their history, and every open deadline they move with an event of its case – in one
 * transaction, so that a fault or a kill leaves all as it was and the next round begins anew. Cases are moved batch by
 * batch while others go on counting by the old calendar; at the end it holds them off (countingClock) and moves what they
 * counted meanwhile. Progress is written beside the transaction.
 * @returns what was done; nothing when no draft is confirmed or another machine is at it
 */
export async function applyCalendarChange(): Promise<string | void> {
  const db = privateDb();
  const [change] = await db.select({ id: calendarChange.id, days: calendarChange.days, by: calendarChange.confirmedBy }).from(calendarChange).where(isNull(calendarChange.appliedAt));
  if (!change) return;
  // Taken first: those who wait for a lock of ours may have every other connection of the pool.
  const beside = await db.$client.reserve();
  return db.transaction(async (tx) => {
    const [free] = await tx.execute<{ mine: boolean }>(sql`SELECT pg_try_advisory_xact_lock(hashtext('open-akimat calendar change')) AS mine`);
    if (!free!.mine) return;
    const [still] = await tx.select({ id: calendarChange.id }).from(calendarChange).where(isNull(calendarChange.appliedAt));
    if (still?.id !== change.id) return;

    const days = (change.days as DraftDay[]).toSorted((a, b) => a.day.localeCompare(b.day)), standing = await standingDays(tx);
    const moving: Moving = {
      tx, before: await cityClock(tx), after: await calendarWith(tx, days), first: days[0]!.day, last: days.at(-1)!.day, by: change.by, reason: reasonOf(days, standing), days: toldDays(days),
    };
    await writeDays(tx, change.by, days, standing);

    const ids = await movable(moving), moved = new Set<number>();
    for (let at = 0; at < ids.length; at += batch) {
      await beside`UPDATE private.calendar_change SET total = ${ids.length}, seen = ${at} WHERE id = ${change.id}`;
      for (const id of await moveCases(moving, ids.slice(at, at + batch))) moved.add(id);
    }
    await holdCalendarAlone(tx);
    const left = (await movable(moving)).filter((id) => !moved.has(id));
    if (left.length > 0) for (const id of await moveCases(moving, left)) moved.add(id);
    await tx.update(calendarChange).set({ total: ids.length, seen: ids.length, moved: moved.size, appliedAt: sql`clock_timestamp()` }).where(eq(calendarChange.id, change.id));
    return `${days.length} days, ${moved.size} deadlines moved`;
  }).finally(() => beside.release());
}

async function writeMoves(tx: Connection, moves: { id: number; before: string; after: string }[], actor: number, reason: string, days: Moving["days"]): Promise<void> {
  const listed = sql`jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) AS m(id bigint, before text, after text)`;
  await tx.execute(sql`UPDATE private.appeal a SET due_at = m.after::timestamptz, version = a.version + 1 FROM ${listed} WHERE a.id = m.id`);
  await tx.execute(sql`
    INSERT INTO private.event (appeal, actor, kind, before, after, reason, seq, hash)
    SELECT m.id, ${actor}, 'deadline', jsonb_build_object('dueAt', m.before), jsonb_build_object('dueAt', m.after, 'calendarDays', ${JSON.stringify(days)}::jsonb), ${reason}, 0, '' FROM ${listed}`);
}
