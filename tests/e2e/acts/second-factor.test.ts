import type { Page } from "playwright-core";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { demoPassword } from "#db/demo/accounts.ts";
import { axeFindings, scrollsSideways, useBrowser, visitor } from "#tests/support/browser.ts";
import { codeAt } from "#tests/support/second-factor.ts";

const { address, databaseUrl } = inject("portal");
useBrowser();
let owner: postgres.Sql;
const login = "operator2";
const forget = async () => {
  for (const table of ["authenticator", "recovery_code", "passkey"]) await owner`DELETE FROM ${owner(`private.${table}`)} WHERE staff = (SELECT id FROM private.staff WHERE login = ${login})`;
};
beforeAll(async () => {
  owner = postgres(databaseUrl, { max: 2, onnotice: () => {} });
  await forget();
});
afterEach(() => forget());
afterAll(() => owner.end());

const app = 'main form:has([name="passcode"])';
const own = `${address}/office/account/second-factor`;

async function signIn(page: Page): Promise<void> {
  await page.goto(`${address}/office/sign-in`);
  await page.context().addCookies([{ name: "office-language", value: "en", url: `${address}/office` }]);
  await page.reload();
  await page.fill("input[name=login]", login);
  await page.fill("input[name=password]", demoPassword);
  await Promise.all([page.waitForURL(/\/office\/(inbox|cases|sign-in\/second)/), page.locator('main form:has([name="login"]) button[type=submit]').click()]);
}

test.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])("an app is enrolled, a mistyped code changes nothing, a recovery code lets in: with %o, at 390 px", async (options) => {
  const page = await visitor({ ...options, viewport: { width: 390, height: 800 } });
  await signIn(page);
  await page.goto(own);
  const key = async () => (await page.locator("main code").innerText()).replace(/\s/g, "");
  const shown = await key();
  await page.fill(`${app} [name=passcode]`, "123456");
  await page.locator(`${app} button[type=submit]`).click();
  await page.locator(`${app} [role=alert]`).waitFor();
  expect(await key()).toBe(shown);
  if (options.javaScriptEnabled) expect(await axeFindings(page)).toEqual([]); // axe is a script itself
  await page.fill(`${app} [name=passcode]`, codeAt(Date.now(), shown));
  await Promise.all([page.waitForURL(/done=/), page.locator(`${app} button[type=submit]`).click()]);
  await page.locator('main button:has-text("Get codes")').click();
  await page.locator("main dd").first().waitFor();
  const codes = (await page.locator("main dd").first().innerText()).split(/\s+/);
  expect(codes).toHaveLength(10);
  expect(await scrollsSideways(page)).toBe(false);

  const next = await visitor({ ...options, viewport: { width: 390, height: 800 } });
  await signIn(next);
  await next.goto(`${address}/office/cases`);
  expect(next.url()).toContain("/office/sign-in/second");
  expect(await scrollsSideways(next)).toBe(false);
  if (options.javaScriptEnabled) expect(await axeFindings(next)).toEqual([]);
  await next.fill(`${app} [name=passcode]`, codes[0]!);
  await Promise.all([next.waitForURL(/\/office\/cases/), next.locator(`${app} button[type=submit]`).click()]);
});

test("a passkey is made, and is the second step", async () => {
  const page = await visitor();
  const devices = await page.context().newCDPSession(page);
  await devices.send("WebAuthn.enable");
  await devices.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  await signIn(page);
  await page.goto(own);
  const add = page.locator('main form:has(button:has-text("Add a passkey"))');
  await add.locator("[name=name]").fill("Office laptop");
  await Promise.all([page.waitForURL(/done=/), add.locator("button[type=submit]").click()]);
  expect(await page.locator("main").innerText()).toContain("Office laptop");
  await owner`UPDATE private.session SET second_factor_at = NULL WHERE staff = (SELECT id FROM private.staff WHERE login = ${login})`;
  await page.goto(`${address}/office/cases`);
  expect(page.url()).toContain("/office/sign-in/second");
  await Promise.all([page.waitForURL(/\/office\/cases/), page.locator('main button:has-text("Confirm with a passkey")').click()]);
});
