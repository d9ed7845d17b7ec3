import type { Rules } from "#lib/disclosure/rules.ts";

/** How "was it really solved?" may be answered. */
export const ratingParts = ["yes", "partly", "no"] as const;
export type RatingPart = (typeof ratingParts)[number];
export type Ratings = Record<RatingPart, number>;

/** T7's one line: how many answered, and how. Null: withheld, as a zero is. */
export type ShownRatings = { answered: number | null } & Record<RatingPart, number | null>;

/**
 * What may be known of the answers of a quarter: their number from k on; their split from `outcome` on, and only if each part has k.
 * All of it or nothing: whichever part were withheld beside one below k, whoever knows the rule could tell from the choice how
 * small they are (a test tries). Nothing else that is published is a sum of this line, so there is nothing more for a gate.
 */
export function protectRatings(n: Ratings, { k, outcome }: Rules): ShownRatings {
  const answered = ratingParts.reduce((sum, part) => sum + n[part], 0);
  const split = answered >= outcome && ratingParts.every((part) => n[part] >= k);
  return { answered: answered < k ? null : answered, ...(split ? n : { yes: null, partly: null, no: null }) };
}
