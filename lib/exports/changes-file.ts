import { demonstrationNote } from "#lib/exports/labelling.ts";
import type { City } from "#lib/stats/city.ts";
import type { ReleaseHead } from "#lib/stats/release.ts";

/** CHANGES.json: what a release adds and revises against the one before it, and why. `version` counts the changes of this file's own form. */
export const changesFile = (release: ReleaseHead & { changes: unknown }, city: City): string => `${JSON.stringify({
  version: 1, release: release.id, as_of: release.asOf, published_at: release.publishedAt.toISOString(), correction: release.correction,
  reason: release.reason, ...demonstrationNote(city), changes: release.changes,
}, null, 2)}\n`;
