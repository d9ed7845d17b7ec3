import { officeWays } from "#lib/i18n/areas/office-ways.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

type Key = keyof (typeof officeWays)["kk"];
const said = (key: string, plain: string, locale: Locale): string => (key in officeWays.kk ? translator(officeWays, locale)(key as Key) : plain);

/** A way, or a source of arrivals, in words; its code where there are none. */
export const wayName = (code: string, locale: Locale): string => said(`way.${code}`, code, locale);

/** A field of a way in words; its place in the settings where there are none. */
export const fieldName = (code: string, path: string, locale: Locale): string => said(`field.${code}.${path}`, path, locale);
