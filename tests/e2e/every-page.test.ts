import { readFileSync } from "node:fs";
import { get } from "node:http";
import { XMLParser } from "fast-xml-parser";
import { beforeAll, describe, expect, inject, test } from "vitest";

// Every public page as a program reads it: over HTTP, without a browser, because there are hundreds.
const { address } = inject("portal");

type Url = { loc: string; "xhtml:link": { "@hreflang": string; "@href": string }[] };
type Page = { url: Url; locale: string; html: string; bytes: number };

const KB = 1024;
/** What a page may weigh before its scripts, compressed: a phone on a bad line, and what its scripts may add to Next's own. */
const PAGE = 100 * KB, OWN_SCRIPTS = 30 * KB;

const own = (href: string) => new URL(href, address).href.startsWith(`${address}/`);
/** Bytes of an answer as they travel; fetch only tells them unpacked where no length is announced. */
const travelling = (url: URL) => new Promise<number>((resolve, reject) => get(url, { headers: { "accept-encoding": "br, gzip" } }, (answer) => {
  let bytes = 0;
  answer.on("data", (chunk: Buffer) => { bytes += chunk.length; }).on("end", () => resolve(bytes));
}).on("error", reject));
/** Weight of a stylesheet, font or script as it travels, each asked for once; a stylesheet carries what it loads. */
const weights = new Map<string, Promise<number>>();
function weight(href: string): Promise<number> {
  const known = weights.get(href) ?? (async () => {
    const response = await fetch(new URL(href, address));
    expect(response.status, href).toBe(200);
    const bytes = await travelling(new URL(href, address)), text = href.includes(".css") ? await response.text() : "";
    const inside = [...text.matchAll(/url\(["']?([^"')]+)["']?\)/g)].map((match) => new URL(match[1]!, new URL(href, address)).href).filter((url) => !url.startsWith("data:"));
    for (const url of inside) expect(own(url), `${href} loads ${url}`).toBe(true);
    return bytes + (await Promise.all(inside.map(weight))).reduce((a, b) => a + b, 0);
  })();
  weights.set(href, known);
  return known;
}
const sum = async (hrefs: string[]) => (await Promise.all(hrefs.map(weight))).reduce((a, b) => a + b, 0);
/** What a browser loads for a page by itself: not what its links lead to. */
const loaded = (html: string) => ({
  styles: [...html.matchAll(/<link[^>]+rel="stylesheet"[^>]*>/g)].map((tag) => /href="([^"]+)"/.exec(tag[0])![1]!),
  scripts: [...new Set([...html.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)].filter((tag) => !/nomodule/i.test(tag[0])).map((tag) => tag[1]!))],
  others: [...html.matchAll(/<(?:img|iframe|source|video|audio|embed|object)[^>]+(?:src|srcset|data)="([^"]+)"/g)].map((tag) => tag[1]!)
    .concat([...html.matchAll(/<link[^>]+rel="(?:icon|preload|modulepreload|preconnect|dns-prefetch|manifest)"[^>]*href="([^"]+)"/g)].map((tag) => tag[1]!)),
});

let urls: Url[] = [];
const pages: Page[] = [];

beforeAll(async () => {
  const xml = await (await fetch(`${address}/sitemap.xml`)).text();
  urls = (new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "@" }).parse(xml) as { urlset: { url: Url[] } }).urlset.url;
  // Kazakh whole but for old releases; of the other languages every page that isn't one of a code: those differ by their numbers and names alone.
  const newest = urls.filter(({ loc }) => /\/kk\/data\/releases\/[^/]+$/.test(loc)).slice(0, 3);
  const wanted = urls.filter((url) => (/\/data\/releases\/[^/]+$/.test(url.loc) ? newest.includes(url)
    : /\/kk(\/|$)/.test(url.loc) || !/\/(districts|categories)\/[^/]+$/.test(url.loc) || /\/(zone-1|heating)$/.test(url.loc)));
  const queue = [...wanted];
  await Promise.all([1, 2].map(async () => {
    for (let url = queue.shift(); url; url = queue.shift()) {
      const response = await fetch(url.loc, { headers: { "accept-encoding": "br" } });
      expect(response.status, url.loc).toBe(200);
      expect(response.headers.get("content-encoding"), url.loc).toBe("br");
      pages.push({ url, locale: new URL(url.loc).pathname.split("/")[1]!, html: await response.text(), bytes: Number(response.headers.get("content-length")) });
    }
  }));
}, 300_000);

test("the sitemap names the portal's pages by its own address, and robots.txt names the sitemap", async () => {
  expect(urls.length).toBeGreaterThan(200);
  for (const { loc } of urls) expect(loc.startsWith(`${address}/`)).toBe(true);
  const robots = await (await fetch(`${address}/robots.txt`)).text();
  expect(robots).toContain(`Sitemap: ${address}/sitemap.xml`);
  expect(robots).toMatch(/Disallow: \/office\n/);
});

describe("every page", () => {
  test("is whole: its language, one heading, no unfilled gap in its words", () => {
    for (const { url: { loc }, locale, html } of pages) {
      expect(/<html lang="(\w+)"/.exec(html)![1], loc).toBe(locale);
      expect(html.match(/<h1[ >]/g), loc).toHaveLength(1);
      const said = /<main[\s\S]*<\/main>/.exec(html)![0].replace(/<(script|style)[\s\S]*?<\/\1>/g, "").replace(/<[^>]+>/g, " ");
      expect(said, loc).not.toMatch(/\bundefined\b|\bNaN\b|\[object |\{\w+, (plural|select)/);
    }
  });
  test("names itself and its twins as the sitemap does, and wants to be found", () => {
    const path = (href: string) => new URL(href, address).pathname;
    for (const { url, html } of pages) {
      expect(path(/<link rel="canonical" href="([^"]+)"/.exec(html)![1]!), url.loc).toBe(path(url.loc));
      const twins = Object.fromEntries([...html.matchAll(/<link rel="alternate" hrefLang="([^"]+)" href="([^"]+)"/gi)].map((tag) => [tag[1], path(tag[2]!)]));
      expect(twins, url.loc).toEqual(Object.fromEntries(url["xhtml:link"].map((link) => [link["@hreflang"], path(link["@href"])])));
      expect(html, url.loc).not.toMatch(/<meta name="robots" content="noindex/);
    }
  });
  test("has a title and a description of its own", () => {
    for (const [what, pattern] of [["title", /<title>([^<]+)<\/title>/], ["description", /<meta name="description" content="([^"]+)"/]] as const) {
      const places = new Map<string, string[]>();
      for (const { url, locale, html } of pages) {
        const text = pattern.exec(html)?.[1];
        expect(text, `${what} of ${url.loc}`).toBeTruthy();
        const key = `${locale} ${text}`;
        places.set(key, [...(places.get(key) ?? []), url.loc]);
      }
      expect([...places.values()].filter((locs) => locs.length > 1), what).toEqual([]);
    }
  });
  test("weighs at most 100 kB compressed with its styles, fonts and charts", async () => {
    for (const { url, html, bytes } of pages) expect(bytes + await sum(loaded(html).styles), url.loc).toBeLessThanOrEqual(PAGE);
  });
  test("loads nothing from outside", () => {
    for (const { url, html } of pages) {
      const { styles, scripts, others } = loaded(html);
      expect([...styles, ...scripts, ...others].filter((href) => !href.startsWith("data:") && !own(href)), url.loc).toEqual([]);
    }
  });
  test("adds at most 30 kB of scripts to Next's own", async () => {
    const { rootMainFiles } = JSON.parse(readFileSync(".next/build-manifest.json", "utf8")) as { rootMainFiles: string[] };
    expect(rootMainFiles.length).toBeGreaterThan(0);
    const baseline = await sum(rootMainFiles.map((file) => `/_next/${file}`));
    for (const { url, html } of pages) expect(await sum(loaded(html).scripts), url.loc).toBeLessThanOrEqual(baseline + OWN_SCRIPTS);
  });
  test("leads to no page of ours that isn't there", async () => {
    const listed = new Set(urls.map(({ loc }) => new URL(loc).pathname));
    const links = new Set(pages.filter(({ locale }) => locale === "kk").flatMap(({ html }) => [...html.matchAll(/<a[^>]+href="(\/(?:kk|ru|en)[^"#?]*)/g)].map((tag) => tag[1]!)));
    const unlisted = [...links].filter((link) => !listed.has(link));
    for (const link of unlisted) expect((await fetch(address + link, { method: "HEAD" })).status, link).toBe(200);
  });
});

test("each finding leads to its numbers, in a view that is no search result", async () => {
  let followed = 0;
  const asked = await Promise.all(["kk/stats?rows=category&columns=district&from=latest", "ru/stats?grain=month&rows=channel", "en/compare?by=district&a=zone-1&b=zone-2"].map(async (path) => ({ loc: path, html: await (await fetch(`${address}/${path}`)).text() })));
  const told = pages.map(({ html, url: { loc } }) => ({ loc, html })).filter(({ loc }) => /\/(kk|ru|en)$|zone-1$|heating$|categories\/social$|\/stats$|\/compare$/.test(loc));
  for (const { html, loc } of [...told, ...asked]) {
    const section = /<section[^>]*id="findings"[\s\S]*?<\/section>/.exec(html)![0];
    expect(section.match(/<li>/g), loc).toHaveLength(loc.includes("a=zone-1") ? 6 : 3);
    for (const [, href] of section.matchAll(/href="([^"]+\?[^"]+)"/g)) {
      const view = await fetch(new URL(href!.replaceAll("&amp;", "&"), address));
      expect(view.status, href).toBe(200);
      const text = await view.text();
      expect(text, href).toContain('<meta name="robots" content="noindex, follow"/>');
      expect(text, href).not.toMatch(/rel="alternate" hrefLang/i);
      followed++;
    }
  }
  expect(followed).toBeGreaterThanOrEqual(60);
});
