import { preferred } from "#lib/exports/preferred.ts";
import { defaultLocale, locales, type Locale } from "#lib/i18n/locale.ts";

/** The language of a reader who has not chosen one: of ours the one his browser likes best, else Kazakh. */
export const chooseLocale = (acceptLanguage: string | null): Locale =>
  preferred((acceptLanguage ?? "").replace(/-[a-z0-9-]+/gi, ""), locales) ?? defaultLocale;
