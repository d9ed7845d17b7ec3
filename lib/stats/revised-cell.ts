import type { Status } from "#lib/stats/cube-row.ts";

/** A published number that a correction changed: what it was and what it is. `after` null: it had to be withheld. */
export type RevisedCell = {
  period: string; category: string; district: string; channel: string; measure: string;
  before: number | null; before_status: Status; after: number | null; after_status: Status;
};
