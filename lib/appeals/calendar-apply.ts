import { desc, eq, isNull, sql } from "drizzle-orm";
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

/** Why the deadlines move, for their histories: the laws and decrees of the changed days. */
function reasonOf(days: DraftDay[], standing: Awaited<ReturnType<typeof standingDays>>): string {
  return [...new Set(days.map(({ day, to }) => (to ? to.basis : `${day}: − ${standing.get(day)?.basis ?? ""}`)))].join("; ");
}

async function writeDays(tx: Connection, actor: number, days: DraftDay[], standing: Awaited<ReturnType<typeof standingDays>>): Promise<void> {
  for (const { day, to } of days) {
    await tx.delete(calendarDay).where(eq(calendarDay.day, day));
    if (to) await tx.insert(calendarDay).values({ day, ...to });
    await recordOffice(tx, { id: actor }, { kind: "calendar", subject: day, before: standing.get(day) ?? null, after: to, reason: to?.basis ?? null });
  }
}

/**
 * Applies a confirmed draft: the days, their history, and every open deadline they move with an event of its case – in one
 * transaction, so that a fault or a kill leaves all as it was and the next round begins anew. Commands that count a new
 * deadline wait for it (holdCalendar). Progress is written beside the transaction.
 * @returns what was done; nothing when no draft is confirmed or another machine is at it
 */
export async function applyCalendarChange(): Promise<string | void> {
  const db = privateDb();
  const [change] = await db.select({ id: calendarChange.id, days: calendarChange.days, by: calendarChange.confirmedBy }).from(calendarChange).where(isNull(calendarChange.appliedAt));
  if (!change) return;
  // Taken before the lock: those who wait for the calendar may have every other connection of the pool.
  const beside = await db.$client.reserve();
  const progress = (total: number, seen: number) => beside`UPDATE private.calendar_change SET total = ${total}, seen = ${seen} WHERE id = ${change.id}`;
  return db.transaction(async (tx) => {
    const [free] = await tx.execute<{ mine: boolean }>(sql`SELECT pg_try_advisory_xact_lock(hashtext('open-akimat calendar change')) AS mine`);
    if (!free!.mine) return;
    await holdCalendarAlone(tx);
    const [still] = await tx.select({ id: calendarChange.id }).from(calendarChange).where(isNull(calendarChange.appliedAt));
    if (still?.id !== change.id) return;

    const days = (change.days as DraftDay[]).toSorted((a, b) => a.day.localeCompare(b.day));
    const [standing, before, after] = [await standingDays(tx), await cityClock(tx), await calendarWith(tx, days)];
    const reason = reasonOf(days, standing), first = days[0]!.day, last = days.at(-1)!.day;
    await writeDays(tx, change.by, days, standing);

    const ids = (await touchedCases(tx, before.timeZone, first, last)).filter((one) => !one.stays && movedDay(one, before, after)).map((one) => one.id);
    const lastInstant = new Map<string, string>();
    const instant = (day: string) => lastInstant.get(day) ?? (lastInstant.set(day, endOfCityDay(day, before.timeZone).toISOString()), lastInstant.get(day)!);
    let moved = 0;
    for (let at = 0; at < ids.length; at += batch) {
      await progress(ids.length, at);
      const some = JSON.stringify(ids.slice(at, at + batch));
      // Judged again under lock: one may have been answered or extended since.
      const rows = await touchedCases(tx, before.timeZone, first, last, sql`AND a.id IN (SELECT jsonb_array_elements_text(${some}::jsonb)::bigint)`, sql`FOR UPDATE OF a`);
      const moves = rows.flatMap((one) => {
        const day = one.stays ? null : movedDay(one, before, after);
        return day === null ? [] : [{ id: one.id, before: one.dueAt, after: instant(day) }];
      });
      await moveDeadlines(tx, moves, change.by, reason);
      moved += moves.length;
    }
    await tx.update(calendarChange).set({ total: ids.length, seen: ids.length, moved, appliedAt: sql`clock_timestamp()` }).where(eq(calendarChange.id, change.id));
    return `${days.length} days, ${moved} deadlines moved`;
  }).finally(() => beside.release());
}

async function moveDeadlines(tx: Connection, moves: { id: number; before: string; after: string }[], actor: number, reason: string): Promise<void> {
  const listed = sql`jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) AS m(id bigint, before text, after text)`;
  await tx.execute(sql`UPDATE private.appeal a SET due_at = m.after::timestamptz, version = a.version + 1 FROM ${listed} WHERE a.id = m.id`);
  await tx.execute(sql`
    INSERT INTO private.event (appeal, actor, kind, before, after, reason, seq, hash)
    SELECT m.id, ${actor}, 'deadline', jsonb_build_object('dueAt', m.before), jsonb_build_object('dueAt', m.after), ${reason}, 0, '' FROM ${listed}`);
}
