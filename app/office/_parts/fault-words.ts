import { officeFaults } from "#lib/i18n/areas/office-faults.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/** Why something wasn't sent, in the official's language where it is our own word, else as the provider said it. */
export const faultWords = (error: string, locale: Locale): string => (error in officeFaults.kk ? translator(officeFaults, locale)(error as "no answer") : error);
