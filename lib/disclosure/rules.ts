/** Thresholds of disclosure.md: k for a count, and the least n for a split by outcome, by duration, and for a sensitive category. */
export type Rules = { k: number; outcome: number; duration: number; sensitive: number };

/** What no setting can go below. */
export const floor: Rules = { k: 5, outcome: 10, duration: 20, sensitive: 10 };

/** A city's own thresholds: it may be stricter than the floor, never laxer. */
export const rulesFrom = (setting: Partial<Rules> = {}): Rules => ({
  k: Math.max(floor.k, setting.k ?? 0),
  outcome: Math.max(floor.outcome, setting.outcome ?? 0),
  duration: Math.max(floor.duration, setting.duration ?? 0),
  sensitive: Math.max(floor.sensitive, setting.sensitive ?? 0),
});
