import { and, asc, count, eq, inArray, isNotNull, isNull, type SQL } from "drizzle-orm";
import { appeal, person, privateDb } from "#db/private.ts";
import { outbox } from "#db/private/outbox.ts";
import { subscription } from "#db/private/publication.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { recordOffice } from "#lib/audit.ts";
import { Refusal } from "#lib/errors.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { emailAddress } from "#lib/intake/email-address.ts";
import { phoneNumber } from "#lib/intake/phone-number.ts";
import { reachable } from "#lib/outbox/applicant.ts";
import { channelOf, channels, readyChannels } from "#lib/outbox/channels.ts";
import { testText } from "#lib/outbox/letter-text.ts";
import { maskAddress } from "#lib/outbox/mask.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** What an administrator sees of the outbox: how it runs, never what it says or to whom. */
export const heaps = ["in_doubt", "dead", "failing", "waiting"] as const;
export type Heap = (typeof heaps)[number];

const inHeap: Record<Heap, SQL> = {
  in_doubt: eq(outbox.state, "in_doubt"),
  dead: eq(outbox.state, "dead"),
  failing: and(inArray(outbox.state, ["waiting", "sending"]), isNotNull(outbox.lastError))!,
  waiting: and(inArray(outbox.state, ["waiting", "sending"]), isNotNull(outbox.tryAt), isNull(outbox.lastError))!,
};

/** Rows of a heap shown at once; the count says when there are more. */
export const shownRows = 50;

async function rowsOf(heap: Heap) {
  const where = inHeap[heap];
  const rows = await privateDb().select({
    id: outbox.id, kind: outbox.kind, channel: outbox.channel, state: outbox.state, tries: outbox.tries, tryAt: outbox.tryAt, begunAt: outbox.begunAt, createdAt: outbox.createdAt,
    lastError: outbox.lastError, messageId: outbox.messageId, sentTo: outbox.sentTo, recipient: outbox.recipient, ...reachable, subscriber: subscription.email,
  }).from(outbox).leftJoin(appeal, eq(appeal.id, outbox.appeal)).leftJoin(person, eq(person.id, appeal.applicant)).leftJoin(subscription, eq(subscription.id, outbox.subscription)).where(where).orderBy(asc(outbox.id)).limit(shownRows);
  const [all] = await privateDb().select({ n: count() }).from(outbox).where(where);
  return {
    n: all!.n,
    rows: rows.map(({ recipient, subscriber, email, phone, whatsapp, way, ...row }) => {
      const address = recipient ?? subscriber ?? channelOf(row.channel)?.addressOf({ email, phone, whatsapp, way }) ?? null;
      return { ...row, address: address === null ? row.sentTo : maskAddress(address) };
    }),
  };
}

export type OutboxRow = Awaited<ReturnType<typeof rowsOf>>["rows"][number];

/** The outbox as an administrator sees it, and which channels are not set up. */
export async function outboxState(actor: Actor) {
  demand(actor, "outbox.manage");
  const [found, ready] = await Promise.all([Promise.all(heaps.map(async (heap) => ({ heap, ...await rowsOf(heap) }))), readyChannels(privateDb())]);
  return { heaps: found, notReady: channels.filter((channel) => !ready.includes(channel)).map((channel) => channel.code) };
}

const allowed = { again: ["waiting", "dead"], was_sent: ["in_doubt"], resend: ["in_doubt"], give_up: ["waiting", "dead", "in_doubt"] } as const;
export const verdicts = Object.keys(allowed) as Verdict[];
/** `again`: try now. `was_sent`, `resend`: what became of a message in doubt, as the receiving server's log tells by its Message-ID. */
export type Verdict = keyof typeof allowed;

/** What may be said of a message in this state. */
export const verdictsOn = (state: string): Verdict[] => verdicts.filter((verdict) => (allowed[verdict] as readonly string[]).includes(state));

/** An administrator's word on one message. @throws Refusal "outboxMoved" when it is no longer where it was. */
export async function settle(actor: Actor, input: { message: number; verdict: Verdict; reason: string }, now = new Date()): Promise<void> {
  demand(actor, "outbox.manage");
  const { message, verdict, reason } = input;
  if (verdict === "give_up" && !reason.trim()) throw new Refusal("required", {}, "reason");
  const after = {
    again: { state: "waiting", tries: 0, tryAt: now, doneAt: null }, resend: { state: "waiting", tries: 0, tryAt: now, doneAt: null },
    give_up: { state: "given_up", tryAt: null, doneAt: now, doneBy: actor.id }, was_sent: { state: "sent", tryAt: null, doneAt: now, doneBy: actor.id },
  }[verdict];
  await privateDb().transaction(async (tx) => {
    const [row] = await tx.select({ state: outbox.state }).from(outbox).where(and(eq(outbox.id, message), inArray(outbox.channel, channels.map((one) => one.code)))).for("update");
    if (!row || !verdictsOn(row.state).includes(verdict)) throw new Refusal("outboxMoved");
    await tx.update(outbox).set(after).where(eq(outbox.id, message));
    await recordOffice(tx, actor, { kind: "outbox", subject: String(message), before: { state: row.state }, after: { state: after.state }, reason });
  });
}

/** Puts a test message into the outbox; it goes the way of all others. `channel`: e-mail where it is not said. */
export async function sendTest(actor: Actor, { channel = "email", ...input }: { channel?: string; address: string; language: Locale }, now = new Date()): Promise<void> {
  demand(actor, "outbox.manage");
  const by = channelOf(channel);
  if (!by) throw new Refusal("waySilent");
  const me = { email: emailAddress(input.address), phone: phoneNumber(input.address, "KZ"), whatsapp: null, way: channel };
  const address = by.addressOf(me);
  if (address === null) throw new Refusal(channel === "email" ? "emailForm" : "phoneForm", {}, "address");
  await privateDb().transaction(async (tx) => {
    const [made] = await tx.insert(outbox).values({
      key: `test ${crypto.randomUUID()}`, recipient: address, kind: "test", channel, language: input.language, createdAt: now, tryAt: now, ...testText(input.language, await officeCity(tx)),
    }).returning({ id: outbox.id });
    await recordOffice(tx, actor, { kind: "outbox", subject: String(made!.id), after: { state: "waiting", kind: "test" } });
  });
}
