import { eq } from "drizzle-orm";
import { category, type Connection, district, privateDb } from "#db/private.ts";
import { type Case, lockCase, type Seen } from "#lib/appeals/case.ts";
import { countingClock } from "#lib/appeals/city-clock.ts";
import { signalDeadline } from "#lib/appeals/deadlines.ts";
import { type Patch, record } from "#lib/appeals/record.ts";
import { targetDays } from "#lib/appeals/step.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type Classify = { id: number; seen: Seen; category: string | null; district: string | null; reason?: string };

/** Sets what a case that the caller has locked is about and where, in the caller's transaction. */
export async function classifyLocked(tx: Connection, actor: Actor, found: Case, input: Omit<Classify, "id" | "seen">): Promise<void> {
  demand(actor, "case.classify");
  const known = {
    category: input.category === null || (await tx.select({ code: category.code }).from(category).where(eq(category.code, input.category))).length === 1,
    district: input.district === null || (await tx.select({ code: district.code }).from(district).where(eq(district.code, input.district))).length === 1,
  };
  if (!known.category) throw new Refusal("invalid", {}, "category");
  if (!known.district) throw new Refusal("invalid", {}, "district");

  const patch: Patch = { category: input.category, district: input.district };
  const targeted = found.track === "signal" && found.closedAt === null && found.round === 1 && (found.dueBasis === "target" || found.dueBasis === null);
  if (targeted && input.category !== found.category) {
    const deadline = signalDeadline(await countingClock(tx), await targetDays(tx, input.category), found.receivedAt);
    Object.assign(patch, { dueAt: deadline?.dueAt ?? null, dueBasis: deadline?.basis ?? null });
  }
  await record(tx, actor, found, patch, { kind: "classification", reason: input.reason?.trim() ?? null });
}

/** Sets what a case is about and where; an open signal's target follows its category. Frozen periods stay as published. */
export async function classify(actor: Actor, input: Classify): Promise<void> {
  demand(actor, "case.classify");
  await privateDb().transaction(async (tx) => {
    await classifyLocked(tx, actor, await lockCase(tx, actor, input.id, input.seen), input);
  });
}
