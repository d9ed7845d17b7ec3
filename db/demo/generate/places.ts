import type { City } from "#db/reference/city.ts";
import type { Random } from "#db/demo/generate/random.ts";

/** Where a contact comes from: the code on the case, the published district it counts in, and how people name it. */
export type Place = { code: string | null; district: string | null; kk: string; ru: string };

/** Zones differ: the fourth has old pipes, the seventh is private houses, the second is new. */
const leaning: Record<string, Record<string, number>> = {
  "zone-2": { heating: 0.5, water: 0.6, yards: 0.6, land: 1.6 },
  "zone-4": { heating: 1.7, water: 1.6, yards: 1.3 },
  "zone-6": { power: 1.4, education: 1.3 },
  "zone-7": { heating: 0.35, roads: 1.8, waste: 1.8, order: 1.3, land: 1.8, yards: 0.3 },
  "zone-8": { transport: 1.9, roads: 1.2, education: 1.3 },
  "552257000": { transport: 1.8, health: 1.6 },
  rural: { heating: 0.12, water: 1.2, roads: 1.2, transport: 1.6, health: 1.5, land: 1.6, yards: 0.15, waste: 0.7 },
};
/** Fewer write from far away. */
const readiness: Record<string, number> = { rural: 0.62, "552253000": 0.95, "552257000": 0.85 };
/** Matters of the whole city seldom name a place. */
const cityWide: Record<string, number> = { culture: 0.35, officials: 0.3, labour: 0.3, religion: 0.3, social: 0.12, land: 0.06 };

/** Draws places for a city's reference data: districts by population and leaning, in the country a village. */
export function placeDrawer(city: City): (random: Random, group: string, fixed?: string) => Place {
  const rows = city.rows.districts.map(({ row }) => row);
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const districts = rows.filter((row) => row.kind === "district");
  const inside = (code: string): string[] => rows.filter((row) => row.parent === code).flatMap((row) => [row.code, ...inside(row.code)]);
  const places = new Map(districts.map((row) => [row.code, inside(row.code)]));

  return (random, group, fixed) => {
    if (!fixed && random.chance(cityWide[group] ?? 0.02)) return { code: null, district: null, kk: "", ru: "" };
    const weights = Object.fromEntries(districts.map(({ code, population }) =>
      [code, (population ?? 0) * (leaning[code]?.[group] ?? 1) * (readiness[code] ?? 1)]));
    const district = fixed ?? random.weighted(weights);
    const within = places.get(district)!;
    // An operator in a hurry notes the district alone, now and then.
    const code = within.length > 0 && random.chance(0.9) ? random.pick(within) : district;
    const row = byCode.get(code)!;
    return { code, district, kk: row.name_kk!.replace(" (көрсетілім)", ""), ru: row.name_ru!.replace(" (демонстрационная)", "") };
  };
}
