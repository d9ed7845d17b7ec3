import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDb } from "#db/open.ts";
import { fileKind } from "#lib/exports/file-name.ts";
import { findRelease, type Release } from "#lib/stats/release.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

type Key = { fields: string[]; reference: { resource?: string; fields: string[] } };
type Resource = { name: string; path: string; bytes: number; hash: string; format: string; schema?: { fields: { name: string }[]; foreignKeys?: Key[] } };

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
let release: Release;
let said: { resources: Resource[]; [property: string]: unknown };
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await publishTwoYears(town);
  release = (await findRelease(openDb(), "2026-04-06.1"))!;
  said = JSON.parse(readFileSync(path.join(town.directory, release.id, "datapackage.json"), "utf8"));
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

test("it holds every data file with the size and checksum the release announced", () => {
  expect(said).toMatchObject({ $schema: "https://datapackage.org/profiles/2.0/datapackage.json", version: "2026-04-06.1", demonstration: true, licenses: [{ name: "CC-BY-4.0" }] });
  expect(said.resources.map(({ path, bytes, hash }) => [path, bytes, hash]))
    .toEqual(release.files.filter((file) => fileKind(file.name)).map((file) => [file.name, file.bytes, `sha256:${file.sha256}`]));
  expect(new Set(said.resources.map(({ name }) => name)).size).toBe(said.resources.length);
});

test("every table has a schema whose foreign keys lead to a field of another resource", () => {
  const tables = said.resources.filter((resource) => resource.format === "csv");
  for (const { name, schema } of tables) for (const { fields, reference } of schema!.foreignKeys ?? []) {
    const target = reference.resource === undefined ? schema : tables.find((table) => table.name === reference.resource)?.schema;
    expect(target?.fields.map((field) => field.name), `${name} ${fields}`).toEqual(expect.arrayContaining(reference.fields));
    expect(schema!.fields.map((field) => field.name)).toEqual(expect.arrayContaining(fields));
  }
  expect(tables.find(({ name }) => name === "appeals")!.schema!.foreignKeys).toHaveLength(3);
});

const profiles = path.resolve("../shared/data/validators");
describe.skipIf(!existsSync(profiles))("the profiles of Data Package v2 (needs ../shared/data/validators, else skipped)", () => {
  const check = (profile: string) => addFormats(new Ajv({ strict: false, allErrors: true })).addFormat("textarea", true)
    .compile(JSON.parse(readFileSync(path.join(profiles, `${profile}.json`), "utf8")));
  test("package, resources and schemas pass", () => {
    for (const [profile, parts] of [["datapackage", [said]], ["dataresource", said.resources], ["tableschema", said.resources.flatMap(({ schema }) => schema ?? [])]] as const) {
      const valid = check(profile);
      for (const part of parts) expect([valid(part), valid.errors], profile).toEqual([true, null]);
      expect(parts.length).toBeGreaterThan(0);
    }
  });
  test("the profile does refuse: a package without resources, a hash without its sum, a field without a name", () => {
    expect(check("datapackage")({ ...said, resources: undefined })).toBe(false);
    expect(check("dataresource")({ ...said.resources[0], hash: "sha256:" })).toBe(false);
    expect(check("tableschema")({ fields: [{ type: "string" }] })).toBe(false);
  });
});
