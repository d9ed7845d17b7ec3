import { and, count, desc, eq } from "drizzle-orm";
import { inbound } from "#db/private/intake.ts";
import { privateDb } from "#db/private.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Things shown at once; the count says when there are more. */
export const shownThings = 50;

/** What arrived and could not be taken in: when, by what and why, never what it says or who sent it. */
export async function deadThings(actor: Actor) {
  demand(actor, "way.manage");
  const dead = eq(inbound.state, "dead");
  const [rows, [all]] = await Promise.all([
    privateDb().select({ id: inbound.id, source: inbound.source, kind: inbound.kind, arrivedAt: inbound.arrivedAt, doneAt: inbound.doneAt, tries: inbound.tries, lastError: inbound.lastError })
      .from(inbound).where(dead).orderBy(desc(inbound.id)).limit(shownThings),
    privateDb().select({ n: count() }).from(inbound).where(dead),
  ]);
  return { n: all!.n, rows };
}

/** `again`: take it in anew, after what hindered it was mended. `aside`: it is kept as it came and nothing is made of it. */
export const thingVerdicts = ["again", "aside"] as const;
export type ThingVerdict = (typeof thingVerdicts)[number];

/** An administrator's word on one thing. @throws Refusal "thingMoved" when it is no longer dead */
export async function settleThing(actor: Actor, { thing, verdict, reason }: { thing: number; verdict: ThingVerdict; reason: string }, now = new Date()): Promise<void> {
  demand(actor, "way.manage");
  if (verdict === "aside" && !reason.trim()) throw new Refusal("required", {}, "reason");
  const after = { again: { state: "waiting", tries: 0, tryAt: now, doneAt: null }, aside: { state: "kept", doneAt: now } }[verdict];
  await privateDb().transaction(async (tx) => {
    const [row] = await tx.update(inbound).set(after).where(and(eq(inbound.id, thing), eq(inbound.state, "dead"))).returning({ id: inbound.id });
    if (!row) throw new Refusal("thingMoved");
    await recordOffice(tx, actor, { kind: "inbound", subject: String(thing), before: { state: "dead" }, after: { state: after.state }, reason });
  });
}
