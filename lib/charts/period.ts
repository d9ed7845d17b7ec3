import type { ChartContext } from "#lib/charts/context.ts";

type Words = Pick<ChartContext, "t">;

/** The parts of a published period: 2026-09, 2026-Q3 or 2026. */
export function parts(period: string): { grain: "month" | "quarter" | "year"; year: string; month: string; quarter: string } {
  const [year = "", rest] = period.split("-");
  if (!rest) return { grain: "year", year, month: "", quarter: "" };
  if (rest.startsWith("Q")) return { grain: "quarter", year, month: "", quarter: rest.slice(1) };
  return { grain: "month", year, month: `m${rest}`, quarter: "" };
}

/** "September 2026", to stand alone. */
export function periodName({ t }: Words, period: string): string {
  const p = parts(period);
  return t(p.grain, p);
}

/** "in September 2026", to stand in a sentence. */
export function periodIn({ t }: Words, period: string): string {
  const p = parts(period);
  return t(`${p.grain}In`, p);
}

/** "Sep" or "Q3", to stand on an axis with its year beneath. */
export function periodShort({ t }: Words, period: string): string {
  const p = parts(period);
  return p.grain === "year" ? p.year : t(`${p.grain}Short`, p);
}

/** "October 2024 – September 2026", or the one period. */
export function periodSpan(words: Words, periods: string[]): string {
  const first = periods[0], last = periods.at(-1);
  if (!first || !last) return "–";
  return first === last ? periodName(words, first) : words.t("span", { from: periodName(words, first), to: periodName(words, last) });
}

/** The same period a year before. */
export const yearBefore = (period: string): string => `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`;

/** A sentence begins with a capital; in all three languages it is the first letter that rises. */
export const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1);
