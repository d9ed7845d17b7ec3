export const grains = ["month", "quarter", "year"] as const;
export type Grain = (typeof grains)[number];

const shape = /^(\d{4})(?:-(0[1-9]|1[0-2]|Q[1-4]))?$/;

/** Whether a text names a period: 2026-09, 2026-Q3 or 2026. */
export const isPeriod = (text: string): boolean => shape.test(text);

/** The grain of a period's name. */
export const grainOf = (period: string): Grain => (period.length === 4 ? "year" : period[5] === "Q" ? "quarter" : "month");

/** First and last month of a period as comparable numbers: `monthsOf("2026-Q3")` is [2026·12 + 6, 2026·12 + 8]. */
export function monthsOf(period: string): [first: number, last: number] {
  const [, year, part] = shape.exec(period) ?? [];
  if (!year) throw new Error(`Not a period: ${period}`);
  const january = Number(year) * 12;
  if (!part) return [january, january + 11];
  const first = january + (part[0] === "Q" ? (Number(part[1]) - 1) * 3 : Number(part) - 1);
  return [first, part[0] === "Q" ? first + 2 : first];
}

/** The quarter that a month lies in: 2026-09 → 2026-Q3. */
export const quarterOf = (month: string): string => `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
