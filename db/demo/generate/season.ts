/** How a matter follows the year of a steppe city: long winter, late spring, hot summer. */
export type Season = "even" | "cold" | "dark" | "snow" | "spring" | "summer" | "school";

const dayOfYear = (day: string) => Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${day.slice(0, 4)}-01-01T00:00:00Z`)) / 86_400_000);
/** 1 on the peak day of the year, 0 half a year away. */
const around = (day: number, peak: number) => (1 + Math.cos((2 * Math.PI * (day - peak)) / 365)) / 2;
/** A cold snap or a snowstorm lasts days: a slow wave with its own period, the same every time. */
const weather = (day: string) => 1 + 0.55 * Math.sin(Date.parse(`${day}T00:00:00Z`) / 86_400_000 / 3.1) * Math.sin(Date.parse(`${day}T00:00:00Z`) / 86_400_000 / 7.7);

const shape: Record<Season, (number: number, day: string) => number> = {
  even: () => 1,
  // The heating season is 1 October – 30 April; its first three weeks bring complaints that radiators are not warm yet.
  cold: (n, day) => (n > 120 && n < 273 ? 0.06 : around(n, 15) ** 1.5 * weather(day) + (n >= 273 && n < 294 ? 0.75 : 0)),
  dark: (n) => 0.3 + around(n, 355),
  snow: (n, day) => (n > 95 && n < 300 ? 0.02 : around(n, 10) ** 1.2 * weather(day) ** 2),
  spring: (n) => 0.45 + 1.6 * around(n, 105) ** 5,
  summer: (n) => 0.35 + 1.2 * around(n, 185) ** 2,
  school: (n) => (n > 150 && n < 218 ? 0.3 : 0.8 + 1.5 * around(n, 250) ** 10),
};

const means = new Map<Season, number>();
function meanOf(season: Season): number {
  const known = means.get(season);
  if (known !== undefined) return known;
  const days = Array.from({ length: 365 }, (_, n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
  const mean = days.reduce((sum, day, n) => sum + shape[season](n, day), 0) / days.length;
  means.set(season, mean);
  return mean;
}

/** The day's factor; its mean over a year is 1. */
export const seasonal = (season: Season, day: string): number => shape[season](dayOfYear(day), day) / meanOf(season);
