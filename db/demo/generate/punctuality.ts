import type { Random } from "#db/demo/generate/random.ts";

/** How often a department answers in time. */
const byDepartment: Record<string, number> = {
  utilities: 0.87, roads: 0.82, housing: 0.8, improvement: 0.91, construction: 0.78, architecture: 0.86, land: 0.75,
  employment: 0.92, education: 0.93, culture: 0.95, "internal-policy": 0.89, business: 0.91, "akim-office": 0.87,
};
const byYear: Record<string, number> = { "2024": -0.06, "2025": -0.01, "2026": 0.03 };

/** Hard months: the accident of January 2026, each spring on the roads, the start of each heating season. */
function hardship(department: string, day: string): number {
  const month = day.slice(0, 7), ofYear = day.slice(5, 7);
  if (department === "utilities" && (month === "2026-01" || month === "2026-02")) return -0.24;
  if (department === "utilities" && ofYear === "10") return -0.07;
  if (department === "roads" && (ofYear === "04" || ofYear === "05")) return -0.13;
  return 0;
}

export type Work = { department: string; day: string; district: string | null; spike: boolean };

/** In how many working days an answer comes, when the term is `limit`. */
export function workingDaysTaken(random: Random, limit: number, formal: boolean, work: Work): number {
  const chance = (byDepartment[work.department] ?? 0.85) + (byYear[work.day.slice(0, 4)] ?? 0) + hardship(work.department, work.day)
    + (work.district === "zone-7" ? -0.05 : work.district === "rural" ? -0.04 : 0) + (work.spike ? -0.1 : 0);
  if (random.chance(chance)) {
    // A letter is written towards its last day, a signal is mostly settled soon.
    const share = formal ? 0.25 + 0.75 * Math.sqrt(random.unit()) : random.unit() ** 1.5;
    return Math.min(limit, Math.floor(share * (limit + 0.6)));
  }
  return limit + 1 + Math.floor(random.exponential(formal ? 5 : 3));
}
