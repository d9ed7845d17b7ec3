import type { Rules } from "#lib/disclosure/rules.ts";

/** How "was it really solved?" may be answered. */
export const ratingParts = ["yes", "partly", "no"] as const;
export type RatingPart = (typeof ratingParts)[number];
export type Ratings = Record<RatingPart, number>;

/** T7's one line: how many answered, and how. Null: withheld, as a zero is. */
export type ShownRatings = { answered: number | null } & Record<RatingPart, number | null>;

/**
 * What may be known of the answers of a quarter. Their number from k on; their split from `outcome` on, and of it no part
 * below k. What is withheld must stay so when it is subtracted: at least two parts are, of at least k together; else the
 * smallest shown one goes too (ties in their order). The table has one line, so this is all a gate could demand.
 */
export function protectRatings(n: Ratings, { k, outcome }: Rules): ShownRatings {
  const answered = ratingParts.reduce((sum, part) => sum + n[part], 0);
  const shown = new Set<RatingPart>(answered < outcome ? [] : ratingParts.filter((part) => n[part] >= k));
  const hidden = () => ratingParts.filter((part) => !shown.has(part));
  const isSafe = () => shown.size === 0 || hidden().length === 0 || (hidden().length > 1 && hidden().reduce((sum, part) => sum + n[part], 0) >= k);
  while (!isSafe()) shown.delete([...shown].reduce((least, part) => (n[part] < n[least] ? part : least)));
  const of = (part: RatingPart) => (shown.has(part) ? n[part] : null);
  return { answered: answered < k ? null : answered, yes: of("yes"), partly: of("partly"), no: of("no") };
}
