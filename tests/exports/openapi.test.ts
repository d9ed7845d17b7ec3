import { globSync, readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { Validator } from "@seriousme/openapi-schema-validator";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDb } from "#db/open.ts";
import { answerChart } from "#lib/charts/answer.ts";
import { answerEmbed } from "#lib/charts/embed.ts";
import { chartNames } from "#lib/charts/registry.ts";
import { answerData } from "#lib/exports/answer.ts";
import { locales } from "#lib/i18n/locale.ts";
import { findRelease } from "#lib/stats/release.ts";
import { count, openCity, outcome, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

type Parameter = { name: string; in: "query" | "path"; required?: boolean; example: string | number; schema: object };
type Answer = { $ref?: string; headers?: Record<string, object>; content?: Record<string, object> };
type Path = { get: { operationId: string; parameters: Parameter[]; responses: Record<string, Answer> } };
type Document = { openapi: string; paths: Record<string, Path>; components: { schemas: Record<string, object> } };

const newest = "2026-05-06";
let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
let said: Document;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await publishTwoYears(town);
  // The charts by district need figures of districts, and the map their centres.
  await db.owner`UPDATE open.district SET latitude = 51.7 + sort / 100.0, longitude = 75.3 + sort / 100.0 WHERE kind <> 'unknown'`;
  const cells = ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"].flatMap((quarter) =>
    ["town", "outside", "zone-1", "zone-2"].flatMap((district) => ["all", "heat", "cold"].map((category) => [quarter, { category, district }] as const)));
  await town.publish({ id: newest, counts: cells.map(([quarter, cell]) => count(quarter, 90, cell)), outcomes: cells.map(([quarter, cell]) => outcome(quarter, 60, cell)) });
  await db.owner`INSERT INTO open.daily (day, received, answered, answered_status, published_at) VALUES ('2026-04-01', 12, 9, '', '2026-04-02T02:00:00Z')`;
  said = await (await ask("/data/openapi.json")).json();
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

const ask = (address: string, init: RequestInit = {}): Promise<Response> => {
  const request = new Request(new URL(address, "http://portal.test"), init);
  return address.startsWith("/charts/") ? answerChart(request) : address.startsWith("/embed/") ? answerEmbed(request) : answerData(request);
};
/** A template with the parts of the address, and what it can't do without, filled in. */
const filled = (template: string, { get }: Path) => get.parameters.filter((one) => one.required).reduce((address, { name, in: where, example }) =>
  (where === "path" ? address.replace(`{${name}}`, String(example)) : `${address}${address.includes("?") ? "&" : "?"}${name}=${example}`), template);
const and = (address: string, parameter: string): string => `${address}${address.includes("?") ? "&" : "?"}${parameter}`;
const operations = () => Object.entries(said.paths).map(([template, path]) => ({ template, path, address: filled(template, path), optional: path.get.parameters.filter((one) => !one.required) }));
const schema = (name: string) => addFormats(new Ajv({ strict: false, allErrors: true })).compile({ $ref: `#/components/schemas/${name}`, components: said.components });

test.each(locales)("the document is valid OpenAPI 3.1 in %s", async (lang) => {
  const document = await (await ask(`/data/openapi.json?lang=${lang}`)).json();
  const { valid, errors } = await new Validator().validate(document);
  expect([document.openapi, valid, errors]).toEqual(["3.1.0", true, undefined]);
  const ids = Object.values((document as Document).paths).map(({ get }) => get.operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test("every file of a release and every chart has its address in it", async () => {
  const templates = Object.keys(said.paths).map((template) => new RegExp(`^${template.replaceAll(".", String.raw`\.`).replace(/\{\w+\}/g, "[^/]+")}$`));
  const release = (await findRelease(openDb(), newest))!;
  const addresses = [
    "/data/daily.csv", "/data/daily.json", "/data/daily.csv-metadata.json",
    ...release.files.filter((file) => !/^[A-Z]/.test(file.name)).map((file) => `/data/${file.name.replace(/-(kk|ru|en)\./, ".")}`),
    ...release.files.map((file) => `/data/releases/${release.id}/${file.name}`),
    ...chartNames.flatMap((name) => [...["svg", "png", "csv"].map((ending) => `/charts/${name}.${ending}`), `/embed/${name}`]),
  ];
  for (const address of addresses) expect(templates.some((template) => template.test(address)), address).toBe(true);
});

test("every refusal that these addresses can give is in the problem's list of codes", () => {
  const sources = globSync("lib/{exports,charts,stats}/**/*.ts").map((file) => readFileSync(file, "utf8"));
  const thrown = new Set(sources.flatMap((source) => [...source.matchAll(/new Refusal\([^;]*?"([a-zA-Z]+)"(?: : "([a-zA-Z]+)")?/g)].flatMap(([, one, other]) => [one, other].filter(Boolean))));
  expect(thrown.size).toBeGreaterThan(10);
  expect((said.components.schemas.Problem as { properties: { code: { enum: string[] } } }).properties.code.enum).toEqual(expect.arrayContaining([...thrown]));
});

describe("each address really answers as it says", () => {
  test("200 with its media type and headers; HEAD the same without a body; 304 to who has it; 206 where parts are promised", async () => {
    expect(operations().length).toBeGreaterThan(15 + chartNames.length * 4);
    for (const { path: { get }, address } of operations()) {
      const response = await ask(address);
      expect(response.status, address).toBe(200);
      await response.arrayBuffer();
      expect(Object.keys(get.responses["200"]!.content!), address).toContain(response.headers.get("content-type"));
      for (const name of Object.keys(get.responses["200"]!.headers!)) expect(response.headers.has(name), `${address} ${name}`).toBe(true);
      const head = await ask(address, { method: "HEAD" });
      expect([head.status, (await head.arrayBuffer()).byteLength], address).toEqual([200, 0]);
      expect((await ask(address, { headers: { "if-none-match": response.headers.get("etag")! } })).status, address).toBe(304);
      const part = await ask(address, { headers: { range: "bytes=0-9" } });
      expect([part.status, (await part.arrayBuffer()).byteLength === 10], address).toEqual(get.responses["206"] ? [206, true] : [200, false]);
      if (get.responses["416"]) expect((await ask(address, { headers: { range: "bytes=999999999-" } })).status, address).toBe(416);
    }
  }, 120_000);

  test("each parameter's example is accepted, and fits its own schema", async () => {
    for (const { path: { get }, address, optional } of operations()) {
      for (const { name, example, schema: values } of get.parameters) expect(new Ajv({ strict: false }).compile(values)(example), `${address} ${name}=${example}`).toBe(true);
      // Pictures and frames ask the same questions as the numbers; of one chart they are tried with everything.
      if (/^\/(charts|embed)\//.test(address) && !/\.csv(\?|$)/.test(address) && !address.includes("/received")) continue;
      for (const { name, example } of optional) {
        const response = await ask(and(address, `${name}=${encodeURIComponent(example)}`), { method: "HEAD" });
        expect(response.status, `${address}?${name}=${example}`).toBe(200);
      }
    }
  }, 120_000);

  test("what it doesn't name is refused, as it says: unknown parameter, other method", async () => {
    const isProblem = schema("Problem");
    for (const { path: { get }, address } of operations()) {
      for (const [init, asked, status] of [[{}, and(address, "nothing=1"), 400], [{ method: "POST" }, address, 405]] as const) {
        const response = await ask(asked, init);
        expect(response.status, asked).toBe(status);
        const { $ref, content } = get.responses[status]!;
        if (content) expect(Object.keys(content)).toContain(response.headers.get("content-type"));
        else {
          expect([$ref, response.headers.get("content-type")]).toEqual([`#/components/responses/problem${status}`, "application/problem+json"]);
          const body = await response.json();
          expect([isProblem(body), isProblem.errors]).toEqual([true, null]);
        }
      }
    }
  });

  test("what is JSON has the shape it says, whole or selected", async () => {
    for (const [name, address] of [["Appeals", "/data/appeals.json"], ["Appeals", "/data/appeals.json?grain=year&measure=on_time"], ["Table", "/data/table.json?rows=category&columns=period,measure&measure=received,on_time_share"], ["Releases", "/data/releases.json"]] as const) {
      const fits = schema(name);
      const body = await (await ask(address)).json();
      expect([fits(body), fits.errors], address).toEqual([true, null]);
      expect(fits({ ...body, version: 2 })).toBe(false);
    }
  });
});

describe("the limits that are said", () => {
  test("each parameter once; several ranges get the whole file", async () => {
    expect((await ask("/data/appeals.csv?grain=year&grain=month")).status).toBe(400);
    const several = await ask("/data/appeals.csv", { headers: { range: "bytes=0-9,20-29" } });
    expect([several.status, several.headers.get("content-length")]).toEqual([200, String((await several.arrayBuffer()).byteLength)]);
  });
  test("no pages: all rows come, and their number is said", async () => {
    const response = await ask("/data/appeals.json");
    const body = await response.json();
    expect([body.rows.length, response.headers.get("x-row-count")]).toEqual([body.row_count, String(body.row_count)]);
  });
});
