import { nearDuplicates } from "#lib/appeals/similar.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import type { Actor } from "#lib/staff/actor.ts";

/** A count is good for so long: the feed is drawn anew with each message that comes in, and words are compared for every row. */
const keptMs = 60_000;
const mostKept = 2_000;
/** More than this aren't looked for (similar.ts): so many means so many or more. */
export const mostNear = 10;
const kept = new Map<string, { count: number; until: number }>();

/** How many near-duplicates each of some cases has, as this official would find them; at most a minute old. */
export async function nearCounts(actor: Actor, ids: number[], now = Date.now()): Promise<Map<number, number>> {
  if (kept.size > mostKept) kept.clear();
  const seenBy = ownScope(actor) ? actor.department : "";
  return new Map(await Promise.all(ids.map(async (id): Promise<[number, number]> => {
    const key = `${seenBy} ${id}`, known = kept.get(key);
    if (known && known.until > now) return [id, known.count];
    const count = (await nearDuplicates(actor, id)).length;
    kept.set(key, { count, until: now + keptMs });
    return [id, count];
  })));
}
