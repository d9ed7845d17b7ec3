import { type SQL, sql } from "drizzle-orm";
import type { AppealKind } from "#db/reference/deadline-rules.ts";
import { type Connection, privateDb } from "#db/private.ts";
import { type Calendar, calendarOf } from "#lib/appeals/calendar.ts";
import { draftedDays, type DraftDay, standingDays } from "#lib/appeals/calendar-draft.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { type Clock, dueDayByCalendar } from "#lib/appeals/deadlines.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Why a deadline keeps its day though a changed day lies in its term. */
export type Stays = "extended" | "source" | "frozen";

/** An open case whose term a changed day lies in: where its clock began and ends, in the city's days. */
export type Touched = { id: number; number: string; kind: AppealKind | "signal"; dueAt: string; dueDay: string; day: string; time: string; stays: Stays | null };

/**
 * Open cases over whose terms one of the days from `first` to `last` lies; `only` narrows or locks them. An extended
 * deadline is a day of its own, a source's deadline isn't counted here, and a frozen result is published as it was.
 */
export async function touchedCases(db: Connection, timeZone: string, first: string, last: string, only: SQL = sql``, lock: SQL = sql``): Promise<Touched[]> {
  const rows = await db.execute<Omit<Touched, "id"> & { id: string }>(sql`
    SELECT a.id, a.number, CASE a.track WHEN 'signal' THEN 'signal' ELSE a.kind END AS kind,
      to_char(a.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "dueAt", to_char(a.due_at AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS "dueDay",
      to_char(s.began AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS day, to_char(s.began AT TIME ZONE ${timeZone}, 'HH24:MI') AS time,
      CASE WHEN a.extended_at IS NOT NULL THEN 'extended' WHEN a.due_basis = 'source' THEN 'source'
        WHEN EXISTS (SELECT 1 FROM private.frozen f WHERE f.appeal = a.id AND f.result IS NOT NULL) THEN 'frozen' END AS stays
    FROM private.appeal a CROSS JOIN LATERAL (SELECT coalesce(
      CASE WHEN a.round > 1 THEN (SELECT max(p.reopened_at) FROM private.past_round p WHERE p.appeal = a.id) END, a.registered_at, a.received_at) AS began) s
    WHERE a.closed_at IS NULL AND a.due_at >= (${first}::date)::timestamp AT TIME ZONE ${timeZone}
      AND s.began < (${last}::date + 1)::timestamp AT TIME ZONE ${timeZone} ${only}
    ORDER BY a.id ${lock}`);
  return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

/** The day a touched deadline moves to; null when it stays where it is. */
export function movedDay(one: Touched, before: Clock, after: Calendar): string | null {
  const day = dueDayByCalendar(before, after, one, one.dueDay);
  return day === one.dueDay ? null : day;
}

/** A calendar with changes put over it. */
export async function calendarWith(db: Connection, changes: DraftDay[]): Promise<Calendar> {
  const days = new Map([...await standingDays(db)].map(([day, { working }]) => [day, working]));
  for (const { day, to } of changes) {
    if (to) days.set(day, to.working);
    else days.delete(day);
  }
  return calendarOf([...days].map(([day, working]) => ({ day, working })));
}

export type Move = { number: string; kind: Touched["kind"]; from: string; to: string };
/** What the draft would do: moves by kind and one by one, what stays and why, and days that were counted already. */
export type Preview = { moves: Move[]; byKind: { kind: Touched["kind"]; later: number; earlier: number }[]; stays: { why: Stays; n: number }[]; past: string[] };

/** What applying the draft would move, as the cases stand now. The administrator sees numbers and days, no case. */
export async function previewDraft(actor: Actor, now = new Date()): Promise<Preview> {
  demand(actor, "calendar.manage");
  const db = privateDb();
  const [draft, clock] = await Promise.all([draftedDays(db), cityClock(db)]);
  if (draft.length === 0) return { moves: [], byKind: [], stays: [], past: [] };
  const [touched, after] = await Promise.all([touchedCases(db, clock.timeZone, draft[0]!.day, draft.at(-1)!.day), calendarWith(db, draft)]);
  const moves: Move[] = [], byKind = new Map<Touched["kind"], { later: number; earlier: number }>(), stays = new Map<Stays, number>();
  for (const one of touched) {
    const to = movedDay(one, clock, after);
    if (to === null) continue;
    if (one.stays) {
      stays.set(one.stays, (stays.get(one.stays) ?? 0) + 1);
      continue;
    }
    const counted = byKind.get(one.kind) ?? { later: 0, earlier: 0 };
    counted[to > one.dueDay ? "later" : "earlier"]++;
    byKind.set(one.kind, counted);
    moves.push({ number: one.number, kind: one.kind, from: one.dueDay, to });
  }
  return {
    moves, byKind: [...byKind].map(([kind, n]) => ({ kind, ...n })), stays: [...stays].map(([why, n]) => ({ why, n })),
    past: draft.map(({ day }) => day).filter((day) => day <= cityDay(now, clock.timeZone)),
  };
}
