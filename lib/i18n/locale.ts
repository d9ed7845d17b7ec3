/** The portal's three languages, equal; Kazakh is the default (look.md, open-data.md). */
export const locales = ["kk", "ru", "en"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "kk";
export const isLocale = (value: unknown): value is Locale => locales.includes(value as Locale);

/** A text in whichever of the languages somebody has written it. */
export type Names = { kk: string | null; ru: string | null; en: string | null };

/**
 * A reference datum's name for a reader: in his language, else in the city's own, else in any; `lang` says which it is,
 * so that a page can mark it (open-data.md, Languages).
 */
export function nameFor(locale: Locale, names: Names, cityLanguage: Locale): { text: string; lang: Locale } {
  for (const lang of [locale, cityLanguage, ...locales]) {
    const text = names[lang];
    if (text) return { text, lang };
  }
  throw new Error("A reference datum has no name in any language; the database forbids it.");
}
