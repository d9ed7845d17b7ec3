import { expect, inject, test } from "vitest";
import { axeFindings, scrollsSideways, useBrowser, visitor } from "#tests/support/browser.ts";

const { address } = inject("portal");
useBrowser();

test.each([
  ["kk", "light", 390, "by=district&a=zone-1&b=zone-2"], ["ru", "dark", 390, "by=category&a=heating&b=roads"], ["en", "dark", 1280, "by=period&a=2025-Q3&b=2026-Q3&district=zone-1"],
  ["kk", "dark", 1280, "by=period&a=2025&b=2025"], ["ru", "light", 390, ""],
] as const)("axe finds nothing in %s (%s, %i px), and nothing scrolls sideways: %s", async (language, colorScheme, width, query) => {
  const page = await visitor({ colorScheme, viewport: { width, height: 844 } });
  await page.goto(`${address}/${language}/compare?${query}`);
  for (const summary of await page.locator("main details:not([open]) > summary").all()) if (await summary.isVisible()) await summary.click();
  expect(await axeFindings(page)).toEqual([]);
  expect(await scrollsSideways(page)).toBe(false);
});

test("without JavaScript two are chosen by keyboard and stand side by side in the order they were chosen, each with its findings", async () => {
  const page = await visitor({ javaScriptEnabled: false });
  await page.goto(`${address}/en/compare`);
  await page.locator("select[name=a]").focus();
  await page.keyboard.type("Zone 2");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Zone 1");
  for (let i = 0; i < 3; i++) await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Compare");
  await page.keyboard.press("Enter");
  await page.waitForURL(/a=zone-2&b=zone-1/);
  const inOrder = (text: string) => expect(text.indexOf("Zone 2")).toBeLessThan(text.indexOf("Zone 1"));
  inOrder(await page.locator("h1").innerText());
  const heads = await page.locator("[aria-labelledby=side-by-side] thead th").allInnerTexts();
  inOrder(heads.join());
  expect(await page.locator("#findings h3").allInnerTexts()).toEqual(heads.slice(1, 3).map((head) => head.replace(/\s+/g, " ")));
  expect(await page.locator("#findings li").count()).toBe(6);
  expect(await page.locator("figure svg:visible").count()).toBeGreaterThanOrEqual(3);
});

test("what can't be compared is said with its reason, and what was chosen stays", async () => {
  const page = await visitor({ javaScriptEnabled: false });
  const response = await page.goto(`${address}/kk/compare?by=district&a=zone-1&b=zone-1`);
  expect(response!.status()).toBe(400);
  expect(await page.locator("main [role=alert]").innerText()).not.toBe("");
  expect(await page.locator("select[name=a]").inputValue()).toBe("zone-1");
  expect(await page.locator("#findings").count()).toBe(0);
});
