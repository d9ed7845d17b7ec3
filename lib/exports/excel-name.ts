import { Refusal, shorten } from "#lib/errors.ts";
import { defaultLocale, isLocale, locales, type Locale } from "#lib/i18n/locale.ts";

/** The files made for a person's spreadsheet exist once in each language. */
export const excelFormats = ["excel.csv", "xlsx"] as const;
export type ExcelFormat = (typeof excelFormats)[number];

/** Their name on the disk: "appeals-ru.xlsx". */
export const excelName = (format: ExcelFormat, locale: Locale): string => `appeals-${locale}.${format}`;

/**
 * The language that an address asks for, Kazakh by default. The address alone decides, never a header: whoever is sent a link gets
 * the sender's file, and a cache keeps one answer for it. @throws Refusal unknownCode
 */
export function askedLanguage(lang: string | undefined): Locale {
  if (lang === undefined) return defaultLocale;
  if (!isLocale(lang)) throw new Refusal("unknownCode", { name: "lang", value: shorten(lang), list: locales.join(", ") }, "lang");
  return lang;
}
