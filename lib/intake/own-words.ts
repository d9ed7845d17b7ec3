import { eq } from "drizzle-orm";
import { z } from "zod";
import { attachment, message } from "#db/private/intake.ts";
import { type Connection, event } from "#db/private.ts";
import { type Case, lockForSystem } from "#lib/appeals/case.ts";
import { countingClock } from "#lib/appeals/city-clock.ts";
import { lapseProposal } from "#lib/appeals/propose.ts";
import { findStep } from "#lib/appeals/status.ts";
import { takeStep } from "#lib/appeals/step.ts";
import type { Arrived, Taker } from "#lib/intake/arrivals.ts";
import { rate } from "#lib/intake/rate.ts";
import { cancelOwnVisit } from "#lib/reception/visit.ts";

/** What the holder of a tracking code said on its page (resident.say, which has checked what may be said). */
const Addition = z.object({ text: z.string() });
const Withdrawal = z.object({ reason: z.string() });
const Rating = z.object({ answer: z.enum(["yes", "partly", "no"]), reason: z.string(), round: z.number().int().positive(), reopens: z.boolean() });

/** Takes a code holder's own words into his case, one after another: they come in the order in which he said them. */
export const takeOwnWords: Taker = async (tx, arrived, now) => {
  if (arrived.appeal === null) return { state: "kept" };
  const found = await lockForSystem(tx, arrived.appeal);
  if (arrived.kind === "addition") await add(tx, arrived, found);
  else if (arrived.kind === "withdrawal") await withdraw(tx, arrived, found, now);
  else if (arrived.kind === "rating") await rate(tx, arrived, found, Rating.parse(arrived.original), now);
  else return { state: "kept" };
  return { state: "done", appeal: found.id };
};

/** A line of the case's conversation. What a resident says stands here and not in history, which is never erased. */
const said = (arrived: Arrived, found: Case) => ({ appeal: found.id, inbound: arrived.id, at: arrived.arrivedAt, channel: "web", form: "text" });

/** His message goes on with the conversation, photos and all. A form that an official is filling in stays good. */
async function add(tx: Connection, arrived: Arrived, found: Case): Promise<void> {
  const { text } = Addition.parse(arrived.original);
  const [line] = await tx.insert(message).values({ ...said(arrived, found), text }).returning({ id: message.id });
  const photos = await tx.update(attachment).set({ appeal: found.id, message: line!.id }).where(eq(attachment.inbound, arrived.id)).returning({ id: attachment.id });
  await tx.insert(event).values({ appeal: found.id, kind: "message", after: { channel: "web", form: photos.length > 0 && !text ? "image" : "text" } });
}

/** He takes it back, a visit to come with it, from any state before a decision; what was decided in the meantime stands, and history says that he wanted to. */
async function withdraw(tx: Connection, arrived: Arrived, found: Case, now: Date): Promise<void> {
  const reason = Withdrawal.parse(arrived.original).reason.trim();
  if (reason) await tx.insert(message).values({ ...said(arrived, found), text: reason });
  await cancelOwnVisit(tx, found, now);
  const step = findStep(found.track, found.status, "withdrawn", "status");
  if (!step) {
    await tx.insert(event).values({ appeal: found.id, kind: "withdrawal_late" });
    return;
  }
  await lapseProposal(tx, found.id, now);
  await takeStep(tx, await countingClock(tx), null, found, step, { more: { byApplicant: true } }, now);
}
