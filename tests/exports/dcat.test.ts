import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import rdf from "@zazuko/env";
import { JsonLdParser } from "jsonld-streaming-parser";
import { Parser, type Quad } from "n3";
import SHACLValidator from "rdf-validate-shacl";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileKind } from "#lib/exports/file-name.ts";
import { openDb } from "#db/open.ts";
import { findRelease } from "#lib/stats/release.ts";
import { fetchData } from "#tests/data/fetch-data.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
let text: string;
let quads: Quad[];
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await publishTwoYears(town);
  await db.owner`INSERT INTO open.daily VALUES ('2026-04-06', 17, 12, '', '2026-04-07T04:00:00Z')`;
  text = await (await fetchData("/data/catalog.jsonld")).text();
  quads = await parsed(text);
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

const site = "https://portal.example";
/** By a reader that knows nothing of ours: addresses are relative to where the document was found. */
async function parsed(document: string): Promise<Quad[]> {
  const found: Quad[] = [];
  for await (const quad of Readable.from([document]).pipe(new JsonLdParser({ baseIRI: `${site}/data/catalog.jsonld` }))) found.push(quad as Quad);
  return found;
}

const dcat = "http://www.w3.org/ns/dcat#";
const dct = "http://purl.org/dc/terms/";
const values = (subject: string, property: string) => quads.filter((quad) => quad.subject.value === subject && quad.predicate.value === property).map((quad) => quad.object.value);
const ofType = (type: string) => quads.filter((quad) => quad.predicate.value.endsWith("#type") && quad.object.value === type).map((quad) => quad.subject.value);
const node = (part: string) => `${site}/data/catalog.jsonld#${part}`;

test("a catalogue of what is published, each release of it a version, the years a series", async () => {
  expect(ofType(`${dcat}Catalog`)).toEqual([node("catalogue")]);
  expect(values(node("catalogue"), `${dcat}dataset`)).toEqual(expect.arrayContaining(["appeals", "appeals-records", "codelists", "appeals-records-2025", "appeals-records-2026", "appeals-2026-01-06"].map(node)));
  expect(values(node("appeals"), `${dct}hasVersion`)).toEqual(["appeals-2026-04-06.1", "appeals-2026-04-06", "appeals-2026-01-06"].map(node));
  expect(values(node("appeals-2026-04-06.1"), "http://www.w3.org/ns/adms#versionNotes")).toEqual(["Түзету", "Исправление", "Correction"]);
  expect(values(node("appeals-records-2025"), `${dcat}inSeries`)).toEqual([node("appeals-records-by-year")]);
  const [span] = values(node("appeals"), `${dct}temporal`);
  expect([values(span!, `${dcat}startDate`), values(span!, `${dcat}endDate`)]).toEqual([["2025-01-01"], ["2026-03-31"]]);
});

test("every distribution is a file that is really there, of that size and checksum", async () => {
  const distributions = ofType(`${dcat}Distribution`);
  const release = (await findRelease(openDb(), "2026-04-06.1"))!;
  const newest = release.files.filter((file) => fileKind(file.name));
  expect(distributions.filter((id) => !id.includes("/releases/"))).toHaveLength(newest.length + 2); // and the daily series, which is of no release
  for (const id of distributions) {
    const [url] = values(id, `${dcat}downloadURL`);
    const response = await fetchData(url!.slice(site.length));
    expect(response.status, url).toBe(200);
    expect(String((await response.arrayBuffer()).byteLength)).toBe(values(id, `${dcat}byteSize`)[0]);
    const [checksum] = values(id, "http://spdx.org/rdf/terms#checksum");
    expect(response.headers.get("etag")).toContain(values(checksum!, "http://spdx.org/rdf/terms#checksumValue")[0]!.slice(0, 32));
    const [media] = values(id, `${dcat}mediaType`);
    expect(response.headers.get("content-type")).toContain(media!.replace("https://www.iana.org/assignments/media-types/", ""));
  }
});

test("it carries the data headers and is not sent again to who has it", async () => {
  const response = await fetchData("/data/catalog.jsonld");
  expect(response.headers.get("content-type")).toBe("application/ld+json");
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect((await fetchData("/data/catalog.jsonld", { headers: { "if-none-match": response.headers.get("etag")! } })).status).toBe(304);
  expect((await fetchData("/data/catalog.jsonld?x=1")).status).toBe(400);
});

const shapes = path.resolve("../shared/data/validators");
describe.skipIf(!existsSync(shapes))("the SHACL shapes of DCAT-AP 3.0.1 (needs ../shared/data/validators, else skipped)", () => {
  const violations = async (file: string, data: Quad[]) => {
    const validator = new SHACLValidator(rdf.dataset(new Parser().parse(readFileSync(path.join(shapes, file), "utf8")) as never) as never, { factory: rdf as never });
    const report = await validator.validate(rdf.dataset(data as never) as never);
    return report.results.filter((result) => result.severity?.value.endsWith("#Violation")).map((result) => `${result.focusNode?.value} ${(result.path as { value?: string } | null)?.value}: ${result.message.map((m) => m.value).join(" ")}`);
  };
  test.each(["shapes.ttl", "range.ttl"])("%s finds nothing", async (file) => expect(await violations(file, quads)).toEqual([]));
  test("a catalogue without its publisher, a distribution without its address, a size that is no number: each is found", async () => {
    const without = (property: string) => quads.filter((quad) => quad.predicate.value !== property);
    expect((await violations("shapes.ttl", without(`${dct}publisher`))).join("\n")).toMatch(/#catalogue .*publisher/);
    expect((await violations("shapes.ttl", without(`${dcat}accessURL`))).join("\n")).toMatch(/#distribution .*accessURL/);
    expect((await violations("shapes.ttl", await parsed(text.replaceAll("xsd:nonNegativeInteger", "xsd:string")))).join("\n")).toMatch(/byteSize/);
    expect((await violations("range.ttl", await parsed(text.replaceAll("\"dct:MediaType\"", "\"dct:Text\"")))).join("\n")).toMatch(/mediaType/);
  });
});
