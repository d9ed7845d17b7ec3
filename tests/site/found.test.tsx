import { globSync } from "node:fs";
import { XMLParser } from "fast-xml-parser";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { publicPaths } from "#app/_server/public-paths.ts";
import { sitemap } from "#app/_server/sitemap.ts";
import { Head } from "#app/_ui/head.tsx";
import { locales } from "#lib/i18n/locale.ts";
import { source } from "#tests/charts/city.ts";

const paths = publicPaths(source.codelists, [{ id: "2026-11-06" }, { id: "2026-11-06.1" }]);
/** What a letter leads to, with a secret in its address: nobody's search result. */
const byLetterOnly = ["/data/releases/confirm", "/data/releases/leave"];

describe("the list of pages", () => {
  test("holds every page that app has, with each of its codes", () => {
    const pages = globSync("app/[[]locale]/**/page.tsx").map((file) => file.replace("app/[locale]", "").replace(/\/page\.tsx$/, ""))
      .filter((page) => !page.startsWith("/[...") && !byLetterOnly.includes(page)); // the first catches addresses that are none
    expect(pages.length).toBeGreaterThan(8);
    for (const page of pages) {
      const shape = new RegExp(`^${page.replaceAll(/\[\w+\]/g, "[^/]+")}$`);
      expect(paths.filter((path) => shape.test(path)), page || "home").not.toEqual([]);
    }
    for (const { code } of source.codelists.district) expect(paths).toContain(`/districts/${code}`);
    for (const { code } of source.codelists.category) expect(paths).toContain(`/categories/${code}`);
    expect(new Set(paths).size).toBe(paths.length);
  });
  test("holds no page that app hasn't", () => {
    const routes = globSync("app/[[]locale]/**/page.tsx").map((file) => new RegExp(`^${file.replace("app/[locale]", "").replace(/\/page\.tsx$/, "").replaceAll(/\[\w+\]/g, "[^/]+")}$`));
    expect(paths.filter((path) => !routes.some((route) => route.test(path)))).toEqual([]);
  });
});

describe("the sitemap", () => {
  type Url = { loc: string; lastmod?: string; "xhtml:link": { "@rel": string; "@hreflang": string; "@href": string }[] };
  const read = (xml: string) => (new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@", isArray: (name) => name === "url" }).parse(xml) as { urlset: { url?: Url[] } }).urlset.url ?? [];
  const urls = read(sitemap(paths, "https://ashyq.example.kz", new Date("2026-11-06T04:00:00Z")));

  test("names each page in each language once, absolutely, and when it changed", () => {
    expect(urls.map((url) => url.loc).sort()).toEqual(paths.flatMap((path) => locales.map((locale) => `https://ashyq.example.kz/${locale}${path}`)).sort());
    expect(new Set(urls.map((url) => url.lastmod))).toEqual(new Set(["2026-11-06T04:00:00.000Z"]));
  });
  test("names the same twins on each of them, itself among them", () => {
    for (const url of urls) {
      const twins = Object.fromEntries(url["xhtml:link"].map((link) => [link["@hreflang"], link["@href"]]));
      expect(Object.keys(twins).sort()).toEqual(["en", "kk", "ru", "x-default"]);
      expect(Object.values(twins)).toContain(url.loc);
      expect(twins["x-default"]).toBe(twins.kk);
    }
  });
  test("before the first release says no date, before set-up no page", () => {
    expect(sitemap(paths, "http://localhost:3000", null)).not.toContain("lastmod");
    expect(read(sitemap([], "http://localhost:3000", null))).toEqual([]);
  });
  test("writes an address so that XML stands it", () => expect(read(sitemap(["/districts/a%26b"], "http://x", null))[0]!.loc).toBe("http://x/kk/districts/a%26b"));
});

describe("the head of a page", () => {
  const head = (props: object) => renderToStaticMarkup(<Head locale="ru" path="/stats" title="Показатели" {...props} />);
  test("names itself and its twins", () => {
    const html = head({ description: "Числа" });
    expect(html).toContain('<link rel="canonical" href="/ru/stats"/>');
    for (const locale of locales) expect(html).toContain(`<link rel="alternate" hrefLang="${locale}" href="/${locale}/stats"/>`);
    expect(html).toContain('hrefLang="x-default" href="/kk/stats"');
    expect(html).not.toContain("robots");
  });
  test("of a view is no search result, leads on, and is its own address to cite", () => {
    const html = head({ search: "?grain=month", index: false });
    expect(html).toContain('<meta name="robots" content="noindex, follow"/>');
    expect(html).toContain('<link rel="canonical" href="/ru/stats?grain=month"/>');
    expect(html).not.toContain("hrefLang");
  });
  test.each([400, 404, 503])("of a page that isn't (%i) names nothing to be found", (status) => {
    const html = head({ status });
    expect(html).toContain('content="noindex"');
    expect(html).not.toMatch(/canonical|alternate/);
  });
});
