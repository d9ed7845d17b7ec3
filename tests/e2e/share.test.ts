import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, inject, test } from "vitest";
import { scrollsSideways, useBrowser, visitor } from "#tests/support/browser.ts";

const { address } = inject("portal");
useBrowser();

/** Another site, with one article. */
let article = "";
const newspaper = createServer((request, response) => {
  response.writeHead(request.url === "/" ? 200 : 204, { "content-type": "text/html; charset=utf-8" }).end(request.url === "/" ? article : undefined);
}).listen(0);
afterAll(() => { newspaper.close(); });

test("without JavaScript a chart's code is taken from its page and works on another", async () => {
  const page = await visitor({ javaScriptEnabled: false });
  await page.goto(`${address}/kk/categories/heating`);
  const figure = page.locator("figure#on-time-heating");
  await figure.locator("details summary").last().click();
  const codes = figure.locator("textarea");
  expect(await codes.count()).toBe(2);
  for (const [i, frozen] of [false, true].entries()) {
    const code = await codes.nth(i).inputValue();
    const foreign = await visitor();
    article = `<!doctype html><html lang="en"><title>An article</title><body style="margin:0">${code}</body></html>`;
    await foreign.goto(`http://127.0.0.1:${(newspaper.address() as AddressInfo).port}/`);
    const frame = foreign.frameLocator("iframe");
    await frame.locator("figure h1").waitFor();
    expect(await frame.locator("figure h1").innerText()).toBe((await figure.locator("h2").innerText()));
    const source = await foreign.locator("iframe").getAttribute("src");
    expect(new URL(source!).searchParams.has("release")).toBe(frozen);
    expect(source).toContain(`${address}/embed/on-time?category=heating&lang=kk`);
    for (const width of [300, 390, 700, 1200]) {
      await foreign.setViewportSize({ width, height: 900 });
      const inner = foreign.frames()[1]!;
      expect(await inner.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), `${width} px`).toBe(true);
      expect(await inner.locator("svg:visible").count(), `${width} px`).toBe(1);
      // The frame is high enough: nothing of it has to be scrolled to.
      if (width >= 390) expect(await inner.evaluate(() => document.documentElement.scrollHeight <= innerHeight), `${width} px`).toBe(true);
    }
    // A frame has no script and so no number that appears over a bar: all of them are in its table, a key or a touch away, and can be scrolled to.
    const inner = foreign.frames()[1]!, table = inner.locator("table");
    expect(await table.isVisible()).toBe(false);
    for (let i = 0; i < 3 && !(await inner.evaluate(() => document.activeElement?.matches("summary"))); i++) await foreign.keyboard.press("Tab");
    await foreign.keyboard.press("Enter");
    await table.waitFor();
    expect(await table.locator("tbody td").allInnerTexts()).not.toContain("");
    const last = table.locator("tbody tr").last();
    await last.scrollIntoViewIfNeeded();
    expect(await last.evaluate((row) => { const { top, bottom } = row.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; })).toBe(true);
    expect((await inner.locator("summary").boundingBox())!.height).toBeGreaterThanOrEqual(24);
  }
});

test("pictures and numbers are saved from the links under a chart", async () => {
  const page = await visitor({ acceptDownloads: true, viewport: { width: 390, height: 844 } });
  await page.goto(`${address}/ru`);
  const figure = page.locator("figure#on-time");
  await figure.locator("details summary").last().click();
  for (const format of ["svg", "png", "csv"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), figure.locator(`a[href^="/charts/on-time.${format}?"]`).click()]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^on-time-ru-\\d{4}-\\d{2}-\\d{2}-demonstration\\.${format}$`));
  }
  expect(await figure.locator("button").count()).toBe(2); // "copy", with JavaScript only
  expect(await scrollsSideways(page)).toBe(false);
});

test("each page says how a link to it looks, with a picture of its own", async () => {
  const meta = async (path: string) => Object.fromEntries([...(await (await fetch(`${address}${path}`)).text()).matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"/g)].map(([, name, content]) => [name, content!.replaceAll("&amp;", "&")]));
  const preview = (asked: string) => `/charts/preview.png?${asked}&release=`;
  for (const [path, picture] of [["/kk", preview("lang=kk")], ["/ru/categories/heating", preview("category=heating&lang=ru")], ["/en/districts/zone-1", preview("district=zone-1&lang=en")], ["/en/methodology", preview("lang=en")], ["/ru/data", preview("lang=ru")], ["/kk/categories", preview("lang=kk")], ["/kk/districts", preview("lang=kk")], ["/kk/about", preview("lang=kk")], ["/kk/stats", "/charts/view.png?"]] as const) {
    const tags = await meta(path);
    expect(tags["og:image"], path).toContain(picture);
    expect(tags["twitter:card"]).toBe("summary_large_image");
    expect(tags["og:title"]).toBeTruthy();
    expect(tags["og:description"], path).toBeTruthy();
    expect(tags["og:locale"]).toMatch({ kk: /^kk_KZ$/, ru: /^ru_KZ$/, en: /^en_GB$/ }[path.slice(1, 3) as "kk"]);
    const image = await fetch(new URL(tags["og:image"]!, address));
    expect([image.status, image.headers.get("content-type")]).toEqual([200, "image/png"]);
  }
});

test("only frames may be framed", async () => {
  expect((await fetch(`${address}/embed/on-time?lang=kk`)).headers.get("content-security-policy")).toContain("frame-ancestors *");
  for (const path of ["/kk", "/en/stats", "/ru/track", "/office", "/charts/on-time.svg"]) {
    expect((await fetch(`${address}${path}`)).headers.get("content-security-policy"), path).toContain("frame-ancestors 'none'");
  }
});
