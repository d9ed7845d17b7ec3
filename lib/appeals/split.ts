import { and, asc, eq, isNull } from "drizzle-orm";
import { inbound, message } from "#db/private/intake.ts";
import { appeal, event, privateDb } from "#db/private.ts";
import { lockCase, type Seen } from "#lib/appeals/case.ts";
import { moveConversation } from "#lib/appeals/move-conversation.ts";
import { record } from "#lib/appeals/record.ts";
import { Refusal } from "#lib/errors.ts";
import { languageOf } from "#lib/intake/language.ts";
import { receive } from "#lib/intake/receive.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { tellReceived } from "#lib/outbox/tell-received.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type Split = { id: number; seen: Seen; messages: number[] };

/**
 * Takes messages that are about another matter out of a signal's conversation into a case of their own, of the same
 * person, that began when the first of them came. The message that opened the case stays. Its number and code he is told.
 * @returns the new case
 */
export async function splitCase(actor: Actor, { id, seen, messages }: Split, now = new Date()): Promise<number> {
  demand(actor, "case.split");
  return privateDb().transaction(async (tx) => {
    const found = await lockCase(tx, actor, id, seen);
    if (found.track !== "signal" || found.closedAt !== null) throw new Refusal("transitionNotAllowed", {}, "messages");
    const said = await tx.select({ id: message.id, at: message.at, text: message.text, channel: message.channel, source: inbound.source }).from(message).leftJoin(inbound, eq(inbound.id, message.inbound))
      .where(and(eq(message.appeal, id), isNull(message.outbox))).orderBy(asc(message.at), asc(message.id));
    const chosen = said.slice(1).filter((one) => messages.includes(one.id)), [first] = chosen;
    if (!first || chosen.length < messages.length) throw new Refusal(messages.length === 0 ? "required" : "splitFirst", {}, "messages");
    const text = chosen.map((one) => one.text).filter(Boolean).join("\n");
    const made = await receive(tx, {
      ...(first.source ? { source: first.source } : {}), sourceId: `split ${id} ${found.version}`, channel: first.channel, language: languageOf(text) ?? found.language as Locale, text, receivedAt: first.at,
    }, actor);
    if (!made) throw new Refusal("changedMeanwhile");
    await tx.update(appeal).set({ applicant: found.applicant }).where(eq(appeal.id, made.id));
    await moveConversation(tx, id, made.id, chosen.map((one) => one.id));
    await record(tx, actor, found, {}, { kind: "taken_out", more: { child: made.number } });
    await tx.insert(event).values({ appeal: made.id, actor: actor.id, kind: "taken_from", after: { child: found.number } });
    await tellReceived(tx, made.id, now);
    return made.id;
  });
}
