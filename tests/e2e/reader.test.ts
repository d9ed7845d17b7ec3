import { inject, describe, expect, test } from "vitest";
import { axeFindings, scrollsSideways, useBrowser, visitor } from "#tests/support/browser.ts";

const { address } = inject("portal");
useBrowser();

const paths = ["", "/stats", "/districts", "/districts/zone-1", "/districts/unknown", "/categories", "/categories/heating", "/data", "/methodology", "/about", "/track"];
const languages = ["kk", "ru", "en"] as const;

describe.each(languages)("a resident reads in %s", (language) => {
  test.each(paths)("/…%s is whole without JavaScript, on a phone and a desk", async (path) => {
    const page = await visitor({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const response = await page.goto(`${address}/${language}${path}`);
    expect(response!.status()).toBe(200);
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.locator("h1").innerText()).not.toBe("");
    expect(await scrollsSideways(page)).toBe(false);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await scrollsSideways(page)).toBe(false);
  });

  test("the home page says how many, how many on time, in what time, about what, where, and from when", async () => {
    const page = await visitor({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    await page.goto(`${address}/${language}`);
    const newest = (await (await fetch(`${address}/data/appeals.json?grain=quarter&category=all&district=all`)).json()) as { rows: Record<string, number | string | null>[] };
    const row = newest.rows.filter((r) => typeof r.on_time === "number").at(-1)!;
    const plain = (await page.locator("main").innerText()).replace(/[\u00a0\u202f ]/g, "");
    for (const number of [row.received, row.on_time, row.with_deadline, row.median_days]) expect(plain).toContain(String(number));
    expect(await page.locator("figure svg").count()).toBeGreaterThanOrEqual(7);
    expect(await page.locator("figure details table").count()).toBeGreaterThanOrEqual(7);
    expect(plain).toMatch(/2026/);
  });
});

describe("axe finds nothing", () => {
  test.each(paths.flatMap((path) => [["kk", path, "light"], ["ru", path, "dark"]] as const))("/%s%s (%s)", async (language, path, colorScheme) => {
    const page = await visitor({ colorScheme, viewport: { width: 390, height: 844 } });
    await page.goto(`${address}/${language}${path}`);
    expect(await axeFindings(page)).toEqual([]);
  });
});

test("a chart loads Recharts when it is pointed at, and not before", async () => {
  const page = await visitor();
  const scripts: string[] = [];
  page.on("response", async (response) => response.url().endsWith(".js") && scripts.push(response.url()));
  await page.goto(`${address}/en`, { waitUntil: "networkidle" });
  const before = scripts.length;
  const figure = page.locator("figure").first();
  await figure.scrollIntoViewIfNeeded();
  await figure.locator("svg:visible").first().hover();
  await expect.poll(() => scripts.length, { timeout: 15_000 }).toBeGreaterThan(before);
});

describe("wrong addresses", () => {
  test.each(["/kk/districts/nowhere", "/ru/categories/nothing", "/en/no-such-page"])("%s is 404 in its language", async (path) => {
    const page = await visitor();
    expect((await page.goto(address + path))!.status()).toBe(404);
    expect(await page.locator("html").getAttribute("lang")).toBe(path.slice(1, 3));
  });
  test("what the explorer can't show is said, never ignored", async () => {
    const page = await visitor();
    const wrong = await page.goto(`${address}/en/stats?category=heating&colour=red`);
    expect(wrong!.status()).toBe(400);
    expect(await page.locator("main").innerText()).toContain("colour");
  });
});

test("the way in chooses the reader's language, Kazakh by default", async () => {
  const to = async (language: string) => (await fetch(address, { redirect: "manual", headers: { "accept-language": language } })).headers.get("location");
  expect(new URL((await to("ru-RU,ru;q=0.9"))!, address).pathname).toBe("/ru");
  expect(new URL((await to("en"))!, address).pathname).toBe("/en");
  expect(new URL((await to("de"))!, address).pathname).toBe("/kk");
});

test("pages carry a strict policy and are labelled as demonstration", async () => {
  for (const path of ["/kk", "/office/sign-in"]) {
    const response = await fetch(address + path);
    const policy = response.headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  }
  const page = await visitor();
  await page.goto(`${address}/en`);
  expect(await page.locator("body").innerText()).toMatch(/demonstration/i);
});

test("HTML, styles, fonts and charts of each page weigh at most 100 kB compressed, and nothing comes from outside", async () => {
  for (const path of paths) {
    const page = await visitor({ viewport: { width: 390, height: 844 } });
    const sizes: Promise<number>[] = [];
    const elsewhere: string[] = [];
    page.on("response", (response) => {
      if (!response.url().startsWith(address)) elsewhere.push(response.url());
      if (!/\.js(\?|$)/.test(response.url())) sizes.push(response.request().sizes().then((s) => s.responseBodySize, () => 0));
    });
    await page.goto(`${address}/kk${path}`, { waitUntil: "networkidle" });
    expect(elsewhere).toEqual([]);
    expect((await Promise.all(sizes)).reduce((a, b) => a + b, 0), path).toBeLessThanOrEqual(100 * 1024);
  }
});
