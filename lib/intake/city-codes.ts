import type { Sql } from "postgres";
import type { ImportMap } from "#lib/intake/import-map.ts";

/** First and last day (days since 1970) on which a code may be used. */
export type Validity = { from: number; to: number };

/** The codes that a map may point at, with what a person calls them (for --propose). */
export type CityCodes = {
  language: "kk" | "ru" | "en";
  timeZone: string;
  category: Map<string, Validity & { names: string[] }>;
  district: Map<string, Validity & { names: string[] }>;
  channel: Map<string, { names: string[] }>;
  department: Map<string, { names: string[] }>;
};

const dayNumber = (day: string | null) => day === null ? Infinity : Date.parse(day) / 86_400_000;

/** @throws when the database holds no city yet */
export async function readCityCodes(db: Sql): Promise<CityCodes> {
  const [city] = await db<{ value: { language: CityCodes["language"]; timeZone: string } }[]>`SELECT value FROM private.setting WHERE key = 'city'`;
  if (!city) throw new Error("This database holds no city yet: begin with `npm run setup -- CITY_DIR`.");
  type Dated = { code: string; names: string[]; from: string; to: string | null };
  const dated = (rows: Dated[]) => new Map(rows.map(({ code, names, from, to }) => [code, { names, from: dayNumber(from), to: dayNumber(to) }]));
  const named = (rows: { code: string; names: string[] }[]) => new Map(rows.map(({ code, names }) => [code, { names }]));
  return {
    language: city.value.language, timeZone: city.value.timeZone,
    category: dated(await db<Dated[]>`SELECT code, array_remove(ARRAY[name_kk, name_ru, name_en], NULL) AS names, valid_from::text AS from, valid_to::text AS to FROM private.category`),
    district: dated(await db<Dated[]>`SELECT code, array_remove(ARRAY[name_kk, name_ru, name_en], NULL) AS names, valid_from::text AS from, valid_to::text AS to FROM private.district`),
    channel: named(await db<{ code: string; names: string[] }[]>`SELECT code, array_remove(ARRAY[name_kk, name_ru, name_en], NULL) AS names FROM private.channel`),
    department: named(await db<{ code: string; names: string[] }[]>`SELECT code, array_remove(ARRAY[name_kk, name_ru, name_en], NULL) AS names FROM private.department`),
  };
}

/** What in a map points at nothing: codes that the city does not have, columns that the file does not have. */
export function faultsOfMap(map: ImportMap, city: CityCodes, header: string[]): string[] {
  const faults: string[] = [];
  for (const field of ["category", "district", "channel", "department"] as const) {
    const rule = map[field];
    if (!rule) continue;
    const targets = "value" in rule ? [["value", rule.value] as const] : Object.entries(rule.values).map(([value, target]) => [`values.${value}`, target] as const);
    for (const [path, target] of targets) {
      if (target !== null && !city[field].has(target)) faults.push(`${field}.${path}: this city has no ${field} '${target}'`);
    }
  }
  for (const [field, column] of columnsOf(map)) {
    const found = header.filter((name) => name === column).length;
    if (found === 0) faults.push(`${field}: the file has no column '${column}'; it has ${header.join(", ").slice(0, 1000)}`);
    if (found > 1) faults.push(`${field}: the file has ${found} columns named '${column}'`);
  }
  return faults;
}

/** Every column a map names, with the field that names it. */
export function columnsOf(map: ImportMap): [field: string, column: string][] {
  const named: [string, string][] = [["id", map.id], ["received", map.received.column]];
  for (const field of ["registered", "due", "closed"] as const) if (map[field]) named.push([field, map[field].column]);
  for (const field of ["kind", "language", "channel", "category", "district", "department", "status", "outcome"] as const) {
    const rule = map[field];
    if (rule && "column" in rule) named.push(...rule.column.map((column) => [field, column] as [string, string]));
  }
  for (const column of map.text ?? []) named.push(["text", column]);
  for (const part of ["name", "phone", "address"] as const) if (map.applicant?.[part]) named.push([`applicant.${part}`, map.applicant[part]]);
  return named;
}
