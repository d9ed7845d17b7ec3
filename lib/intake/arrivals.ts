import { and, asc, eq, lte, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { ZodError } from "zod";
import { inbound } from "#db/private/intake.ts";
import { type Connection, privateDb } from "#db/private.ts";
import { takers } from "#lib/intake/takers.ts";

/** A thing that arrived and waits to be taken in. */
export type Arrived = { id: number; source: string; sourceId: string; kind: string; sender: string | null; original: unknown; arrivedAt: Date; number: string | null; trackingHash: Buffer | null;
  /** The case that it was sent to, where the sender named it by its code. */ appeal: number | null };

/**
 * What became of it: a case that it opened or went into (null: none was needed); nothing, and it is only kept; or not yet
 * anything, because something else that belongs to it may still come.
 */
export type Became = { state: "done"; appeal: number | null } | { state: "kept" } | { state: "waiting"; until: Date };

/** Makes of an arrived thing what it is, in the caller's transaction. What it throws is tried again, then shown to an administrator. */
export type Taker = (tx: Connection, arrived: Arrived, now: Date) => Promise<Became>;

/** What went wrong in words that hold nothing of what somebody sent: a query's error has its parameters in it, a parser's the text. */
function faultOf(error: unknown): string {
  if (error instanceof ZodError) return `not as expected: ${error.issues.map((issue) => `${issue.path.join(".")} ${issue.code}`).join(", ")}`.slice(0, 500);
  const { code, constraint_name: constraint, table_name: table } = (error as { cause?: { code?: string; constraint_name?: string; table_name?: string } } | null)?.cause ?? {};
  if (code) return ["database", code, constraint ?? table].filter(Boolean).join(" ");
  return error instanceof Error ? error.message.slice(0, 500) : "unknown";
}

const mostTries = 8;
const pauseMs = (tries: number): number => Math.min(2 ** tries, 600) * 1000;

/**
 * Takes in one thing that waits, the oldest first and each sender's in their order, and writes what became of it in the
 * same transaction: killed in between, it waits again as if nothing had been.
 * @returns how it ended; null when nothing waits
 */
async function takeOne(now: Date): Promise<Became["state"] | "later" | "dead" | null> {
  return privateDb().transaction(async (tx) => {
    const earlier = alias(inbound, "earlier");
    const [row] = await tx.select({
      id: inbound.id, source: inbound.source, sourceId: inbound.sourceId, kind: inbound.kind, sender: inbound.sender, original: inbound.original, arrivedAt: inbound.arrivedAt,
      number: inbound.number, trackingHash: inbound.trackingHash, appeal: inbound.appeal, tries: inbound.tries,
    }).from(inbound).where(and(
      // The database tells microseconds where we tell whole milliseconds: what came within the present one is due.
      eq(inbound.state, "waiting"), lte(inbound.tryAt, new Date(now.getTime() + 1)),
      or(sql`${inbound.sender} IS NULL`, notExists(tx.select({ one: sql`1` }).from(earlier).where(and(eq(earlier.sender, inbound.sender), eq(earlier.state, "waiting"), sql`${earlier.id} < ${inbound.id}`)))),
    )).orderBy(asc(inbound.tryAt), asc(inbound.id)).limit(1).for("update", { skipLocked: true });
    if (!row) return null;
    const { tries, ...arrived } = row;
    try {
      // A transaction within: what was half made is undone, that it failed is kept.
      const became = await tx.transaction((inner) => takers[row.source] ? takers[row.source]!(inner, arrived, now) : Promise.reject(new Error(`nobody takes in what comes from '${row.source}'`)));
      if (became.state === "waiting") {
        await tx.update(inbound).set({ tryAt: new Date(Math.max(became.until.getTime(), now.getTime() + 1000)) }).where(eq(inbound.id, row.id));
        return "waiting";
      }
      await tx.update(inbound).set({ state: became.state, appeal: became.state === "done" ? became.appeal : null, tries: tries + 1, tryAt: null, doneAt: now, lastError: null }).where(eq(inbound.id, row.id));
      return became.state;
    } catch (error) {
      console.error(`  intake: thing ${row.id} (${row.source}): ${faultOf(error)}`);
      // What isn't as we know it won't be in a minute, either; its sender's next words needn't wait behind it.
      const dead = error instanceof ZodError || tries + 1 >= mostTries;
      await tx.update(inbound).set({
        state: dead ? "dead" : "waiting", tries: tries + 1, tryAt: dead ? null : new Date(now.getTime() + pauseMs(tries + 1)), doneAt: dead ? now : null,
        lastError: faultOf(error),
      }).where(eq(inbound.id, row.id));
      return dead ? "dead" : "later";
    }
  });
}

/** One round: takes in all that waits. Any number of workers may do so at once. @returns what the log is told */
export async function takeIn(clock: () => Date = () => new Date()): Promise<string | undefined> {
  const counts: Record<string, number> = {};
  for (let end = await takeOne(clock()); end !== null; end = await takeOne(clock())) counts[end] = (counts[end] ?? 0) + 1;
  return Object.entries(counts).map(([what, n]) => `${n} ${what}`).join(", ") || undefined;
}
