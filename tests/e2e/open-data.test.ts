import { expect, inject, test } from "vitest";
import { axeFindings, scrollsSideways, useBrowser, visitor } from "#tests/support/browser.ts";

const { address } = inject("portal");
useBrowser();

const pages = ["/data", "/data/appeals", "/data/appeals-records", "/data/codelists", "/data/api"];
const known = (text: string | null) => JSON.parse(text!) as { "@type": string; distribution?: { contentUrl: string; sha256: string }[]; dataset?: { url: string }[] };

test.each(pages)("%s: no findings by axe, no sideways scrolling on a phone, light and dark, whole without JavaScript", async (path) => {
  for (const [locale, width, colorScheme] of [["kk", 390, "dark"], ["ru", 1280, "light"], ["en", 390, "light"]] as const) {
    const page = await visitor({ viewport: { width, height: 800 }, colorScheme });
    await page.goto(`${address}/${locale}${path}`);
    await page.locator("main details").evaluateAll((all) => all.forEach((one) => ((one as HTMLDetailsElement).open = true)));
    expect(await axeFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    const bare = await visitor({ javaScriptEnabled: false });
    await bare.goto(`${address}/${locale}${path}`);
    expect(await bare.locator("main").innerText()).toContain(await page.locator("h1").innerText());
  }
});

test("the catalogue leads to its datasets, and each dataset's page to files that are there", async () => {
  const page = await visitor();
  await page.goto(`${address}/en/data`);
  const catalogue = known(await page.locator('script[type="application/ld+json"]').textContent());
  expect(catalogue.dataset!.length).toBeGreaterThanOrEqual(3);
  for (const { url } of catalogue.dataset!) {
    await page.goto(new URL(url, address).href);
    const dataset = known(await page.locator('script[type="application/ld+json"]').textContent());
    expect(dataset["@type"]).toBe("Dataset");
    expect(dataset.distribution!.length).toBeGreaterThan(0);
    for (const { contentUrl, sha256 } of dataset.distribution!) {
      const response = await fetch(new URL(contentUrl, address), { method: "HEAD" });
      expect([response.status, response.headers.get("etag")?.includes(sha256.slice(0, 32))], contentUrl).toEqual([200, true]);
    }
  }
});

test("every address that the interface's page shows answers", async () => {
  const page = await visitor();
  await page.goto(`${address}/ru/data/api`);
  const hrefs = await page.locator("main details ul a").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(hrefs.length).toBeGreaterThan(50);
  for (const href of hrefs) expect((await fetch(href, { method: "HEAD" })).status, href).toBe(200);
});

test("there is no page of a dataset that isn't", async () => {
  expect((await fetch(`${address}/en/data/salaries`)).status).toBe(404);
});
