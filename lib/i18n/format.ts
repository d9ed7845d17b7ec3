import type { Locale } from "#lib/i18n/locale.ts";

/** en-GB, because dates read "22 November 2026" (look.md). */
const tag: Record<Locale, string> = { kk: "kk-KZ", ru: "ru-RU", en: "en-GB" };

/** A whole or decimal number with thin spaces in thousands and a real minus, e.g. 12 345. */
export const formatNumber = (locale: Locale, value: number, maximumFractionDigits = 0): string =>
  new Intl.NumberFormat(tag[locale], { maximumFractionDigits, useGrouping: true }).formatToParts(value)
    .map((part) => (part.type === "group" ? "\u202f" : part.type === "minusSign" ? "\u2212" : part.value)).join("");

/** A share as whole per cent: `formatShare("kk", 91, 100)`; shares are never finer (disclosure.md, Parameters). */
export const formatShare = (locale: Locale, numerator: number, denominator: number): string =>
  new Intl.NumberFormat(tag[locale], { style: "percent", maximumFractionDigits: 0 }).format(Math.round((100 * numerator) / denominator) / 100); // rounded once: a quotient's last bit must not make 28 of a half that files say is 29

/** "22 November 2026" in each language; `timeZone` is the city's for moments, UTC for calendar days. */
export const formatDay = (locale: Locale, day: Date | string, timeZone = "UTC"): string =>
  yearInFull(new Intl.DateTimeFormat(tag[locale], { day: "numeric", month: "long", year: "numeric", timeZone }).format(typeof day === "string" ? new Date(`${day}T00:00:00Z`) : day));

/** CLDR shortens the word "year" to "г." and "ж."; in a sentence it is written out. */
const yearInFull = (text: string): string => text.replace(/ г\.$/, " года").replace(/^(\d{4}) ж\. /, "$1 жылғы ");

/** Day and time of a moment in the city's zone. */
export const formatMoment = (locale: Locale, moment: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(tag[locale], { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone }).format(moment);

/** The city's wall clock: "14:00". */
export const formatTime = (locale: Locale, moment: Date, timeZone: string): string => new Intl.DateTimeFormat(tag[locale], { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(moment);

/** A month's name as a heading has it: "March". `month` is 2027-03. */
export const formatMonth = (locale: Locale, month: string): string =>
  new Intl.DateTimeFormat(tag[locale], { month: "long", timeZone: "UTC" }).format(new Date(`${month}-01T00:00:00Z`));

/** A calendar day's weekday. */
export const formatWeekday = (locale: Locale, day: string, weekday: "long" | "short" = "long"): string =>
  new Intl.DateTimeFormat(tag[locale], { weekday, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));

const quarterWords: Record<Locale, (quarter: string, year: string) => string> = {
  kk: (quarter, year) => `${year} жылғы ${quarter}-тоқсан`,
  ru: (quarter, year) => `${quarter}-й квартал ${year} года`,
  en: (quarter, year) => `Q${quarter} ${year}`,
};

/** A published period in words: 2026-09, 2026-Q3 or 2026. */
export function formatPeriod(locale: Locale, period: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter) return quarterWords[locale](quarter[2]!, quarter[1]!);
  if (/^\d{4}$/.test(period)) return { kk: `${period} жыл`, ru: `${period} год`, en: period }[locale];
  return new Intl.DateTimeFormat(tag[locale], { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${period}-01T00:00:00Z`));
}
