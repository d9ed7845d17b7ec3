import { and, eq } from "drizzle-orm";
import { message } from "#db/private/intake.ts";
import { appeal, type Connection, event, privateDb } from "#db/private.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { Refusal } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { cityChannel } from "#lib/intake/city-channel.ts";
import { receive } from "#lib/intake/receive.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export const phoneChannel = "phone";

/** How somebody who calls may ask to be told: what a telephone number is enough for. */
export const callWays = ["whatsapp", "sms", "phone"] as const;
export type CallWay = (typeof callWays)[number];

/** Somebody on the telephone; the phone is E.164. */
export type Speaker = { name: string | null; phone: string | null };
export type Call = {
  caller: Speaker;
  /** Whom it is about where that is not the caller: a student calls for his parents. */
  concerned: Speaker | null;
  /** How the applicant of a new case wants to be told; null: he doesn't mind. */
  way?: CallWay | null;
  language: Locale; text: string; category: string | null; district: string | null;
  /** Number of the case that it is about; null: a new matter. */
  number: string | null;
};

type Told = { number: string; trackingCode: string | null };

/**
 * Takes a call down: as a new case of the person it is about, or as one more word in an open case.
 * @returns the number and, for a new case, the tracking code: said once, only its hash is stored
 */
export async function takeCall(actor: Actor, call: Call, now = new Date()): Promise<Told> {
  demand(actor, "call.take");
  if (call.text.trim() === "") throw new Refusal("required", {}, "text");
  return privateDb().transaction((tx) => (call.number === null ? begin(tx, actor, call, now) : goOn(tx, actor, call, call.number, now)));
}

/** What is written of a call into its case's conversation. The caller is named where he is not the applicant. */
const said = ({ caller, concerned, text }: Call, id: number, now: Date) =>
  ({ appeal: id, at: now, channel: phoneChannel, form: "call", text: text.trim(), detail: concerned ? { caller } : null });

async function begin(tx: Connection, actor: Actor, call: Call, now: Date): Promise<Told> {
  const { caller, concerned, way = null, language, text, category, district } = call;
  // Where the other one has no phone, the caller is told.
  const applicant = { ...(concerned ? { name: concerned.name, phone: concerned.phone ?? caller.phone } : caller), way };
  if (way !== null && !applicant.phone) throw new Refusal("wayNeedsPhone", {}, "phone");
  const receipt = (await receive(tx, { channel: await cityChannel(tx, phoneChannel), language, text, category, district, applicant, receivedAt: now }, actor))!; // no provider's id: nothing is here twice
  await tx.insert(message).values(said(call, receipt.id, now));
  return { number: receipt.number, trackingCode: receipt.trackingCode };
}

async function goOn(tx: Connection, actor: Actor, call: Call, number: string, now: Date): Promise<Told> {
  const [found] = await tx.select({ id: appeal.id, number: appeal.number, closedAt: appeal.closedAt }).from(appeal).where(and(eq(appeal.number, number), scopeOf(actor))).for("update");
  if (!found) throw new Refusal("notFound", {}, "number");
  if (found.closedAt) throw new Refusal("callClosed", {}, "number");
  await tx.insert(message).values({ ...said(call, found.id, now), detail: { caller: call.caller } });
  // An event without a new version: a form that an official is filling in stays good.
  await tx.insert(event).values({ appeal: found.id, actor: actor.id, kind: "message", after: { channel: phoneChannel, form: "call" } });
  return { number: found.number, trackingCode: null };
}
