import * as open from "#db/open.ts";
import type { Locale, Names } from "#lib/i18n/locale.ts";
import type { Reader } from "#lib/stats/reader.ts";

export type City = {
  code: string;
  name: Names;
  /** The city's own language: stands in where a name lacks the reader's. */
  language: Locale;
  timeZone: string;
  /** True when everything here is invented for demonstration: every page and every file says so. */
  demo: boolean;
  population: number | null;
  populationSource: Names;
  /** Who measured the coordinates of districts and settlements. */
  coordinatesSource: Names;
  publisher: Names;
  contact: string | null;
  /** The first day with data; null before the first release. */
  firstDay: string | null;
};

/** Whose data these are: the city itself where it names no publisher. */
export const publisherOf = (city: Pick<City, "publisher" | "name">): Names => (Object.values(city.publisher).some(Boolean) ? city.publisher : city.name);

/** The city this database holds, as last published; null while it has none. */
export async function city(db: Reader = open.openDb()): Promise<City | null> {
  const c = open.city;
  const [row] = await db.select({
    code: c.code, nameKk: c.nameKk, nameRu: c.nameRu, nameEn: c.nameEn, language: c.language, timeZone: c.timeZone, demo: c.demo,
    population: c.population, populationKk: c.populationSourceKk, populationRu: c.populationSourceRu, populationEn: c.populationSourceEn,
    coordinatesKk: c.coordinatesSourceKk, coordinatesRu: c.coordinatesSourceRu, coordinatesEn: c.coordinatesSourceEn, publisherKk: c.publisherKk, publisherRu: c.publisherRu,
    publisherEn: c.publisherEn, contact: c.contact, firstDay: c.firstDay,
  }).from(c);
  if (!row) return null;
  const { nameKk, nameRu, nameEn, publisherKk, publisherRu, publisherEn, populationKk, populationRu, populationEn,
    coordinatesKk, coordinatesRu, coordinatesEn, language, ...rest } = row;
  return {
    ...rest,
    language: language as Locale,
    name: { kk: nameKk, ru: nameRu, en: nameEn },
    populationSource: { kk: populationKk, ru: populationRu, en: populationEn },
    coordinatesSource: { kk: coordinatesKk, ru: coordinatesRu, en: coordinatesEn },
    publisher: { kk: publisherKk, ru: publisherRu, en: publisherEn },
  };
}
