import { mkdtempSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readCity } from "#db/reference/load-city.ts";
import { setUpCity, SetupRefused } from "#lib/setup.ts";
import * as reference from "#lib/release/reference.ts";
import { testDatabase } from "#tests/support/database.ts";

vi.mock("#lib/release/reference.ts", { spy: true });

let db: Awaited<ReturnType<typeof testDatabase>>;
beforeEach(async () => void (db = await testDatabase()));
afterEach(() => db.drop());
const city = readCity("examples/boston-2015/city");
const admin = { login: "Akim.Admin", name: "First Administrator" };

test("an empty database becomes a city's, with one administrator who must change his password", async () => {
  const { password } = await setUpCity(db.url, city, admin);
  expect(password.length).toBeGreaterThan(14);
  expect(await db.owner`SELECT s.login, s.must_change_password, s.password_hash LIKE '$argon2id$%' AS argon, array_agg(r.role) AS roles FROM private.staff s JOIN private.staff_role r ON r.staff = s.id GROUP BY s.id`)
    .toEqual([{ login: "akim.admin", must_change_password: true, argon: true, roles: ["administrator"] }]);
  expect(await db.owner`SELECT code, demo FROM open.city`).toEqual([{ code: "boston-2015", demo: false }]);
  expect((await db.owner`SELECT count(*)::int AS n FROM open.category`)[0]!.n).toBe(90); // and 'unknown'
});

test("a database with a city, and one with demonstration data, are refused", async () => {
  await setUpCity(db.url, city, admin);
  await expect(setUpCity(db.url, city, admin)).rejects.toThrow(/holds the city 'boston-2015' already/);
  await db.owner`UPDATE private.setting SET value = value || '{"demo": true}' WHERE key = 'city'`;
  const refused = await setUpCity(db.url, city, admin).catch((error) => error);
  expect(refused).toBeInstanceOf(SetupRefused);
  expect(refused.message).toMatch(/demonstration data/);
});

test("a failure at the last step leaves the database as empty as it was, and a second call succeeds", async () => {
  vi.mocked(reference.publishReference).mockRejectedValueOnce(new Error("the power went"));
  const filled = async () => Promise.all(["setting", "district", "category", "channel", "department", "calendar_day", "staff", "staff_role", "source"]
    .map(async (table) => [table, (await db.owner.unsafe(`SELECT count(*)::int AS n FROM private.${table}`))[0]!.n]));
  const before = await filled();
  await expect(setUpCity(db.url, city, admin)).rejects.toThrow("the power went");
  expect(await filled()).toEqual(before);
  await setUpCity(db.url, city, admin);
});

test("a login that can't be one takes everything back too", async () => {
  await expect(setUpCity(db.url, city, { login: " ", name: "X" })).rejects.toThrow();
  expect((await db.owner`SELECT count(*)::int AS n FROM private.setting`)[0]!.n).toBe(0);
  expect(() => readCity(mkdtempSync("/tmp/empty-city-"))).toThrow(/city\.json: the file is missing/);
});
