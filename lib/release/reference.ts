import { sql } from "drizzle-orm";
import { airlockDb } from "#db/airlock.ts";
import { codelists } from "#db/reference/codelists.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { releaseWords } from "#lib/i18n/areas/release.ts";
import { locales, type Names } from "#lib/i18n/locale.ts";
import type { Airlock } from "#lib/release/airlock.ts";
import { publishedMonths } from "#lib/release/ledger.ts";
import { releaseSettings } from "#lib/release/settings.ts";

/**
 * Copies the city's reference data into the open schema: names and figures anew, hierarchies only as disclosure.md allows.
 * @throws when a hierarchy changed other than on a 1 January that isn't published yet
 */
export async function publishReference(db: Airlock = airlockDb()): Promise<void> {
  const { city } = await releaseSettings(db);
  await refuseMovedHierarchies(db);
  const inThree = (names: Names | null | undefined) => sql`${names?.kk ?? null}, ${names?.ru ?? null}, ${names?.en ?? null}`;
  await db.execute(sql`
    INSERT INTO open.city (code, name_kk, name_ru, name_en, language, time_zone, demo, population, population_source_kk, population_source_ru, population_source_en,
      coordinates_source_kk, coordinates_source_ru, coordinates_source_en, publisher_kk, publisher_ru, publisher_en, contact)
    VALUES (${city.code}, ${inThree(city.name)}, ${city.language}, ${city.timeZone}, ${city.demo}, ${city.population ?? null}, ${inThree(city.populationSource)},
      ${inThree(city.coordinatesSource)}, ${inThree(city.publisher)}, ${city.contact ?? null})
    ON CONFLICT (singleton) DO UPDATE SET code = excluded.code, name_kk = excluded.name_kk, name_ru = excluded.name_ru, name_en = excluded.name_en,
      language = excluded.language, time_zone = excluded.time_zone, demo = excluded.demo, population = excluded.population,
      population_source_kk = excluded.population_source_kk, population_source_ru = excluded.population_source_ru, population_source_en = excluded.population_source_en,
      coordinates_source_kk = excluded.coordinates_source_kk, coordinates_source_ru = excluded.coordinates_source_ru, coordinates_source_en = excluded.coordinates_source_en,
      publisher_kk = excluded.publisher_kk, publisher_ru = excluded.publisher_ru, publisher_en = excluded.publisher_en, contact = excluded.contact`);
  // One statement a table: parents may come after their children.
  const unknown = (key: "unknownCategory" | "unknownDistrict") => sql.join(locales.map((locale) => sql`${releaseWords[locale][key]}`), sql`, `);
  await db.execute(sql`
    INSERT INTO open.district (code, parent, kind, label_kk, label_ru, label_en, population, population_source_kk, population_source_ru, population_source_en,
      latitude, longitude, sort, valid_from, valid_to)
    SELECT code, parent, kind, name_kk, name_ru, name_en, population, population_source_kk, population_source_ru, population_source_en, latitude, longitude, sort, valid_from, valid_to
    FROM private.district WHERE kind <> 'place'
    UNION ALL SELECT 'unknown', NULL, 'unknown', ${unknown("unknownDistrict")}, NULL, NULL, NULL, NULL, NULL, NULL, 1000000, '1900-01-01', NULL
    ON CONFLICT (code) DO UPDATE SET parent = excluded.parent, kind = excluded.kind, label_kk = excluded.label_kk, label_ru = excluded.label_ru,
      label_en = excluded.label_en, population = excluded.population, population_source_kk = excluded.population_source_kk,
      population_source_ru = excluded.population_source_ru, population_source_en = excluded.population_source_en, latitude = excluded.latitude, longitude = excluded.longitude, sort = excluded.sort, valid_from = excluded.valid_from, valid_to = excluded.valid_to`);
  // The settlements that no other lies in, each with the district that counts it: points of the map's base, without any number.
  await db.execute(sql`
    WITH RECURSIVE counted AS (
      SELECT code, code AS district FROM private.district WHERE kind = 'district'
      UNION ALL SELECT d.code, c.district FROM private.district d JOIN counted c ON d.parent = c.code WHERE d.kind = 'place')
    INSERT INTO open.place (code, district, label_kk, label_ru, label_en, latitude, longitude, sort, valid_from, valid_to)
    SELECT p.code, c.district, p.name_kk, p.name_ru, p.name_en, p.latitude, p.longitude, p.sort, p.valid_from, p.valid_to
    FROM private.district p JOIN counted c USING (code)
    WHERE p.kind = 'place' AND p.latitude IS NOT NULL AND NOT EXISTS (SELECT FROM private.district inner_place WHERE inner_place.parent = p.code)
    ON CONFLICT (code) DO UPDATE SET district = excluded.district, label_kk = excluded.label_kk, label_ru = excluded.label_ru, label_en = excluded.label_en,
      latitude = excluded.latitude, longitude = excluded.longitude, sort = excluded.sort, valid_from = excluded.valid_from, valid_to = excluded.valid_to`);
  await db.execute(sql`
    INSERT INTO open.category (code, parent, label_kk, label_ru, label_en, sensitive, sort, valid_from, valid_to)
    SELECT c.code, c.parent, c.name_kk, c.name_ru, c.name_en, c.sensitive OR coalesce(g.sensitive, false), c.sort, c.valid_from, c.valid_to
    FROM private.category c LEFT JOIN private.category g ON g.code = c.parent
    UNION ALL SELECT 'unknown', NULL, ${unknown("unknownCategory")}, false, 1000000, '1900-01-01', NULL
    ON CONFLICT (code) DO UPDATE SET parent = excluded.parent, label_kk = excluded.label_kk, label_ru = excluded.label_ru, label_en = excluded.label_en,
      sensitive = excluded.sensitive, sort = excluded.sort, valid_from = excluded.valid_from, valid_to = excluded.valid_to`);
  await db.execute(sql`
    INSERT INTO open.code (list, code, label_kk, label_ru, label_en, sort, valid_from)
    SELECT 'channel', code, name_kk, name_ru, name_en, sort, '1900-01-01'::date FROM private.channel
    UNION ALL SELECT list, code, kk, ru, en, sort, "validFrom" FROM jsonb_to_recordset(${JSON.stringify(ownCodes())}::jsonb)
      AS c(list text, code text, kk text, ru text, en text, sort int, "validFrom" date)
    ON CONFLICT (list, code) DO UPDATE SET label_kk = excluded.label_kk, label_ru = excluded.label_ru, label_en = excluded.label_en, sort = excluded.sort`);
}

/** Statuses, and how a counted case came out: the record file's outcomes. */
function ownCodes() {
  const words = (key: "result.on_time" | "result.late" | "result.open"): Names => ({ kk: cases.kk[key], ru: cases.ru[key], en: cases.en[key] });
  const results: [string, Names][] = [["on_time", words("result.on_time")], ["late", words("result.late")], ["open", words("result.open")],
    ["other", { kk: releaseWords.kk.other, ru: releaseWords.ru.other, en: releaseWords.en.other }]];
  return [
    ...codelists.filter(({ list }) => list === "status").map(({ list, code, names, sort, validFrom }) => ({ list, code, ...names, sort, validFrom })),
    ...results.map(([code, names], sort) => ({ list: "outcome", code, ...names, sort, validFrom: "1900-01-01" })),
  ];
}

/** Old and new members could be subtracted from each other; so what a published period counted under a code stays that. */
async function refuseMovedHierarchies(db: Airlock): Promise<void> {
  const last = (await publishedMonths(db)).at(-1);
  if (!last) return;
  const moved = await db.execute<{ code: string; what: string }>(sql`
    WITH now AS (
      SELECT 'district' AS list, code, parent, kind, valid_from, valid_to FROM private.district WHERE kind <> 'place'
      UNION ALL SELECT 'category', c.code, c.parent, (c.sensitive OR coalesce(g.sensitive, false))::text, c.valid_from, c.valid_to
      FROM private.category c LEFT JOIN private.category g ON g.code = c.parent),
    published AS (
      SELECT 'district' AS list, code, parent, kind, valid_from, valid_to FROM open.district WHERE code <> 'unknown'
      UNION ALL SELECT 'category', code, parent, sensitive::text, valid_from, valid_to FROM open.category WHERE code <> 'unknown')
    SELECT n.list || ' ' || n.code AS code, CASE
      WHEN p.code IS NOT NULL AND (n.parent, n.kind, n.valid_from) IS DISTINCT FROM (p.parent, p.kind, p.valid_from) THEN 'has another parent, kind, sensitivity or first day'
      WHEN p.code IS NULL AND (to_char(n.valid_from, 'MM-DD') <> '01-01' OR to_char(n.valid_from, 'YYYY-MM') <= ${last}) THEN 'is new from a day that is published or no 1 January'
      WHEN n.valid_to IS DISTINCT FROM p.valid_to AND n.valid_to IS NOT NULL AND (to_char(n.valid_to, 'MM-DD') <> '12-31' OR to_char(n.valid_to, 'YYYY-MM') < ${last}) THEN 'ends on a day that is published or no 31 December'
      END AS what
    FROM now n LEFT JOIN published p USING (list, code)`);
  const refused = moved.filter((row) => row.what !== null);
  if (refused.length) throw new Error(`Hierarchies change on 1 January only, with a new code for what changes (disclosure.md):\n${refused.map((row) => `  ${row.code} ${row.what}`).join("\n")}`);
}
