import { readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { env } from "#env.ts";
import { secretOf } from "#lib/subscriptions/secret.ts";
import { axeFindings, scrollsSideways, useBrowser, visitor } from "#tests/support/browser.ts";

const { address, environment, databaseUrl } = inject("portal");
let owner: postgres.Sql;
useBrowser();
beforeAll(() => {
  owner = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  env.PORTAL_SECRET = readFileSync(path.join(environment.DATA_DIR!, "secret"), "utf8").trim(); // the letters' links are made with it
});
afterAll(() => owner.end());

const form = "form[aria-labelledby=tell-title]";
const email = (js: boolean) => `reader-${js}@example.org`;
const row = async (js: boolean) => (await owner<{ ref: string; confirmed: boolean }[]>`SELECT ref, confirmed_at IS NOT NULL AS confirmed FROM private.subscription WHERE email = ${email(js)}`)[0];

test.each([false, true])("a reader asks for letters, confirms and leaves; JavaScript: %s", async (javaScriptEnabled) => {
  const page = await visitor({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
  await page.goto(`${address}/ru/data/releases`, { waitUntil: "networkidle" });
  await page.fill("#tell-email", "не адрес");
  await page.click(`${form} button`);
  await page.waitForSelector("#tell-error");
  expect(await page.inputValue("#tell-email")).toBe("не адрес"); // what was typed is kept
  await page.fill("#tell-email", email(javaScriptEnabled));
  await page.click(`${form} button`);
  await page.waitForSelector(`${form} [role=status]`);
  expect(page.url()).toBe(`${address}/ru/data/releases`); // the address is in no address

  const { ref } = (await row(javaScriptEnabled))!;
  const response = await page.goto(`${address}/ru/data/releases/confirm?key=${secretOf("confirm", ref)}`);
  expect(response!.headers()["cache-control"]).toMatch(/no-store|private/);
  expect((await row(javaScriptEnabled))!.confirmed).toBe(false); // opening a link is no "yes"
  await page.click("main form button");
  await page.waitForURL(/confirm\?done=in$/);
  expect((await row(javaScriptEnabled))!.confirmed).toBe(true);

  await page.goto(`${address}/ru/data/releases/leave?key=${secretOf("leave", ref)}`);
  await page.click("main form button");
  await page.waitForURL(/leave\?done=out$/);
  expect(await row(javaScriptEnabled)).toBeUndefined();
}, 60_000);

test("a mail program leaves with one POST", async () => {
  const ref = crypto.randomUUID();
  await owner`INSERT INTO private.subscription (ref, email, language, confirm_hash, leave_hash, confirmed_at) VALUES (${ref}, 'one@example.org', 'en', sha256('a'), sha256(convert_to(${secretOf("leave", ref)}, 'UTF8')), now())`;
  const response = await fetch(`${address}/api/leave?lang=en&key=${secretOf("leave", ref)}`, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
  expect(response.status).toBe(200);
  expect(await owner`SELECT 1 FROM private.subscription WHERE ref = ${ref}`).toEqual([]);
});

test.each(["/kk/data/releases", "/ru/data/releases/2026-11-06", "/en/data/daily", "/kk/data/releases/leave?key=x"])("%s: no barrier, and nothing scrolls sideways at 390 and 1280, in light and dark", async (where) => {
  for (const [width, colorScheme] of [[390, "dark"], [1280, "light"]] as const) {
    const page = await visitor({ viewport: { width, height: 844 }, colorScheme });
    await page.goto(`${address}${where}`);
    expect(await axeFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
  }
}, 60_000);

test("the data pages tell a feed reader where the feed is", async () => {
  for (const where of ["data", "data/releases", "data/appeals", "data/releases/2026-11-06"]) {
    const html = await (await fetch(`${address}/ru/${where}`)).text();
    expect(html, where).toMatch(/<link rel="alternate" type="application\/atom\+xml"[^>]*href="\/data\/releases\.atom\?lang=ru"/);
  }
});
