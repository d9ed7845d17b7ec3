import { open311 } from "#lib/i18n/areas/open311.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Value } from "#lib/intake/open311/write.ts";

/** When these addresses last changed what they answer. */
const changeset = "2026-11-26T00:00:00Z";

/** Service discovery (wiki.open311.org/Service_Discovery): where the interface is and how one gets a key. */
export function discovery(portal: string, { keyService, demo }: { keyService: string; demo: boolean }, locale: Locale): Value {
  return {
    changeset, contact: `${portal}/${locale}/about`, key_service: keyService || translator(open311, locale)("keyService"),
    endpoints: [{ specification: "http://wiki.open311.org/GeoReport_v2", url: `${portal}/api/open311/v2`, changeset, type: demo ? "test" : "production", formats: ["text/xml", "application/json"] }],
  };
}
