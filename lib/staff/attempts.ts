import { and, eq, gt, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { privateDb, signInAttempt } from "#db/private.ts";
import { Refusal } from "#lib/errors.ts";

/** Wrong guesses within the window. An office behind one address has many officials, hence the second figure. */
export const perAccount = 10;
export const perAddress = 40;
export const windowMinutes = 15;

export type Guess = {
  login: string;
  /** Passwords and codes are counted apart: who guesses at passwords must not use up somebody's codes. */
  factor: "password" | "code";
  address: string | null;
  /** A browser known for this account, or the session that is already open: it has a counter of its own. */
  device: string | null;
};

/**
 * Counts a guess BEFORE it is tried, under a lock on its account and its address: fifty at once are still counted one
 * by one. It counts the same for logins that don't exist. next-auth has no such limit.
 * @returns the attempt's id, for `forgiveAttempt` once the guess proved right.
 * @throws Refusal "tooManyAttempts"
 */
export async function countAttempt({ login, factor, address, device }: Guess, now: Date): Promise<number> {
  const since = new Date(now.getTime() - windowMinutes * 60_000);
  return privateDb().transaction(async (tx) => {
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('sign-in login'), hashtext(${login}))`);
    const strangers = isNull(signInAttempt.device);
    const wrong = (...whose: SQL[]) => tx.select({ n: sql<number>`count(*)::int`, first: sql<string | null>`min(${signInAttempt.at})` }).from(signInAttempt)
      .where(and(...whose, eq(signInAttempt.succeeded, false), gt(signInAttempt.at, since))).then((rows) => rows[0]!);
    const byAccount = await wrong(eq(signInAttempt.login, login), eq(signInAttempt.factor, factor), device === null ? strangers : eq(signInAttempt.device, device));
    let full = byAccount.n >= perAccount ? byAccount : null;
    if (!full && device === null && address !== null) {
      await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtext('sign-in address'), hashtext(${address}))`);
      const byAddress = await wrong(eq(signInAttempt.address, address), strangers);
      if (byAddress.n >= perAddress) full = byAddress;
    }
    if (full) {
      const wait = new Date(full.first!).getTime() + windowMinutes * 60_000 - now.getTime();
      throw new Refusal("tooManyAttempts", { minutes: Math.max(1, Math.ceil(wait / 60_000)) });
    }
    const [counted] = await tx.insert(signInAttempt).values({ at: now, login, factor, address, device, succeeded: false }).returning({ id: signInAttempt.id });
    return counted!.id;
  });
}

/** The guess was right: it stands in the list as a success and no longer counts. */
export async function forgiveAttempt(id: number, guess: Guess, now: Date): Promise<void> {
  await privateDb().transaction(async (tx) => {
    const old = new Date(now.getTime() - 90 * 86_400_000);
    await tx.delete(signInAttempt).where(or(eq(signInAttempt.id, id), and(eq(signInAttempt.login, guess.login), lt(signInAttempt.at, old))));
    await tx.insert(signInAttempt).values({ at: now, ...guess, succeeded: true });
  });
}
