import { preferred } from "#lib/exports/preferred.ts";
import { locales, type Locale } from "#lib/i18n/locale.ts";

/** The language of a file's errors: programs rarely say one, and then it is English. */
export function readerLanguage(acceptLanguage: string | null): Locale {
  if (!acceptLanguage) return "en";
  return preferred(acceptLanguage.replace(/-[a-z0-9-]+/gi, ""), ["en", ...locales.filter((locale) => locale !== "en")]) ?? "en";
}
