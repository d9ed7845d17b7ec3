import { createHash } from "node:crypto";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { locales, type Locale } from "#lib/i18n/locale.ts";
import { fetchData, problemOf } from "#tests/data/fetch-data.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await publishTwoYears(town);
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

type Link = { rel: string; href: string; type?: string; hreflang?: string; length?: string };
type Entry = { id: string; title: string; updated: string; published: string; summary: string; link: Link[] };
type Feed = { id: string; title: string; updated: string; author: { name: string }; link: Link[]; entry: Entry[]; xmlns: string; "xml:lang": string };
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", parseTagValue: false, isArray: (name) => name === "link" || name === "entry" });
async function read(address: string): Promise<{ feed: Feed; xml: string }> {
  const xml = await (await fetchData(address)).text();
  expect(XMLValidator.validate(xml)).toBe(true);
  return { feed: parser.parse(xml).feed, xml };
}
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

test.each(locales)("in %s it is what RFC 4287 asks of a feed", async (locale) => {
  const { feed } = await read(`/data/releases.atom?lang=${locale}`);
  expect(feed.xmlns).toBe("http://www.w3.org/2005/Atom");
  expect(feed["xml:lang"]).toBe(locale);
  expect(feed.updated).toBe(feed.entry.map((entry) => entry.updated).sort().at(-1));
  expect(feed.author.name).toBeTruthy();
  expect(feed.link.filter(({ rel }) => rel === "self").map(({ href }) => href)).toEqual([`/data/releases.atom?lang=${locale}`]);
  const alternates = feed.link.filter(({ rel }) => rel === "alternate").map(({ type, hreflang }) => `${type} ${hreflang}`);
  expect(new Set(alternates).size).toBe(alternates.length); // no two of one type and language (4.1.1)
  for (const one of [feed, ...feed.entry]) {
    expect(one.id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(one.title).toBeTruthy();
    expect(one.updated).toMatch(moment);
  }
  expect(new Set([feed.id, ...feed.entry.map(({ id }) => id)]).size).toBe(feed.entry.length + 1);
});

test("every release is an entry with its page and its frozen files, whose sizes are true", async () => {
  const { feed } = await read("/data/releases.atom?lang=en");
  expect(feed.entry.map(({ link }) => link.find(({ rel }) => rel === "alternate")!.href)).toEqual(["2026-04-06.1", "2026-04-06", "2026-01-06"].map((id) => `/en/data/releases/${id}`));
  for (const { href, length, type } of feed.entry[0]!.link.filter(({ rel }) => rel === "enclosure")) {
    const response = await fetchData(href);
    expect([response.status, String((await response.arrayBuffer()).byteLength)]).toEqual([200, length]);
    expect(response.headers.get("content-type")).toContain(type);
  }
  expect(feed.entry[0]!.summary).toContain("Correction");
});

test("an entry is the same in every language, and whatever comes after it", async () => {
  const ids = async (locale: Locale) => (await read(`/data/releases.atom?lang=${locale}`)).feed.entry.map(({ id }) => id);
  const before = await ids("kk");
  expect(await ids("ru")).toEqual(before);
  await town.publish({ id: "2026-05-06" });
  expect((await ids("kk")).slice(1)).toEqual(before);
});

test("an unchanged feed is not sent again; without a language it is Kazakh; an unknown one is refused by name", async () => {
  const first = await fetchData("/data/releases.atom");
  expect(first.headers.get("content-language")).toBe("kk");
  expect(first.headers.get("etag")).toContain(createHash("sha256").update(Buffer.from(await first.arrayBuffer())).digest("hex").slice(0, 32));
  const again = await fetchData("/data/releases.atom", { headers: { "if-none-match": first.headers.get("etag")! } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect(await problemOf(await fetchData("/data/releases.atom?lang=de"))).toMatchObject({ status: 400, parameter: "lang" });
  expect(await problemOf(await fetchData("/data/releases.atom?langs=ru"))).toMatchObject({ status: 400, parameter: "langs" });
});

test("releases.json has the calendar of a year ahead, and says which version of itself it is", async () => {
  const body = await (await fetchData("/data/releases.json")).json();
  expect(body.version).toBe(1);
  expect(body.upcoming.length).toBeGreaterThanOrEqual(12);
  expect(body.upcoming[0]).toEqual({ date: "2026-06-06", adds: { months: ["2026-05"], quarters: [], outcomes: [] }, overdue: false });
});
