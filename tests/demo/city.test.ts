import { readFileSync } from "node:fs";
import parsePhone from "libphonenumber-js/max";
import { describe, expect, test } from "vitest";
import { staffOf, demoPassword, namedAccounts } from "#db/demo/accounts.ts";
import { phoneRange } from "#db/demo/generate/people.ts";
import { sayings } from "#db/demo/generate/compose.ts";
import { done } from "#db/demo/generate/texts/done.ts";
import { readCity } from "#db/reference/load-city.ts";
import { compatible, roles } from "#lib/permissions.ts";
import { checkPassword } from "#lib/staff/password.ts";

const city = readCity("db/demo/city");
const rows = <Name extends keyof typeof city.rows>(name: Name) => city.rows[name].map(({ row }) => row) as (typeof city.rows)[Name][number]["row"][];

describe("the demonstration city's reference data", () => {
  test("is valid and draws no warning", () => expect(city.warnings).toEqual([]));
  test("has eight zones in the city, two towns and one group of okrugs outside", () => {
    const districts = rows("districts").filter(({ kind }) => kind === "district");
    expect(districts.map(({ code, parent }) => `${parent}/${code}`)).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `city/zone-${n}`), "outside/552253000", "outside/552257000", "outside/rural"]);
    expect(districts.reduce((sum, { population }) => sum + population!, 0)).toBe(city.settings.population);
  });
  test("is named in three languages, in whole letters, and says which figures are invented", () => {
    for (const file of ["districts", "categories", "departments", "channels"] as const) for (const row of rows(file)) {
      for (const name of [row.name_kk, row.name_ru, row.name_en]) expect(name).toMatch(/^[^ЌќЎўЃѓ]+$/);
    }
    for (const zone of rows("districts").filter(({ code }) => code.startsWith("zone-"))) {
      expect(zone.name_kk).toContain("көрсетілім");
      expect([zone.population_source_kk, zone.population_source_ru, zone.population_source_en])
        .toEqual([expect.stringContaining("Көрсетілім"), expect.stringContaining("Демонстрационное"), expect.stringContaining("Demonstration")]);
    }
  });
  test("has two levels of categories, each with a department and a target", () => {
    const categories = rows("categories"), groups = new Map(categories.filter(({ parent }) => !parent).map((row) => [row.code, row]));
    expect(groups.size).toBe(16);
    for (const row of categories) {
      expect(row.department).not.toBeNull();
      expect(row.target_days ?? groups.get(row.parent!)?.target_days).toBeGreaterThan(0);
    }
  });
  test("people have something to say about each category, in both languages, and each has an answer", () => {
    const leaves = rows("categories").filter(({ parent }) => parent).map(({ code }) => code).sort();
    expect(Object.keys(sayings).sort()).toEqual(leaves);
    expect(Object.keys(done).sort()).toEqual(leaves);
    for (const texts of [...Object.values(sayings), ...Object.values(done)]) for (const language of ["kk", "ru"] as const) {
      expect(texts[language].length).toBeGreaterThan(0);
    }
    expect(Object.values(sayings).flatMap(({ kk, ru }) => [...kk, ...ru]).length).toBeGreaterThan(350);
  });
});

test("no number in the invented range belongs to anybody, as libphonenumber knows the numbering plan", () => {
  for (let n = 2_000_000; n < 9_900_000; n += 7919) expect(parsePhone(`${phoneRange}${n}`)?.isValid() ?? false).toBe(false);
});

test("there is a demonstration account for each role, its password passes our own rules, every department has staff", () => {
  expect(namedAccounts.flatMap((account) => account.roles).sort()).toEqual([...roles].sort());
  for (const { login, roles, password } of namedAccounts) {
    expect(() => checkPassword(password, login)).not.toThrow();
    expect(compatible(roles)).toBe(true);
  }
  expect(demoPassword).toBe(namedAccounts[0]!.password);
  const codes = rows("departments").map(({ code }) => code), staff = staffOf(codes);
  expect(new Set(staff.map(({ login }) => login)).size).toBe(staff.length);
  for (const code of codes) for (const role of ["head", "executor"] as const) {
    expect(staff.some((person) => person.department === code && person.roles.includes(role))).toBe(true);
  }
});

test("says that its data are invented", () => {
  expect(readFileSync("db/demo/city/README.md", "utf8")).toContain("invented");
  expect(city.settings.publisher.ru).toContain("вымышлены");
});
