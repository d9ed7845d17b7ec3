import { parse } from "csv-parse/sync";
import { expect, inject, test } from "vitest";
import { useBrowser, visitor } from "#tests/support/browser.ts";

const { address } = inject("portal");
useBrowser();

const digits = (text: string) => text.replace(/[\u00a0\u202f\s]/g, "");

test("a journalist filters, sees the numbers, and takes away exactly these as CSV", async () => {
  const page = await visitor({ acceptDownloads: true });
  await page.goto(`${address}/en/stats`);
  await page.selectOption("select[name=grain]", "quarter");
  await page.locator("#f-category summary").click();
  await page.check("input[name=category][value=heating]");
  await page.locator("main form button[type=submit]").click();
  await page.waitForURL(/category=heating/);
  expect(new URL(page.url()).searchParams.get("grain")).toBe("quarter");

  const link = page.locator('a[href*="/data/appeals.csv?"]').first();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/\d{4}-\d{2}-\d{2}.*\.csv$/);
  const text = await (await import("node:fs/promises")).readFile((await download.path())!, "utf8");
  const rows = parse<Record<string, string>>(text, { columns: true });
  expect(rows.length).toBeGreaterThanOrEqual(8);
  expect(new Set(rows.map((row) => row.category))).toEqual(new Set(["heating"]));
  expect(new Set(rows.map((row) => row.grain))).toEqual(new Set(["quarter"]));

  const shown = digits(await page.locator("main table").first().innerText());
  for (const row of rows.filter((r) => r.district === "all" && r.received)) expect(shown).toContain(row.received);
});

test("the newest file, its frozen twin and the pages hold the same numbers", async () => {
  const newest = await fetch(`${address}/data/appeals.csv`);
  const id = newest.headers.get("x-release")!;
  const body = await newest.text();
  expect(await (await fetch(`${address}/data/releases/${id}/appeals.csv`)).text()).toBe(body);
  expect(newest.headers.get("access-control-allow-origin")).toBe("*");
  expect(newest.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
  expect(body.split("\r\n")[0]).toMatch(/^period,grain,category,district,channel,received,received_status/);
  const rows = parse<Record<string, string>>(body, { columns: true });
  expect(Number(newest.headers.get("x-row-count"))).toBe(rows.length);

  const sums = await (await fetch(`${address}/data/releases/${id}/SHA256SUMS`)).text();
  const { createHash } = await import("node:crypto");
  expect(sums).toContain(`${createHash("sha256").update(body).digest("hex")}  appeals.csv`);
});

test("a mistake in a download's address is a problem that names it", async () => {
  const response = await fetch(`${address}/data/appeals.csv?district=atlantis`, { headers: { "accept-language": "en" } });
  expect(response.status).toBe(400);
  expect(response.headers.get("content-type")).toContain("application/problem+json");
  expect(JSON.stringify(await response.json())).toContain("atlantis");
});
