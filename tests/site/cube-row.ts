import type { CubeRow } from "#lib/stats/cube-row.ts";

/** A row of the cube: the whole city in a month, nothing known but what is given. */
export const cubeRow = (rest: Partial<CubeRow>): CubeRow => ({
  period: "2026-01", grain: "month", category: "all", district: "all", channel: "all",
  received: null, received_status: "", with_deadline: null, on_time: null, outcome_status: "z", late: null, open: null, late_open_status: "z",
  reopened: null, reopened_status: "z", days_1: null, days_5: null, days_10: null, days_15: null, days_20: null, longer_or_open: null, duration_status: "z",
  median_days: null, median_status: "z", p90_days: null, p90_status: "z", ...rest,
});
