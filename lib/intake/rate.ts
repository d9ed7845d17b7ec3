import { rating } from "#db/private/intake.ts";
import { type Connection, event } from "#db/private.ts";
import type { Case } from "#lib/appeals/case.ts";
import { countingClock } from "#lib/appeals/city-clock.ts";
import { findStep } from "#lib/appeals/status.ts";
import { takeStep } from "#lib/appeals/step.ts";
import type { Arrived } from "#lib/intake/arrivals.ts";

/** An applicant's word on whether the answer of a round really solved it. `reopens`: he said "no" in time. */
export type Rated = { answer: "yes" | "partly" | "no"; reason: string; round: number; reopens: boolean };

/** Whether it was really solved. "No" opens it again, once a round: the round that he speaks of is over then. */
export async function rate(tx: Connection, arrived: Arrived, found: Case, { answer, reason, round, reopens }: Rated, now: Date): Promise<void> {
  await tx.insert(rating).values({ appeal: found.id, round, answer, reason: reason.trim() || null, at: arrived.arrivedAt, inbound: arrived.id });
  await tx.insert(event).values({ appeal: found.id, kind: "rating", after: { rating: answer } });
  const step = findStep(found.track, found.status, "reopened", "status");
  if (!reopens || !step || found.round !== round) return;
  await takeStep(tx, await countingClock(tx), null, found, step, { more: { byApplicant: true } }, now);
}
