import { describeColumn, type Column, type Dataset } from "#lib/exports/dataset.ts";
import { demonstrationNote } from "#lib/exports/labelling.ts";
import { licence } from "#lib/exports/licence.ts";
import { locales } from "#lib/i18n/locale.ts";
import type { City } from "#lib/stats/city.ts";

/** Of the JSON files' shape. It grows when a key is renamed, removed or changes its meaning; a new key is no new version. */
export const jsonVersion = 1;

/** What a JSON file says before its rows: what it is, by whom, of which edition, what its columns mean. */
export function jsonHead(dataset: Dataset, city: City, edition: Record<string, string>, rows: number, columns: readonly Column[] = dataset.columns): string {
  const words = (about: "title" | "about", column: Column) => Object.fromEntries(locales.map((locale) => [locale, describeColumn(column, locale)[about]]));
  return JSON.stringify({
    dataset: dataset.name, version: jsonVersion, city: city.code, name: city.name, ...demonstrationNote(city),
    ...edition, publisher: city.publisher, license: licence.url,
    columns: columns.map((column) => {
      const { word: _, missing: __, ...machine } = column; // in JSON a value that is missing is null
      return { ...machine, title: words("title", column), description: words("about", column) };
    }),
    row_count: rows,
  });
}
