import { files } from "#lib/i18n/areas/files.ts";
import type { Names } from "#lib/i18n/locale.ts";
import type { City } from "#lib/stats/city.ts";

/** What stands in the `data_kind` column of every row. */
export const dataKindOf = (city: Pick<City, "demo">): "demonstration" | "official" => (city.demo ? "demonstration" : "official");

/** What a JSON file says at its head about being a demonstration; nothing in a real city. */
export function demonstrationNote(city: Pick<City, "demo">): { demonstration: boolean; note?: Names } {
  if (!city.demo) return { demonstration: false };
  return { demonstration: true, note: { kk: files.kk.demonstration, ru: files.ru.demonstration, en: files.en.demonstration } };
}
