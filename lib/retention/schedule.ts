import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Connection, privateDb, setting } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Months after closing at which a case's personal data are erased. */
export type Schedule = { appealMonths: number; signalMonths: number };

/** A year at the least: reopening, complaints (three months, art. 92) and the year's report come first. At most fifty years. */
export const shortestMonths = 12;
export const longestMonths = 600;

const months = z.number().int().min(shortestMonths).max(longestMonths);
const Stored = z.object({ appealMonths: months, signalMonths: months });

/** The schedule in force; null: none was set, so nothing is erased. */
export async function readSchedule(db: Connection = privateDb()): Promise<Schedule | null> {
  const [row] = await db.select({ value: setting.value }).from(setting).where(eq(setting.key, "retention"));
  return row ? Stored.parse(row.value) : null;
}

/** How many cases fall under a schedule at once, and in each of the coming months; counts only, the administrator sees no case. */
export async function forecast(actor: Actor, schedule: Schedule, now = new Date()): Promise<{ atOnce: number; coming: { month: string; cases: number }[] }> {
  demand(actor, "retention.manage");
  const rows = await privateDb().execute<{ month: string | null; cases: number }>(sql`
    WITH due AS (
      SELECT closed_at + make_interval(months => CASE track WHEN 'appeal' THEN ${schedule.appealMonths}::int ELSE ${schedule.signalMonths}::int END) AS at
      FROM private.appeal WHERE erased_at IS NULL
        AND closed_at < ${now.toISOString()}::timestamptz - make_interval(months => least(${schedule.appealMonths}::int, ${schedule.signalMonths}::int) - 12)
    )
    SELECT CASE WHEN at > ${now.toISOString()}::timestamptz THEN to_char(at, 'YYYY-MM') END AS month, count(*)::int AS cases
    FROM due WHERE at <= ${now.toISOString()}::timestamptz + interval '12 months' GROUP BY 1 ORDER BY 1 NULLS FIRST`);
  return { atOnce: rows.find((row) => row.month === null)?.cases ?? 0, coming: rows.flatMap((row) => (row.month === null ? [] : [{ month: row.month, cases: row.cases }])) };
}

/**
 * Sets the schedule. `confirmed` is how many cases the administrator was told would be erased at once: if it is more by
 * now, he is asked again.
 * @throws Refusal "erasesMore" with the number
 */
export async function setSchedule(actor: Actor, schedule: Schedule, confirmed: number | null, now = new Date()): Promise<void> {
  demand(actor, "retention.manage");
  for (const key of ["appealMonths", "signalMonths"] as const) {
    if (!months.safeParse(schedule[key]).success) throw new Refusal("monthsRange", { shortest: shortestMonths, longest: longestMonths }, key);
  }
  const { atOnce } = await forecast(actor, schedule, now);
  if (atOnce > (confirmed ?? 0)) throw new Refusal("erasesMore", { cases: atOnce }, "confirmed");
  await privateDb().transaction(async (tx) => {
    const before = await readSchedule(tx);
    await tx.insert(setting).values({ key: "retention", value: schedule }).onConflictDoUpdate({ target: setting.key, set: { value: schedule } });
    await recordOffice(tx, actor, { kind: "retention", subject: "schedule", before, after: schedule });
  });
}
