import { describe, expect, inject, test } from "vitest";
import { axeFindings, scrollsSideways, useBrowser, visitor } from "#tests/support/browser.ts";

const { address } = inject("portal");
useBrowser();

const view = "measure=received,on_time_share&grain=quarter&from=2026-Q1&rows=category&columns=period,measure&category=all,top";

describe.each([390, 1280])("without JavaScript at %i px", (width) => {
  const open = () => visitor({ javaScriptEnabled: false, viewport: { width, height: 900 } });

  test("a table is made by the form, and its address is the view", async () => {
    const page = await open();
    await page.goto(`${address}/en/stats`);
    await page.check("input[name=measure][value=received]");
    await page.check("input[name=measure][value=late]");
    await page.selectOption("#f-rows", "district");
    await page.selectOption("#f-columns", "period");
    await page.selectOption("#f-columns-then", "measure");
    await page.selectOption("#f-from", "2026-Q1");
    await page.selectOption("#f-sort", "name");
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/rows=district/);
    expect(await page.locator("h1").innerText()).toMatch(/^Received and late by district and quarter$/);
    const table = page.locator("main table").first();
    expect(await table.locator("thead th[scope=colgroup]").allInnerTexts()).toEqual(expect.arrayContaining(["Q1 2026", "Q2 2026"]));
    expect(await table.locator("tbody th[scope=row]").count()).toBeGreaterThan(5);
    expect(await table.locator("caption").innerText()).toContain("Received and late by district and quarter");
    expect(await scrollsSideways(page)).toBe(false);
    await page.goto(page.url()); // the address alone brings it back
    expect(await page.locator("main table").first().locator("tbody tr").count()).toBe(await table.locator("tbody tr").count());
  });

  test("what isn't published is refused in words, with the way to what is", async () => {
    const page = await open();
    const wrong = await page.goto(`${address}/ru/stats?grain=month&rows=category&columns=district&measure=late`);
    expect(wrong!.status()).toBe(400);
    const alert = page.locator("main [role=alert]");
    expect(await alert.innerText()).toMatch(/не публикуется/);
    expect(await scrollsSideways(page)).toBe(false);
    const right = await page.goto(new URL((await alert.locator("ul a").first().getAttribute("href"))!, address).href);
    expect(right!.status()).toBe(200);
    expect(await page.locator("main table tbody tr").count()).toBeGreaterThan(0);
  });

  test("a pinned view says that there is a newer release and leads to it", async () => {
    const page = await open();
    await page.goto(`${address}/en/stats?${view.replace("2026-Q1", "2025-Q1")}&release=2025-12-06`);
    const newer = page.locator("main a", { hasText: "A newer release exists" });
    expect(new URL((await newer.getAttribute("href"))!, address).searchParams.has("release")).toBe(false);
    await newer.click();
    await page.waitForURL((url) => !url.searchParams.has("release"));
    expect(await page.locator("main a", { hasText: "A newer release exists" }).count()).toBe(0);
    const unknown = await page.goto(`${address}/en/stats?release=1999-01-01`);
    expect(unknown!.status()).toBe(400);
    expect(await page.locator("main [role=alert]").innerText()).toContain("2025-12-06");
  });

  test("everything to take away is there and comes from the same release", async () => {
    const page = await open();
    await page.goto(`${address}/kk/stats?${view}`);
    const links = await page.locator('main a[href^="/data/table"], main a[href^="/data/appeals.csv?"], main a[href^="/charts/"]').evaluateAll((all) => all.map((a) => a.getAttribute("href")!));
    expect(links.filter((link) => link.startsWith("/data/table"))).toHaveLength(4);
    const releases = await Promise.all(links.map(async (link) => { const r = await fetch(address + link); return [r.status, r.headers.get("x-release")]; }));
    expect(new Set(releases.map(String)).size).toBe(1);
    expect(releases[0]![0]).toBe(200);
  });
});

test.each([["kk", "light", view], ["ru", "dark", "rows=district&from=latest"], ["en", "light", "channel=each"], ["kk", "dark", "grain=month&channel=each"]] as const)("axe finds nothing in %s (%s): %s", async (language, colorScheme, query) => {
  const page = await visitor({ colorScheme, viewport: { width: 390, height: 844 } });
  await page.goto(`${address}/${language}/stats?${query}`);
  for (const summary of await page.locator("main details:not([open]) > summary").all()) if (await summary.isVisible()) await summary.click();
  expect(await axeFindings(page)).toEqual([]);
});

test("with JavaScript the form sends a short address, and by month what months don't have can't be ticked", async () => {
  const page = await visitor();
  await page.goto(`${address}/en/stats`, { waitUntil: "networkidle" });
  await page.selectOption("#f-grain", "month");
  expect(await page.locator("input[value=late]").isDisabled()).toBe(true);
  await page.locator("#f-district summary").click();
  await page.check("input[name=district][value=all]");
  await page.check("input[name=district][value=zone-1]");
  await page.locator("main form button[type=submit]").click();
  await page.waitForURL(/district=/);
  expect(new URL(page.url()).search).toBe("?grain=month&district=all%2Czone-1&rows=period&columns=measure&sort=list");
  expect(await page.locator("h1").innerText()).toBe("Received by month and district");
});

test("the form is filled and sent by keyboard alone", async () => {
  const page = await visitor({ javaScriptEnabled: false });
  await page.goto(`${address}/en/stats?${view}`);
  await page.locator("main details > summary").first().focus();
  await page.keyboard.press("Enter");
  await page.locator("#f-measure input").first().focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space"); // the share on time, ticked by the address, goes
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.getAll("measure").join() === "received");
  expect(await page.locator("h1").innerText()).toMatch(/^Received by/);
});
