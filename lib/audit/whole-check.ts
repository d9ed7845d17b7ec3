import { eq, sql } from "drizzle-orm";
import { privateDb, setting } from "#db/private.ts";
import { verifyChain, verifyOfficeChain } from "#lib/audit.ts";

/** What the last walk through all history found; kept for the auditor's page. */
export type WholeCheck = { at: string; cases: number; broken: { number: string; seq: number; fault: string }[]; brokenCases: number; office: { seq: number; fault: string } | null };

const key = "audit-check";
const everyHours = 20;

/** The last whole check, or null before the first. */
export async function lastWholeCheck(): Promise<WholeCheck | null> {
  const [row] = await privateDb().select({ value: setting.value }).from(setting).where(eq(setting.key, key));
  return (row?.value as WholeCheck | undefined) ?? null;
}

/** Walks all chains – every case's and the office's own – and keeps what it found. */
export async function checkWhole(now = new Date(), onProgress?: (walked: number, of: number) => void): Promise<WholeCheck> {
  const db = privateDb();
  const broken = await verifyChain(null, db, onProgress);
  const [counted] = await db.execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM private.appeal`);
  const value: WholeCheck = {
    at: now.toISOString(), cases: counted!.n, brokenCases: broken.length, office: await verifyOfficeChain(db),
    broken: broken.slice(0, 20).map(({ number, seq, fault }) => ({ number, seq, fault })),
  };
  await db.insert(setting).values({ key, value }).onConflictDoUpdate({ target: setting.key, set: { value } });
  return value;
}

/** The daily job: checks when the last check is old enough, whichever machine did it. @returns null when it wasn't time */
export async function checkDaily(now = new Date()): Promise<WholeCheck | null> {
  const last = await lastWholeCheck();
  return last && now.getTime() - new Date(last.at).getTime() < everyHours * 3_600_000 ? null : checkWhole(now);
}
