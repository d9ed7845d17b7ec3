import { createHash } from "node:crypto";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { JsonLd } from "#app/_ui/json-ld.tsx";
import { openDb } from "#db/open.ts";
import { citation } from "#lib/exports/citation.ts";
import { appealsDataset, codelistDataset, columnNames } from "#lib/exports/dataset.ts";
import { fileKind } from "#lib/exports/file-name.ts";
import { schemaOrg } from "#lib/exports/schema-org.ts";
import { spansOf } from "#lib/exports/spans.ts";
import { locales } from "#lib/i18n/locale.ts";
import { city as readCity, type City } from "#lib/stats/city.ts";
import { findRelease, type Release } from "#lib/stats/release.ts";
import { fetchData } from "#tests/data/fetch-data.ts";
import { openCity, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

type Download = { contentUrl: string; encodingFormat: string; contentSize: string; sha256: string; inLanguage?: string };

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
let city: City;
let release: Release;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await publishTwoYears(town);
  city = (await readCity())!;
  release = (await findRelease(openDb(), "2026-04-06.1"))!;
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

describe("a dataset for search engines", () => {
  test.each(["appeals", "appeals-records", "codelists"])("%s: each download is really there, of its type, size and checksum", async (name) => {
    const said = schemaOrg(name, "en", city, release, undefined) as { distribution: Download[] };
    expect(said.distribution).toHaveLength(release.files.filter((file) => fileKind(file.name)?.dataset.name === name).length);
    for (const { contentUrl, encodingFormat, contentSize, sha256, inLanguage } of said.distribution) {
      const response = await fetchData(contentUrl);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect([response.status, `${bytes.length} B`, createHash("sha256").update(bytes).digest("hex")], contentUrl).toEqual([200, contentSize, sha256]);
      expect(response.headers.get("content-type")).toContain(encodingFormat);
      expect(response.headers.get("content-language") ?? undefined).toBe(inLanguage);
    }
  });

  test("it says what, whose, of when and on what terms, in the page's language", async () => {
    const spans = await spansOf(release);
    for (const locale of locales) {
      const said = schemaOrg("appeals", locale, city, release, spans.appeals) as Record<string, unknown> & { variableMeasured: { name: string }[] };
      expect(said).toMatchObject({ "@type": "Dataset", license: "https://creativecommons.org/licenses/by/4.0/", version: release.id, temporalCoverage: "2025-01-01/2026-03-31", url: `/${locale}/data/appeals` });
      expect(said.variableMeasured.map(({ name }) => name)).toEqual(columnNames(appealsDataset).filter((name) => appealsDataset.columns.find((column) => column.name === name)?.role === "measure"));
    }
    expect((schemaOrg("appeals", "kk", city, release, undefined) as { name: string }).name).toBe("Қала: Жиынтық деректер");
  });

  test("a name that means harm doesn't end the element it stands in", () => {
    const html = renderToStaticMarkup(JsonLd({ content: { name: "</script><script>alert(1)</script>" } }));
    expect(html.match(/<\/?script/g)).toEqual(["<script", "</script"]);
    expect(JSON.parse(/>(.*)<\/script>$/.exec(html)![1]!)).toEqual({ name: "</script><script>alert(1)</script>" });
  });
});

describe("how to cite", () => {
  test.each(locales)("in %s: who, what, of when, at the frozen address, with the file's checksum", async (locale) => {
    const { text, bibtex } = citation(appealsDataset, city, release, locale);
    const url = /http:\/\/localhost:\d+(\/data\/\S+)\. /.exec(text)![1]!;
    expect(url).toBe(`/data/releases/${release.id}/appeals.csv`);
    const sum = createHash("sha256").update(Buffer.from(await (await fetchData(url)).arrayBuffer())).digest("hex");
    for (const said of [text, bibtex]) expect(said).toContain(sum);
    expect(bibtex).toMatch(/^@misc\{t[0-9a-f]+-appeals-2026-04-06\.1,\n/);
    expect(bibtex.match(/[{}]/g)!.length % 2).toBe(0);
  });
  test("a dataset of several files is cited by the package that holds all their checksums", () => {
    expect(citation(codelistDataset("district"), city, release, "en").text).toContain(`/data/releases/${release.id}/datapackage.json`);
  });
  test("what TeX would take for a command is defused", () => {
    const { bibtex } = citation(appealsDataset, { ...city, publisher: { kk: null, ru: null, en: "R&D_50%" } }, release, "en");
    expect(bibtex).toContain(String.raw`{{R\&D\_50\%}}`);
  });
});
