import type { Attempt } from "#lib/outbox/channel.ts";
import { withoutAddresses } from "#lib/outbox/mask.ts";
import { neverLeft } from "#lib/outbox/unsent.ts";

/** An SMS to go out. `messageId`: our own id of it, the same at every try. `reportTo`: where its delivery may be told; null: nowhere. */
export type OutgoingSms = { to: string; text: string; messageId: string; sender: string; reportTo: string | null };

/** What a provider answered: what became of the message is in it. */
export type Answer = { status: number; body: unknown };

/** Asks a provider by one POST. @returns its answer, or how the attempt ended where there is none */
export async function ask(url: string, init: RequestInit): Promise<Answer | Attempt> {
  try {
    const answer = await fetch(url, { ...init, method: "POST", redirect: "manual", signal: AbortSignal.timeout(60_000) });
    return { status: answer.status, body: await answer.json().catch(() => null) };
  } catch (fault) {
    return neverLeft(fault) ? { end: "later", error: "the provider can't be reached", away: true } : { end: "doubt", error: "no answer" };
  }
}

/** A provider's own word on a message, without the numbers it repeats. */
const discreet = (word: string): string => withoutAddresses(word).replace(/\+?\d{9,}/g, "…");

/** For good: about this message or its receiver. */
export const refused = (word: string): Attempt => ({ end: "refused", error: discreet(word) });

/** About us: mending settings, paying or waiting helps, and the others would only wait for the same. */
export const aboutUs = (word: string): Attempt => ({ end: "later", error: discreet(word), away: true });

/** An answer without a word that we know comes from a machine in between: it may have passed the message on. */
export const unknownAnswer = (status: number): Attempt =>
  status === 401 || status === 403 || status === 404 || status === 429 ? aboutUs(`HTTP ${status}`) : { end: "doubt", error: `HTTP ${status} without a word that is known` };
