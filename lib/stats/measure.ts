import { durationParts, type CubeRow, type Status } from "#lib/stats/cube-row.ts";
import type { Grain } from "#lib/stats/period.ts";

/** What a table can be asked to show of a cell: the open file's measures, and the share on time with what it is a share of. */
export const measures = ["received", "on_time_share", "on_time", "with_deadline", "late", "open", "reopened", ...durationParts, "median_days", "p90_days"] as const;
export type Measure = (typeof measures)[number];

type Twin = Extract<keyof CubeRow, `${string}_status`>;

/** The column that says why a measure is empty. */
const twins: Record<Measure, Twin> = {
  received: "received_status", on_time_share: "outcome_status", on_time: "outcome_status", with_deadline: "outcome_status",
  late: "late_open_status", open: "late_open_status", reopened: "reopened_status",
  days_1: "duration_status", days_5: "duration_status", days_10: "duration_status", days_15: "duration_status", days_20: "duration_status",
  longer_or_open: "duration_status", median_days: "median_status", p90_days: "p90_status",
};

/** A published number or the reason why there is none; a share is whole per cent and carries its numerator and denominator. */
export type Value = { value: number | null; status: Status; of?: readonly [numerator: number, denominator: number] };

/** A measure of a cell. Only the status decides whether there is a number: of what is withheld nothing passes. */
export function measured(row: CubeRow, measure: Measure): Value {
  const status = row[twins[measure]];
  if (status !== "" && status !== "r") return { value: null, status };
  if (measure !== "on_time_share") {
    const value = row[measure];
    return value === null ? { value, status: "x" } : { value, status };
  }
  const { on_time: onTime, with_deadline: withDeadline } = row;
  if (onTime === null || withDeadline === null) return { value: null, status: "x" };
  if (withDeadline === 0) return { value: null, status: "z" };
  return { value: Math.round((100 * onTime) / withDeadline), status, of: [onTime, withDeadline] };
}

/** The grains that a measure is published by: months have received alone, and a median is no sum that a year could have. */
export function grainsOf(measure: Measure): Grain[] {
  if (measure === "received") return ["month", "quarter", "year"];
  return measure === "median_days" || measure === "p90_days" ? ["quarter"] : ["quarter", "year"];
}

/** What a table shows when nobody says what. */
export const usualMeasures = (grain: Grain): Measure[] =>
  (["received", "on_time_share", "late", "open", "median_days", "p90_days"] as const).filter((measure) => grainsOf(measure).includes(grain));

/** What goes with a share wherever there are columns for it: a percentage never travels without its two numbers. */
export const withParts = (wanted: readonly Measure[]): Measure[] =>
  [...new Set(wanted.flatMap((measure): Measure[] => (measure === "on_time_share" ? [measure, "on_time", "with_deadline"] : [measure])))];
