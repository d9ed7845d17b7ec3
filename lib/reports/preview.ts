import { privateDb } from "#db/private.ts";
import { releasePreview } from "#db/private/reception.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import type { Preview } from "#lib/release/preview.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

/** Whether an official's reports are of the whole city: a department's head has his department's only. */
export const seesCity = (actor: Actor): boolean => ownScope(actor) === undefined;

/** What the next releases would publish, as the hourly job last computed it; null before its first round. */
export async function readPreview(actor: Actor): Promise<{ computedAt: Date; preview: Preview } | null> {
  demand(actor, "release.preview");
  const [row] = await privateDb().select({ computedAt: releasePreview.computedAt, body: releasePreview.body }).from(releasePreview);
  return row ? { computedAt: row.computedAt, preview: row.body as Preview } : null;
}
