import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type CsvError, parse } from "csv-parse/sync";
import type { Sql, TransactionSql } from "postgres";
import type { z } from "zod";
import { checkCity } from "#db/reference/check-city.ts";
import { type City, type CityFile, cityFiles, type CityRows, CitySettings, type languages, type Placed } from "#db/reference/city.ts";
import { loadTemplates } from "#db/reference/templates.ts";

type Language = (typeof languages)[number];

/** Everything that is wrong with a CITY_DIR, at once. */
export class CityError extends Error {
  readonly errors: string[];
  constructor(directory: string, errors: string[]) {
    super(`The reference data in ${directory} can't be used:\n${errors.map((line) => `  ${line}`).join("\n")}`);
    this.errors = errors;
  }
}

/**
 * Reads and checks a city's reference data: city.json, districts.csv, categories.csv, departments.csv, channels.csv, calendar.csv.
 * @throws CityError with every fault found, each with its file and line
 */
export function readCity(directory: string): City {
  const errors: string[] = [];
  const settings = readSettings(directory, errors);
  const rows = Object.fromEntries((Object.keys(cityFiles) as CityFile[])
    .map((file) => [file, readRows(directory, file, errors, settings?.language)])) as CityRows;
  if (settings?.calendar) rows.calendar = withShippedCalendar(settings.calendar, rows.calendar, errors);
  if (!settings) throw new CityError(directory, errors);

  const { calendar: _, ...stored } = settings;
  const checked = checkCity(stored, rows);
  if (errors.length + checked.errors.length > 0) throw new CityError(directory, [...errors, ...checked.errors]);
  return { settings: stored, rows, warnings: checked.warnings };
}

function readSettings(directory: string, errors: string[]): z.output<typeof CitySettings> | undefined {
  const file = path.join(directory, "city.json");
  if (!existsSync(file)) return void errors.push("city.json: the file is missing");
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
  } catch (error) {
    return void errors.push(`city.json: is not JSON: ${(error as Error).message}`);
  }
  const parsed = CitySettings.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) errors.push(`city.json: ${issue.path.join(".") || "the whole"}: ${issue.message}`);
}

/** calendar.csv and departments.csv may be left out. */
const optional: CityFile[] = ["calendar", "departments"];

function readRows<File extends CityFile>(directory: string, file: File, errors: string[], language: Language | undefined): CityRows[File] {
  const name = `${file}.csv`;
  const where = path.join(directory, name);
  if (existsSync(where)) return parseRows(readFileSync(where, "utf8"), name, file, errors, language);
  if (!optional.includes(file)) errors.push(`${name}: the file is missing`);
  return [];
}

function parseRows<File extends CityFile>(content: string, name: string, file: File, errors: string[], language: Language = "kk"): CityRows[File] {
  const schema = cityFiles[file];
  const columns = Object.keys(schema.shape);
  let records: { info: { lines: number }; record: string[] }[];
  try {
    records = parse(content, { bom: true, info: true, skip_empty_lines: true, relax_column_count: true, record_delimiter: ["\r\n", "\n"] }) as unknown as typeof records;
  } catch (error) {
    errors.push(`${name}:${(error as CsvError & { lines?: number }).lines ?? 1}: ${(error as Error).message}`);
    return [] as CityRows[File];
  }
  // A text that stands in one column is in the city's own language.
  const own = `population_source_${language}`, given = records[0]?.record.map((column) => (column === "population_source" ? own : column)) ?? [];
  const header = records[0]?.record.includes("population_source") ? columns.filter((column) => column === own || !column.startsWith("population_source_")) : columns;
  if (given.join() !== header.join()) {
    errors.push(`${name}:1: the header must be ${columns.join(",")}`);
    return [] as CityRows[File];
  }
  const rows: Placed<unknown>[] = [];
  for (const { info, record } of records.slice(1)) {
    const at = `${name}:${info.lines}`;
    if (record.length !== header.length) {
      errors.push(`${at}: has ${record.length} columns, the header has ${header.length}`);
      continue;
    }
    const parsed = schema.safeParse(Object.fromEntries(columns.map((column) => [column, record[header.indexOf(column)] ?? ""])));
    if (parsed.success) rows.push({ at, row: parsed.data });
    else for (const issue of parsed.error.issues) errors.push(`${at}: ${issue.path.join(".")} ${issue.message}`);
  }
  return rows as CityRows[File];
}

function withShippedCalendar(country: string, own: CityRows["calendar"], errors: string[]): CityRows["calendar"] {
  const name = `calendar-${country}.csv`;
  const file = fileURLToPath(new URL(name, import.meta.url));
  if (!existsSync(file)) {
    errors.push(`city.json: calendar: there is no shipped calendar '${country}'; leave it out and write calendar.csv`);
    return own;
  }
  const changed = new Set(own.map(({ row }) => row.day));
  return [...parseRows(readFileSync(file, "utf8"), name, "calendar", errors).filter(({ row }) => !changed.has(row.day)), ...own];
}

/** The floors of disclosure.md; an administrator may raise them. */
const disclosure = { k: 5, outcome: 10, duration: 20, sensitive: 10 };

/**
 * Writes a city into a database that has none, in one transaction: reference tables and the settings 'city' and 'disclosure'.
 * @param owner the owner's connection or a transaction of it
 */
export async function loadCity(owner: Sql | TransactionSql, city: City, { demo = false } = {}): Promise<void> {
  if ("begin" in owner) return void await owner.begin((tx) => loadCity(tx, city, { demo }));
  const { rows, settings } = city;
  const plain = <Row>(placed: Placed<Row>[]) => placed.map((p) => p.row);
  await owner`INSERT INTO private.setting (key, value) VALUES ('city', ${owner.json({ ...settings, demo })}), ('disclosure', ${owner.json(disclosure)})`;
  await owner`INSERT INTO private.source (code, name) VALUES ('portal', 'The portal') ON CONFLICT DO NOTHING`;
  await owner`INSERT INTO private.department (code, name_kk, name_ru, name_en, sort)
    SELECT code, name_kk, name_ru, name_en, sort FROM jsonb_populate_recordset(NULL::private.department, ${owner.json(plain(rows.departments))})`;
  await owner`INSERT INTO private.channel (code, name_kk, name_ru, name_en, sort)
    SELECT code, name_kk, name_ru, name_en, sort FROM jsonb_populate_recordset(NULL::private.channel, ${owner.json(plain(rows.channels))})`;
  // One statement a table: parents may come after their children, foreign keys are checked at its end.
  await owner`INSERT INTO private.district (code, parent, kind, name_kk, name_ru, name_en, population, population_source_kk, population_source_ru, population_source_en,
      latitude, longitude, sort, valid_from, valid_to)
    SELECT code, parent, kind, name_kk, name_ru, name_en, population, population_source_kk, population_source_ru, population_source_en, latitude, longitude, sort, valid_from, valid_to
    FROM jsonb_populate_recordset(NULL::private.district, ${owner.json(plain(rows.districts))})`;
  await owner`INSERT INTO private.category (code, parent, name_kk, name_ru, name_en, sensitive, target_days, department, sort, valid_from, valid_to)
    SELECT code, parent, name_kk, name_ru, name_en, sensitive, target_days, department, sort, valid_from, valid_to
    FROM jsonb_populate_recordset(NULL::private.category, ${owner.json(plain(rows.categories))})`;
  await owner`INSERT INTO private.calendar_day (day, working, name_kk, name_ru, name_en, basis)
    SELECT day, working, name_kk, name_ru, name_en, basis FROM jsonb_populate_recordset(NULL::private.calendar_day, ${owner.json(plain(rows.calendar))})`;
  await loadTemplates(owner);
}
