import { sql } from "drizzle-orm";
import { z } from "zod";
import { rulesFrom, type Rules } from "#lib/disclosure/rules.ts";
import type { Names } from "#lib/i18n/locale.ts";
import type { Airlock } from "#lib/release/airlock.ts";

const names = z.object({ kk: z.string().nullish(), ru: z.string().nullish(), en: z.string().nullish() })
  .transform(({ kk, ru, en }): Names => ({ kk: kk ?? null, ru: ru ?? null, en: en ?? null }));

const CitySetting = z.object({
  code: z.string(), name: names, language: z.enum(["kk", "ru", "en"]), timeZone: z.string(),
  population: z.number().nullish(), populationSource: names.nullish(), coordinatesSource: names.nullish(), publisher: names.nullish(), contact: z.string().nullish(),
  demo: z.boolean().default(false),
});
export type CitySetting = z.output<typeof CitySetting>;

/** The city this database holds and its thresholds. @throws when there is none */
export async function releaseSettings(db: Airlock): Promise<{ city: CitySetting; rules: Rules }> {
  const rows = await db.execute<{ key: string; value: unknown }>(sql`SELECT key, value FROM private.setting WHERE key IN ('city', 'disclosure')`);
  const setting = new Map(rows.map((row) => [row.key, row.value]));
  if (!setting.has("city")) throw new Error("This database holds no city yet: run `npm run setup -- CITY_DIR` first.");
  return { city: CitySetting.parse(setting.get("city")), rules: rulesFrom(setting.get("disclosure") as Partial<Rules> | undefined) };
}
