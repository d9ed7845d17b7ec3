import { and, eq, isNull } from "drizzle-orm";
import type { z } from "zod";
import { appeal, category, type Connection, event, person } from "#db/private.ts";
import { countingClock } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { signalDeadline } from "#lib/appeals/deadlines.ts";
import { routeArrival } from "#lib/appeals/route-arrival.ts";
import { nextCaseNumber } from "#lib/intake/case-number.ts";
import { Message } from "#lib/intake/message.ts";
import { newTrackingCode, trackingHash } from "#lib/intake/tracking-code.ts";

/** What the applicant gets. The code is said once: only its hash is stored; null when he has one already. */
export type Receipt = { id: number; number: string; trackingCode: string | null };

/** What a talon has promised before the case was made. */
export type Promised = { number: string | null; trackingHash: Buffer | null };

/**
 * Takes a message in as a signal (casework.md, Two tracks), with its person, its target deadline and the first link of
 * its history, in the caller's transaction; then assigns it if an automatic rule says so.
 * @param actor the official who took it down; null when it came by itself
 * @param promised the number and the code's hash that its sender was already told
 * @returns null when this message of its provider is here already
 */
export async function receive(tx: Connection, input: Message, actor?: { id: number } | null): Promise<(Receipt & { trackingCode: string }) | null>;
export async function receive(tx: Connection, input: Message, actor: { id: number } | null, promised: Promised): Promise<Receipt | null>;
export async function receive(tx: Connection, input: Message, actor: { id: number } | null = null, promised: Promised = { number: null, trackingHash: null }): Promise<Receipt | null> {
  const message = Message.parse(input);
  if (message.sourceId) {
    const [known] = await tx.select({ id: appeal.id }).from(appeal).where(and(eq(appeal.source, message.source), eq(appeal.sourceId, message.sourceId)));
    if (known) return null;
  }
  const clock = await countingClock(tx);
  const deadline = signalDeadline(clock, await targetDays(tx, message.category), message.receivedAt);
  const applicant = await personOf(tx, message.applicant);
  const trackingCode = promised.trackingHash ? null : newTrackingCode();
  const number = promised.number ?? await nextCaseNumber(tx, Number(cityDay(message.receivedAt, clock.timeZone).slice(0, 4)));
  const [row] = await tx.insert(appeal).values({
    number, source: message.source, sourceId: message.sourceId ?? number, track: "signal", status: "received", channel: message.channel,
    category: message.category, district: message.district, language: message.language, text: message.text, applicant,
    receivedAt: message.receivedAt, dueAt: deadline?.dueAt ?? null, dueBasis: deadline?.basis ?? null, trackingHash: promised.trackingHash ?? trackingHash(trackingCode!),
  }).onConflictDoNothing({ target: [appeal.source, appeal.sourceId] }).returning({ id: appeal.id });
  // The same delivery came twice at once and the other was quicker. The number goes back with the caller's transaction only.
  if (!row) return null;
  await tx.insert(event).values({ appeal: row.id, actor: actor?.id ?? null, kind: "received", after: { status: "received", channel: message.channel } });
  await routeArrival(tx, clock, row.id, new Date());
  return { id: row.id, number, trackingCode };
}

/** A category's own target, else its group's. */
async function targetDays(tx: Connection, code: string | null): Promise<number | null> {
  if (code === null) return null;
  const [found] = await tx.select({ days: category.targetDays, parent: category.parent }).from(category).where(eq(category.code, code));
  return found?.days ?? (found?.parent ? targetDays(tx, found.parent) : null);
}

type Applicant = NonNullable<z.output<typeof Message>["applicant"]>;

/**
 * Known by the same name and the same phone, or without one the same e-mail; otherwise somebody new. Who gives another
 * e-mail is somebody new too: answers to a known person must not go to whoever knows his phone and name. So is who wants to
 * be told otherwise: nobody else says how a known person is told.
 */
async function personOf(tx: Connection, applicant: Applicant | null): Promise<number | null> {
  if (!applicant || !(applicant.name ?? applicant.phone ?? applicant.address ?? applicant.email ?? applicant.whatsapp)) return null;
  const { name, phone, email, whatsapp, way } = applicant;
  if (phone ?? email ?? whatsapp) {
    const [known] = await tx.select({ id: person.id }).from(person).where(and(
      whatsapp ? eq(person.whatsapp, whatsapp) : undefined,
      phone ? eq(person.phone, phone) : isNull(person.phone), name === null ? isNull(person.name) : eq(person.name, name), email ? eq(person.email, email) : undefined, way ? eq(person.way, way) : undefined,
    )).orderBy(person.id).limit(1);
    if (known) return known.id;
  }
  const [fresh] = await tx.insert(person).values(applicant).returning({ id: person.id });
  return fresh!.id;
}
