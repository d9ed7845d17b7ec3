import { type Connection, privateDb } from "#db/private.ts";
import type { Seen } from "#lib/appeals/case.ts";
import { Refusal, type RefusalCode } from "#lib/errors.ts";

/** A case as the problem's page showed it. */
export type SeenCase = { id: number; seen: Seen };

/** What an act on a problem's cases did: to which it was done, and which were left behind and why. */
export type Acted = { done: number[]; left: { id: number; why: RefusalCode }[] };

/** How long one act works on its cases; who has more presses again, and is told so. */
const longestMs = 20_000;

/**
 * Acts on each case in a transaction of its own: one that can't be is left behind as it was, with the reason, and stops
 * no other. An outage ends the act; what was done by then is done.
 */
export async function actOnEach(cases: readonly SeenCase[], act: (tx: Connection, one: SeenCase) => Promise<void>, longest = longestMs): Promise<Acted> {
  const acted: Acted = { done: [], left: [] }, until = Date.now() + longest;
  for (const one of cases) {
    if (Date.now() > until) {
      acted.left.push({ id: one.id, why: "problemNotYet" });
      continue;
    }
    try {
      await privateDb().transaction((tx) => act(tx, one));
      acted.done.push(one.id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      acted.left.push({ id: one.id, why: error.code });
    }
  }
  return acted;
}
