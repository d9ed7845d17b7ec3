import type { BrowserContextOptions, Page } from "playwright-core";
import type { Sql } from "postgres";
import { demoPassword } from "#db/demo/accounts.ts";
import { visitor } from "#tests/support/browser.ts";
import { passSecondStep } from "#tests/support/second-factor.ts";

/** A browser of its own in which a demonstration account is signed in, second step and all, in a language. */
export async function signedIn(address: string, owner: Sql, login: string, options: BrowserContextOptions & { language?: "kk" | "ru" | "en" } = {}): Promise<Page> {
  const { language = "kk", ...rest } = options;
  const page = await visitor(rest);
  await page.context().addCookies([{ name: "office-language", value: language, url: address }]);
  await page.goto(`${address}/office/sign-in?to=/office/account`);
  await page.fill("input[name=login]", login);
  await page.fill("input[name=password]", demoPassword);
  await Promise.all([page.waitForURL((url) => url.pathname !== "/office/sign-in"), page.locator("main form:has([name=password]) button[type=submit]").first().click()]);
  await page.waitForLoadState("networkidle");
  await passSecondStep(page, owner);
  return page;
}
