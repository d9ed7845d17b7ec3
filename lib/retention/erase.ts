import { lt, sql } from "drizzle-orm";
import { privateDb, session, signInAttempt } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { readSchedule } from "#lib/retention/schedule.ts";

/** How long addresses of sign-ins and sessions are of use against misuse. */
const addressDays = 90;
const batch = 500;

/** How much a round of the retention job erased: cases, and things that came and belong to none. */
export type Erased = { cases: number; arrivals: number };

/**
 * One round of the retention job: erases the personal data of the cases that are due, oldest first, each with its event in
 * a transaction of its own, so that a kill loses nothing and two machines share the work; then what came and became no
 * case. The round goes into the office's history with its counts.
 */
export async function eraseDue(now = new Date()): Promise<Erased> {
  const db = privateDb();
  const erased: Erased = { cases: 0, arrivals: 0 };
  const schedule = await readSchedule(db);
  if (schedule) {
    const before = (track: "appeal" | "signal") => sql`${now.toISOString()}::timestamptz - make_interval(months => ${schedule[`${track}Months`]}::int)`;
    for (;;) {
      const due = await db.execute<{ id: string }>(sql`
        SELECT id FROM private.appeal WHERE erased_at IS NULL AND closed_at <= CASE track WHEN 'appeal' THEN ${before("appeal")} ELSE ${before("signal")} END
          AND closed_at <= greatest(${before("appeal")}, ${before("signal")})
        ORDER BY closed_at LIMIT ${batch}`);
      let here = 0;
      for (const { id } of due) {
        const [done] = await db.execute<{ erased: boolean }>(sql`SELECT private.erase_case(${id}::bigint, ${now.toISOString()}::timestamptz) AS erased`);
        if (done!.erased) here++;
      }
      erased.cases += here;
      if (here === 0) break; // none left, or another machine took them
    }
    for (let here = batch; here >= batch;) {
      const [done] = await db.execute<{ n: number }>(sql`SELECT private.erase_unclaimed(${now.toISOString()}::timestamptz, ${batch}) AS n`);
      erased.arrivals += here = done!.n;
    }
    if (erased.cases + erased.arrivals > 0) await recordOffice(db, null, { kind: "retention", subject: "erased", after: erased });
  }
  const old = new Date(now.getTime() - addressDays * 86_400_000);
  await db.delete(signInAttempt).where(lt(signInAttempt.at, old));
  await db.update(session).set({ address: null, agent: null }).where(sql`${session.expiresAt} < ${old.toISOString()}::timestamptz AND (${session.address} IS NOT NULL OR ${session.agent} IS NOT NULL)`);
  return erased;
}
