import { officeList } from "#lib/i18n/areas/office-list.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

export type ListWords = ReturnType<typeof translator<keyof (typeof officeList)["kk"]>>;

/** The list's own words. */
export const listWords = (locale: Locale): ListWords => translator(officeList, locale);
