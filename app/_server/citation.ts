import type { Site } from "#app/_server/site.ts";
import { catalogue } from "#lib/i18n/areas/catalogue.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";

/** Whose the data are: the publisher by name, else the city. */
export const publisherOf = (site: Site): string => site.named(Object.values(site.city.publisher).some(Boolean) ? site.city.publisher : site.city.name).text;

/** How the newest release is cited in a text, in the reader's language; null before the first. Invented data say so. */
export function citation(site: Site): string | null {
  const { locale, city, release } = site;
  if (!release) return null;
  const t = translator(catalogue, locale);
  const cited = t("citeText", { publisher: publisherOf(site), city: site.named(city.name).text, day: formatDay(locale, release.asOf) });
  return city.demo ? `${cited} ${t("demoNote")}` : cited;
}
