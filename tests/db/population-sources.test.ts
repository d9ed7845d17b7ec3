import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";

// A city that was set up when a population's source was one text: migration 0013 keeps it, as the city's own language.

const folder = path.join("db", "migrations");
const migrations = readdirSync(folder).filter((name) => name.endsWith(".sql")).sort();
const name = `akimat_test_sources_${process.pid}`;
const address = (database: string) => Object.assign(new URL(inject("templateUrl")), { pathname: `/${database}` }).href;
const maintenance = postgres(address("postgres"), { max: 1, onnotice: () => {} });
const owner = postgres(address(name), { max: 1, onnotice: () => {} });
const apply = async (file: string): Promise<void> => {
  for (const statement of readFileSync(path.join(folder, file), "utf8").split("--> statement-breakpoint")) await owner.unsafe(statement);
};

beforeAll(async () => {
  await maintenance.unsafe(`CREATE DATABASE "${name}"`);
  for (const file of migrations.filter((migration) => migration < "0013")) await apply(file);
});
afterAll(async () => {
  await owner.end();
  await maintenance.unsafe(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await maintenance.end();
});

test("the one text becomes the city's own language's", async () => {
  await owner`INSERT INTO private.setting (key, value) VALUES ('city', ${owner.json({ language: "ru", populationSource: "перепись" })})`;
  await owner`INSERT INTO private.district (code, kind, name_ru, population, population_source, valid_from) VALUES ('north', 'district', 'Север', 3000, 'оценка', '2024-01-01'), ('south', 'district', 'Юг', NULL, NULL, '2024-01-01')`;
  await owner`INSERT INTO open.city (code, name_ru, language, time_zone, demo, population, population_source) VALUES ('c', 'Город', 'ru', 'Asia/Almaty', false, 3000, 'перепись')`;
  await owner`INSERT INTO open.district (code, kind, label_ru, population, population_source, sort, valid_from) VALUES ('north', 'district', 'Север', 3000, 'оценка', 1, '2024-01-01')`;
  await apply("0013_places_sources.sql");
  const sources = owner`population_source_kk, population_source_ru, population_source_en`;
  const own = (population_source_ru: string | null) => ({ population_source_kk: null, population_source_ru, population_source_en: null });
  expect([...await owner`SELECT ${sources} FROM private.district ORDER BY code`]).toEqual([own("оценка"), own(null)]);
  expect([...await owner`SELECT ${sources} FROM open.district`]).toEqual([own("оценка")]);
  expect([...await owner`SELECT ${sources} FROM open.city`]).toEqual([own("перепись")]);
  expect((await owner`SELECT value FROM private.setting`)[0]!.value).toEqual({ language: "ru", populationSource: { ru: "перепись" } });
});
