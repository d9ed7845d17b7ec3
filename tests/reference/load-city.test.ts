import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CityError, loadCity, readCity } from "#db/reference/load-city.ts";
import { testDatabase } from "#tests/support/database.ts";

const good = {
  "city.json": JSON.stringify({
    code: "testville", name: { en: "Testville", ru: "Тествиль" }, language: "en", timeZone: "Asia/Almaty", population: 9000,
    populationSource: { en: "a count", ru: "перепись" }, coordinatesSource: "a map", publisher: { en: "Testville City Hall" }, contact: "data@testville.example",
    officeHours: { start: "09:00", end: "18:30" },
  }),
  "districts.csv": `code,parent,kind,name_kk,name_ru,name_en,population,population_source_kk,population_source_ru,population_source_en,latitude,longitude,sort,valid_from,valid_to
city,,area,,,The city,,,,,,,1,2020-01-01,
north,city,district,,,"North, upper",5000,,перепись,a count,51.7,75.3,2,2020-01-01,
mill,north,place,,,Mill,300,,,a count,,,3,2020-01-01,2025-12-31
south,,district,,,South,4000,,,a count,,,4,2020-01-01,
`,
  "categories.csv": `code,parent,name_kk,name_ru,name_en,sensitive,target_days,department,sort,valid_from,valid_to
snow,roads,,,Snow,false,3,works,2,2020-01-01,
roads,,,,Roads,false,15,works,1,2020-01-01,
health,,,,Health,true,,,3,2020-01-01,
`,
  "departments.csv": "code,name_kk,name_ru,name_en,sort\nworks,,,Public works,1\n",
  "channels.csv": "\uFEFFcode,name_kk,name_ru,name_en,sort\r\nweb,,,Web,1\r\n",
  "calendar.csv": "day,working,name_kk,name_ru,name_en,basis\n2026-01-01,false,,,New Year,the law\n",
};
type Files = { [name in keyof typeof good]?: string };

function cityDir(changed: Files = {}): string {
  const directory = mkdtempSync(path.join(tmpdir(), "city-"));
  for (const [name, content] of Object.entries({ ...good, ...changed })) if (content) writeFileSync(path.join(directory, name), content);
  return directory;
}
function errorsOf(changed: Files): string[] {
  try {
    readCity(cityDir(changed));
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(CityError);
    return (error as CityError).errors;
  }
}
const settings = (change: object) => JSON.stringify({ ...JSON.parse(good["city.json"]), ...change });
const added = (file: keyof typeof good, ...lines: string[]) => ({ [file]: `${good[file]}${lines.join("\n")}\n` });

test("a good city is read whole", () => {
  const city = readCity(cityDir());
  expect(city.warnings).toEqual([]);
  expect(city.rows.districts.map(({ row }) => row.code)).toEqual(["city", "north", "mill", "south"]);
  expect(city.rows.districts[1]).toMatchObject({ at: "districts.csv:3", row: { name_en: "North, upper", population: 5000, name_kk: null } });
  expect(city.settings.name).toEqual({ kk: null, ru: "Тествиль", en: "Testville" });
});

test("a source of the population in one text is in the city's own language", () => {
  const { "districts.csv": districts, "city.json": _ } = good;
  const former = districts.replace("population_source_kk,population_source_ru,population_source_en", "population_source")
    .replaceAll(/^(\w+,\w*,\w+,,,(?:"[^"]+"|[^,]+),\d*),[^,]*,[^,]*,/gm, "$1,");
  expect(former).toContain('"North, upper",5000,a count,51.7');
  const city = readCity(cityDir({ "districts.csv": former, "city.json": settings({ populationSource: "a count" }) }));
  expect(city.rows.districts[1]!.row).toMatchObject({ population_source_kk: null, population_source_ru: null, population_source_en: "a count", latitude: 51.7 });
  expect(city.settings.populationSource).toEqual({ kk: null, ru: null, en: "a count" });
  expect(errorsOf({ "districts.csv": `${former}d,city,district,,,D,3000,,,,5,2020-01-01,\n` })).toEqual([expect.stringContaining("districts.csv:6: population without population_source_en")]);
});

describe("each fault is named with its file and line", () => {
  const faults: [string, Files, string][] = [
    ["a code used twice", added("channels.csv", "web,,,Again,2"), "channels.csv:3: code 'web' is already used at channels.csv:2"],
    ["a reserved code", added("channels.csv", "unknown,,,Unknown,2"), "channels.csv:3: code is reserved"],
    ["a parent that is not there", added("districts.csv", "east,nowhere,district,,,East,3000,,,a count,,,5,2020-01-01,"), "districts.csv:6: parent 'nowhere' is not a code"],
    ["a cycle", added("categories.csv", "x,y,,,X,false,,,4,2020-01-01,", "y,x,,,Y,false,,,5,2020-01-01,"), "categories.csv:5: 'x' is its own ancestor"],
    ["its own parent", added("categories.csv", "x,x,,,X,false,,,4,2020-01-01,"), "categories.csv:5: 'x' is its own ancestor"],
    ["a third level", added("categories.csv", "ice,snow,,,Ice,false,,,4,2020-01-01,"), "categories.csv:5: 'ice' is on a third level"],
    ["an area under something", added("districts.csv", "a2,city,area,,,A,,,,,,,5,2020-01-01,"), "districts.csv:6: an area has no parent"],
    ["a district under a district", added("districts.csv", "d,south,district,,,D,3000,,,a count,,,5,2020-01-01,"), "districts.csv:6: the parent of a district must be an area, 'south' is a district"],
    ["a place on its own", added("districts.csv", "p,,place,,,P,,,,,,,5,2020-01-01,"), "districts.csv:6: a place needs a parent"],
    ["a place straight under an area", added("districts.csv", "p,city,place,,,P,,,,,,,5,2020-01-01,"), "districts.csv:6: no ancestor of the place 'p' is a district"],
    ["too few residents", added("districts.csv", "d,city,district,,,D,1999,,,a count,,,5,2020-01-01,"), "districts.csv:6: 1999 residents are too few"],
    ["a population from nowhere", added("districts.csv", "d,city,district,,,D,3000,,a count,,,,5,2020-01-01,"), "districts.csv:6: population without population_source_en: say where the number comes from, at least in 'en'"],
    ["a city's population from nowhere in its own language", { "city.json": settings({ populationSource: { ru: "перепись" } }) }, "city.json: populationSource.en is missing"],
    ["an empty source", { "city.json": settings({ coordinatesSource: " " }) }, "city.json: coordinatesSource: is empty: say where the coordinates come from"],
    ["a source in no language", { "city.json": settings({ populationSource: {} }) }, "city.json: populationSource: is empty: say where the population comes from"],
    ["one column too few of the source's three", { "districts.csv": good["districts.csv"].replace("population_source_kk,", "") }, "districts.csv:1: the header must be code,parent,kind,name_kk,name_ru,name_en,population,population_source_kk,population_source_ru,population_source_en,latitude"],
    ["half a coordinate", added("districts.csv", "d,city,district,,,D,3000,,,a count,51,,5,2020-01-01,"), "districts.csv:6: latitude and longitude go together"],
    ["a department nobody knows", added("categories.csv", "x,,,,X,false,,nobody,4,2020-01-01,"), "categories.csv:5: department 'nobody' is not a code"],
    ["a date that is none", added("categories.csv", "x,,,,X,false,,,4,2020-02-30,"), "categories.csv:5: valid_from must be a day"],
    ["a hierarchy changed in mid-year", added("categories.csv", "x,,,,X,false,,,4,2020-02-01,"), "categories.csv:5: valid_from must be a 1 January"],
    ["an end before the beginning", added("categories.csv", "x,,,,X,false,,,4,2020-01-01,2019-12-31"), "categories.csv:5: valid_to 2019-12-31 is before"],
    ["no name in the city's language", added("channels.csv", "sms,,СМС,,2"), "channels.csv:3: name_en is empty"],
    ["a day twice", added("calendar.csv", "2026-01-01,true,,,Again,x"), "calendar.csv:3: the day 2026-01-01 is already given"],
    ["a flag that is none", added("calendar.csv", "2026-01-02,maybe,,,X,x"), "calendar.csv:3: working must be true or false"],
    ["a missing column", added("channels.csv", "sms,,,SMS"), "channels.csv:3: has 4 columns, the header has 5"],
    ["another header", { "channels.csv": "id,name\n" }, "channels.csv:1: the header must be code,name_kk"],
    ["a quote that never ends", added("channels.csv", 'sms,,,"SMS,2'), "channels.csv:"],
    ["no channels at all", { "channels.csv": "code,name_kk,name_ru,name_en,sort\n" }, "channels.csv:1: has no rows"],
    ["a missing file", { "districts.csv": undefined }, "districts.csv: the file is missing"],
    ["a time zone that is none", { "city.json": settings({ timeZone: "Mars/Olympus" }) }, "city.json: timeZone: is not a time zone"],
    ["no name of the city in its language", { "city.json": settings({ name: { ru: "Тествиль" } }) }, "city.json: name.en is missing"],
    ["a setting nobody knows", { "city.json": settings({ colour: "red" }) }, "city.json: the whole:"],
    ["a calendar nobody ships", { "city.json": settings({ calendar: "zz" }) }, "city.json: calendar: there is no shipped calendar 'zz'"],
    ["JSON that is none", { "city.json": "{" }, "city.json: is not JSON"],
  ];
  test.each(faults)("%s", (_, files, message) => expect(errorsOf(files).join("\n")).toContain(message));
  test("all of them at once", () => {
    const all = errorsOf({ ...added("channels.csv", "web,,,Again,2", "sms,,СМС,,2"), ...added("calendar.csv", "2026-01-01,true,,,Again,x") });
    expect(all).toHaveLength(3);
  });
});

test("coordinates of nobody's measuring are a warning", () => {
  expect(readCity(cityDir({ "city.json": settings({ coordinatesSource: undefined }) })).warnings).toEqual([expect.stringContaining("districts.csv:3: has coordinates, but city.json has no coordinatesSource")]);
});

test("what is allowed but doubtful is a warning", () => {
  const city = readCity(cityDir({ ...added("districts.csv", "d,city,district,,,D,,,,,,,5,2020-01-01,"), "calendar.csv": undefined }));
  expect(city.warnings.map((w) => w.slice(0, 15))).toEqual(["districts.csv:6", "calendar.csv: h"]);
});

describe("loading", () => {
  let db: Awaited<ReturnType<typeof testDatabase>>;
  beforeAll(async () => void (db = await testDatabase()));
  afterAll(() => db.drop());

  test("writes every row and the settings, once", async () => {
    const city = readCity(cityDir());
    await loadCity(db.owner, city);
    expect(await db.owner`SELECT code, parent, target_days, sensitive, valid_from::text FROM private.category ORDER BY code`).toMatchObject([
      { code: "health", parent: null, target_days: null, sensitive: true, valid_from: "2020-01-01" },
      { code: "roads", parent: null, target_days: 15, sensitive: false },
      { code: "snow", parent: "roads", target_days: 3, sensitive: false },
    ]);
    expect(await db.owner`SELECT code, latitude, valid_to::text FROM private.district WHERE code IN ('north', 'mill') ORDER BY code`)
      .toMatchObject([{ code: "mill", latitude: null, valid_to: "2025-12-31" }, { code: "north", latitude: 51.7, valid_to: null }]);
    const [setting] = await db.owner`SELECT value FROM private.setting WHERE key = 'city'`;
    expect(setting!.value).toMatchObject({ code: "testville", demo: false, name: { en: "Testville", kk: null }, officeHours: { start: "09:00" } });
    await expect(loadCity(db.owner, city)).rejects.toThrow(/duplicate key/);
    expect((await db.owner`SELECT count(*)::int AS n FROM private.channel`)[0]!.n).toBe(1);
  });
});
