import type { Grain } from "#lib/stats/period.ts";

/** '' a number, c withheld (small or zero, never told apart), z does not apply, x not available (yet), r revised. */
export type Status = "" | "c" | "x" | "z" | "r";

/**
 * One cell of the published cube, named as in the open file. `all` is the margin of a dimension. A measure is null
 * exactly when its status is c, x or z. The pieces of a split share one status; see lib/exports/dataset.ts for which.
 */
export type CubeRow = {
  period: string; grain: Grain;
  category: string; district: string; channel: string;
  received: number | null; received_status: Status;
  with_deadline: number | null; on_time: number | null; outcome_status: Status;
  late: number | null; open: number | null; late_open_status: Status;
  reopened: number | null; reopened_status: Status;
  days_1: number | null; days_5: number | null; days_10: number | null; days_15: number | null; days_20: number | null;
  longer_or_open: number | null; duration_status: Status;
  median_days: number | null; median_status: Status;
  p90_days: number | null; p90_status: Status;
};

/** The split of answers by time, in columns. */
export const outcomeParts = ["with_deadline", "on_time"] as const;
export const lateOpenParts = ["late", "open"] as const;
export const durationParts = ["days_1", "days_5", "days_10", "days_15", "days_20", "longer_or_open"] as const;
