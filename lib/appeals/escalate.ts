import { and, asc, eq, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { appeal, type Connection, privateDb, setting } from "#db/private.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { cityDay, startOfCityDay } from "#lib/appeals/city-day.ts";
import type { Clock } from "#lib/appeals/deadlines.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { recordOffice } from "#lib/audit.ts";
import { type Actor, demand, may } from "#lib/staff/actor.ts";

/** Before whom a case is put: first the head of its department, then the akim and his deputies. */
export const levels = ["head", "akim"] as const;
export type Level = (typeof levels)[number];

/** Working days before the deadline from which the head is told, and after it from which the akim is. */
export const Escalation = z.object({ headBefore: z.number().int().min(0).max(20), akimAfter: z.number().int().min(0).max(60) });
export type Escalation = z.output<typeof Escalation>;
const usual: Escalation = { headBefore: 3, akimAfter: 1 };

/** When cases go to the head and to the akim: as it was set, else as is usual. */
export async function readEscalation(db: Connection = privateDb()): Promise<Escalation> {
  const [row] = await db.select({ value: setting.value }).from(setting).where(eq(setting.key, "escalation"));
  return row ? Escalation.parse(row.value) : usual;
}

/** Sets it; the office's history keeps what was before. */
export async function setEscalation(actor: Actor, input: Escalation): Promise<void> {
  demand(actor, "calendar.manage");
  await privateDb().transaction(async (tx) => {
    const before = await readEscalation(tx);
    await tx.insert(setting).values({ key: "escalation", value: input }).onConflictDoUpdate({ target: setting.key, set: { value: input } });
    await recordOffice(tx, actor, { kind: "escalation", subject: "escalation", before, after: input });
  });
}

/** The instant before which a deadline must lie for a case to be put before a level today. */
function dueBefore(level: Level, { headBefore, akimAfter }: Escalation, clock: Clock, now: Date): Date {
  const today = cityDay(now, clock.timeZone), { calendar } = clock;
  if (level === "head") return startOfCityDay(calendar.addWorkingDays(today, headBefore + 1), clock.timeZone);
  // The first day from which fewer than `akimAfter` working days have passed until today.
  let day = today;
  while (calendar.workingDaysBetween(day, today) < akimAfter) day = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  return akimAfter === 0 ? startOfCityDay(today, clock.timeZone) : startOfCityDay(new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10), clock.timeZone);
}

const batch = 500;

/**
 * Puts open cases whose deadline is near before the head of their department, and those that are overdue before the akim:
 * once a level and deadline, each with an event of its case. Sources that have ended are history and nobody's work. Safe on
 * several machines: a case is locked by one, the others pass over it.
 */
export async function escalate(now = new Date()): Promise<string | void> {
  const db = privateDb();
  const [clock, rule] = await Promise.all([cityClock(db), readEscalation(db)]);
  const told: Record<Level, number> = { head: 0, akim: 0 };
  for (const level of levels) {
    const before = dueBefore(level, rule, clock, now).toISOString();
    for (let n = batch; n === batch;) {
      n = await db.transaction(async (tx) => {
        const rows = await tx.execute<{ id: string }>(sql`
          WITH due AS (
            SELECT a.id, a.due_at FROM private.appeal a
            WHERE a.closed_at IS NULL AND a.due_at < ${before}::timestamptz AND (${level} = 'akim' OR a.department IS NOT NULL)
              AND NOT EXISTS (SELECT 1 FROM private.escalation e WHERE e.appeal = a.id AND e.level = ${level} AND e.due_at = a.due_at)
              AND NOT EXISTS (SELECT 1 FROM private.source s WHERE s.code = a.source AND s.observed_until IS NOT NULL)
            ORDER BY a.due_at LIMIT ${batch} FOR UPDATE OF a SKIP LOCKED
          )
          INSERT INTO private.escalation (appeal, level, due_at, at) SELECT id, ${level}, due_at, ${now.toISOString()}::timestamptz FROM due
          ON CONFLICT DO NOTHING RETURNING appeal AS id`);
        // No new version: a form that somebody is filling in is as good as before.
        for (const { id } of rows) {
          await tx.execute(sql`INSERT INTO private.event (appeal, kind, after, seq, hash) VALUES (${id}::bigint, 'escalated', jsonb_build_object('level', ${level}::text), 0, '')`);
        }
        return rows.length;
      });
      told[level] += n;
    }
  }
  if (told.head + told.akim > 0) return `${told.head} to heads, ${told.akim} to the akim`;
}

/** Open cases that were put before this official by their present deadline, as a condition on private.appeal; null: none ever are. */
export function escalatedTo(actor: Actor): SQL | null {
  const put = (level: Level) => sql`EXISTS (SELECT 1 FROM private.escalation e WHERE e.appeal = ${appeal.id} AND e.level = ${level} AND e.due_at = ${appeal.dueAt})`;
  const mine = [
    may(actor, "act.decide.extend") ? put("akim") : undefined,
    actor.roles.includes("head") && actor.department ? and(eq(appeal.department, actor.department), put("head")) : undefined,
  ].filter((one) => one !== undefined);
  return mine.length > 0 ? and(isNull(appeal.closedAt), or(...mine), scopeOf(actor))! : null;
}

/** The most that are counted: "99+" says as much. */
const mostCounted = 99;

/** What was put before this official, the most overdue first, and how many there are (at most 100 are counted). */
export async function escalatedCases(actor: Actor, shown = 3) {
  demand(actor, "case.read");
  const mine = escalatedTo(actor);
  if (!mine) return { rows: [], n: 0, more: false };
  const rows = await privateDb().select({ id: appeal.id, number: appeal.number, status: appeal.status, category: appeal.category, department: appeal.department, dueAt: appeal.dueAt, closedAt: appeal.closedAt })
    .from(appeal).where(mine).orderBy(asc(appeal.dueAt), asc(appeal.id)).limit(mostCounted + 1);
  return { rows: rows.slice(0, shown), n: Math.min(rows.length, mostCounted), more: rows.length > mostCounted };
}
