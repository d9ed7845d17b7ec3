import { DateTime } from "luxon";
import { Refusal } from "#lib/errors.ts";

export const periodKinds = ["week", "month", "quarter", "days"] as const;
export type PeriodKind = (typeof periodKinds)[number];
/** City days, both included, and the equal stretch before them to compare with. */
export type Period = { kind: PeriodKind; from: string; to: string; before: { from: string; to: string } };

/** The longest stretch of free dates, in days. */
export const longestDays = 366;

const iso = (at: DateTime) => at.toISODate()!;

/**
 * Two typed days, YYYY-MM-DD, and how many they are, both included.
 * @throws Refusal naming the field: no date, the wrong way round, or more than a year
 */
export function statedDays(from?: string, to?: string): { from: string; to: string; days: number } {
  const [first, last] = [DateTime.fromISO(from ?? ""), DateTime.fromISO(to ?? "")];
  if (!first.isValid) throw new Refusal("required", {}, "from");
  if (!last.isValid) throw new Refusal("required", {}, "to");
  // PostgreSQL has no year 0, where the stretch before such dates would lie.
  if (first.year < 1900) throw new Refusal("invalid", {}, "from");
  const days = Math.round(last.diff(first, "days").days) + 1;
  if (days < 1) throw new Refusal("reportOrder", {}, "to");
  if (days > longestDays) throw new Refusal("reportLong", { days: longestDays }, "to");
  return { from: iso(first), to: iso(last), days };
}

/**
 * The stretch a report tells of: the last whole week, month or quarter before today, or any days.
 * @throws Refusal naming the field: dates the wrong way round, or more than a year
 */
export function reportPeriod(today: string, kind: PeriodKind, from?: string, to?: string): Period {
  if (kind === "days") {
    const { days, ...stated } = statedDays(from, to), first = DateTime.fromISO(stated.from);
    return { kind, ...stated, before: { from: iso(first.minus({ days })), to: iso(first.minus({ days: 1 })) } };
  }
  const start = DateTime.fromISO(today).startOf(kind).minus({ [kind]: 1 }), earlier = start.minus({ [kind]: 1 });
  return { kind, from: iso(start), to: iso(start.endOf(kind)), before: { from: iso(earlier), to: iso(start.minus({ days: 1 })) } };
}

/** Monday to Sunday of the week a day lies in. */
export const weekEnd = (day: string): string => iso(DateTime.fromISO(day).endOf("week"));
