import type { City, CityRows, Placed } from "#db/reference/city.ts";

/** Below this a district is not published alone but within a named group (disclosure.md, Grain ladder). */
export const leastPublishedPopulation = 2000;

/** The rules that reach over rows and files. Errors and warnings are sentences that start with file:line. */
export function checkCity(settings: City["settings"], rows: CityRows): { errors: string[]; warnings: string[] } {
  const errors = [
    ...duplicates(rows), ...missingNames(settings, rows), ...brokenParents(rows), ...deepCategories(rows),
    ...districtRules(settings, rows), ...unknownDepartments(rows), ...backwardDates(rows),
  ];
  for (const file of ["districts", "categories", "channels"] as const) {
    if (rows[file].length === 0) errors.push(`${file}.csv:1: has no rows; a city needs at least one`);
  }
  return { errors, warnings: warnings(settings, rows) };
}

const coded = ["districts", "categories", "departments", "channels"] as const;
type Coded = { code: string; parent?: string | null };

function* duplicates(rows: CityRows): Generator<string> {
  for (const file of coded) {
    const first = new Map<string, string>();
    for (const { at, row } of rows[file]) {
      const earlier = first.get(row.code);
      if (earlier) yield `${at}: code '${row.code}' is already used at ${earlier}`;
      else first.set(row.code, at);
    }
  }
  const days = new Map<string, string>();
  for (const { at, row } of rows.calendar) {
    const earlier = days.get(row.day);
    if (earlier) yield `${at}: the day ${row.day} is already given at ${earlier}`;
    else days.set(row.day, at);
  }
}

function* missingNames({ name, publisher, populationSource, coordinatesSource, language }: City["settings"], rows: CityRows): Generator<string> {
  if (!name[language]) yield `city.json: name.${language} is missing: '${language}' is the city's own language`;
  if (!populationSource[language]) yield `city.json: populationSource.${language} is missing: '${language}' is the city's own language`;
  if (coordinatesSource && !coordinatesSource[language]) yield `city.json: coordinatesSource.${language} is missing: '${language}' is the city's own language`;
  if (!publisher[language]) yield `city.json: publisher.${language} is missing: '${language}' is the city's own language`;
  for (const file of Object.keys(rows) as (keyof CityRows)[]) {
    for (const { at, row } of rows[file]) {
      if (!row[`name_${language}`]) yield `${at}: name_${language} is empty: '${language}' is the city's own language`;
    }
  }
}

const byCode = <Row extends Coded>(placed: Placed<Row>[]) => new Map(placed.map((p) => [p.row.code, p.row]));

/** From a row up to its top; stops where a parent is missing or comes a second time. */
function ancestors<Row extends Coded>(row: Row, all: Map<string, Row>): Row[] {
  const chain: Row[] = [];
  for (let up = all.get(row.parent ?? ""); up && up !== row && !chain.includes(up); up = all.get(up.parent ?? "")) chain.push(up);
  return chain;
}

function* brokenParents(rows: CityRows): Generator<string> {
  for (const file of ["districts", "categories"] as const) {
    const all = byCode<Coded>(rows[file]);
    for (const { at, row } of rows[file] as Placed<Coded>[]) {
      if (row.parent === null || row.parent === undefined) continue;
      if (!all.has(row.parent)) yield `${at}: parent '${row.parent}' is not a code of ${file}.csv`;
      const top = ancestors(row, all).at(-1) ?? row;
      if (top.parent === row.code) yield `${at}: '${row.code}' is its own ancestor`;
    }
  }
}

function* deepCategories({ categories }: CityRows): Generator<string> {
  const all = byCode(categories);
  for (const { at, row } of categories) {
    const parent = all.get(row.parent ?? "");
    if (parent?.parent) yield `${at}: '${row.code}' is on a third level: categories have two, groups and their categories`;
  }
}

function* districtRules({ language }: City["settings"], { districts }: CityRows): Generator<string> {
  const all = byCode(districts);
  for (const { at, row } of districts) {
    const parent = all.get(row.parent ?? "");
    if (row.kind === "area" && row.parent) yield `${at}: an area has no parent`;
    if (row.kind === "district" && parent && parent.kind !== "area") yield `${at}: the parent of a district must be an area, '${parent.code}' is a ${parent.kind}`;
    if (row.kind === "place" && !row.parent) yield `${at}: a place needs a parent: it is counted in its district`;
    if (row.kind === "place" && parent && !ancestors(row, all).some((up) => up.kind === "district")) yield `${at}: no ancestor of the place '${row.code}' is a district: it would be counted nowhere`;
    if (row.population !== null && !row[`population_source_${language}`]) yield `${at}: population without population_source_${language}: say where the number comes from, at least in '${language}', the city's own language`;
    if ((row.latitude === null) !== (row.longitude === null)) yield `${at}: latitude and longitude go together`;
    if (row.kind === "district" && row.population !== null && row.population < leastPublishedPopulation) {
      yield `${at}: ${row.population} residents are too few to be published alone (fewer than ${leastPublishedPopulation}): make '${row.code}' a place within a district that groups it with others`;
    }
  }
}

function* unknownDepartments({ categories, departments }: CityRows): Generator<string> {
  const known = byCode<Coded>(departments);
  for (const { at, row } of categories) {
    if (row.department && !known.has(row.department)) yield `${at}: department '${row.department}' is not a code of departments.csv`;
  }
}

function* backwardDates(rows: CityRows): Generator<string> {
  for (const file of ["districts", "categories"] as const) {
    for (const { at, row } of rows[file]) {
      if (row.valid_to && row.valid_to < row.valid_from) yield `${at}: valid_to ${row.valid_to} is before valid_from ${row.valid_from}`;
    }
  }
}

function warnings({ population, coordinatesSource }: City["settings"], { districts, calendar }: CityRows): string[] {
  const published = districts.filter(({ row }) => row.kind === "district");
  const found = published.filter(({ row }) => row.population === null)
    .map(({ at, row }) => `${at}: the population of '${row.code}' is unknown; make sure that it is not below ${leastPublishedPopulation}`);
  const sum = published.reduce((total, { row }) => total + (row.valid_to === null ? row.population ?? 0 : 0), 0);
  if (sum > population * 1.05) found.push(`city.json: the districts' populations add up to ${sum}, the city has ${population}`);
  const located = districts.find(({ row }) => row.latitude !== null);
  if (located && !coordinatesSource) found.push(`${located.at}: has coordinates, but city.json has no coordinatesSource: the map can't say who measured them`);
  if (calendar.length === 0) found.push("calendar.csv: has no rows: every Monday to Friday will count as a working day");
  return found;
}
