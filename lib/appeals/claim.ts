import { and, eq, gt, inArray } from "drizzle-orm";
import { appeal, type Connection, privateDb, staff } from "#db/private.ts";
import { claim } from "#db/private/triage.ts";
import { inInbox } from "#lib/appeals/in-inbox.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Minutes after which a claim is over when its holder has done nothing with the case. */
export const claimMinutes = 15;

export type Claim = { staff: number; name: string; since: Date; /** When it is over if nothing more is done. */ until: Date };

/** The claims that stand on some cases. */
export async function claimsOf(ids: number[], now = new Date(), db: Connection = privateDb()): Promise<Map<number, Claim>> {
  if (ids.length === 0) return new Map();
  const lasting = claimMinutes * 60_000;
  const rows = await db.select({ appeal: claim.appeal, staff: claim.staff, name: staff.name, since: claim.since, activeAt: claim.activeAt })
    .from(claim).innerJoin(staff, eq(staff.id, claim.staff))
    .where(and(inArray(claim.appeal, ids), gt(claim.activeAt, new Date(now.getTime() - lasting)), eq(staff.active, true)));
  return new Map(rows.map(({ appeal: id, activeAt, ...row }) => [id, { ...row, until: new Date(activeAt.getTime() + lasting) }]));
}

/**
 * "I take it." Nothing is locked by it: the others see a name and a time. Somebody else's claim is taken over by whoever
 * has seen it (`holder`); of two at once the second is told who was quicker.
 * @throws Refusal "notFound" outside the actor's scope and "claimLeft" when the case no longer waits in the inbox
 */
export async function claimCase(actor: Actor, input: { id: number; holder: number | null }, now = new Date()): Promise<void> {
  demand(actor, "case.claim");
  await privateDb().transaction(async (tx) => {
    const [found] = await tx.select({ waits: inInbox() }).from(appeal).where(and(eq(appeal.id, input.id), ownScope(actor))).for("no key update");
    if (!found) throw new Refusal("notFound");
    if (!found.waits) throw new Refusal("claimLeft");
    const held = (await claimsOf([input.id], now, tx)).get(input.id);
    if (held && held.staff !== actor.id && held.staff !== input.holder) throw new Refusal("claimTaken", { name: held.name });
    const since = held?.staff === actor.id ? held.since : now;
    await tx.insert(claim).values({ appeal: input.id, staff: actor.id, since, activeAt: now })
      .onConflictDoUpdate({ target: claim.appeal, set: { staff: actor.id, since, activeAt: now } });
  });
}

/** Puts one's own claim back; somebody else's stays. */
export async function releaseClaim(actor: Actor, id: number): Promise<void> {
  demand(actor, "case.claim");
  await privateDb().delete(claim).where(and(eq(claim.appeal, id), eq(claim.staff, actor.id)));
}
