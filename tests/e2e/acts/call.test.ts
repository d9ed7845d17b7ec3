import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { callSignature } from "#lib/intake/call/signed.ts";
import { axeFindings, scrollsSideways, useBrowser } from "#tests/support/browser.ts";
import { signedIn } from "#tests/support/sign-in.ts";

const { address, databaseUrl } = inject("portal");
useBrowser();
let owner: postgres.Sql;
beforeAll(() => { owner = postgres(databaseUrl, { max: 2, onnotice: () => {}, connection: { TimeZone: "UTC" } }); });
afterAll(() => owner.end());

const saved = async (text: string) => (await owner`SELECT a.number, a.category, p.name, p.phone FROM private.appeal a LEFT JOIN private.person p ON p.id = a.applicant WHERE a.text = ${text} ORDER BY a.id DESC LIMIT 1`)[0];
const receipt = "#call [role=status]";

describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])("a call with %o", (options) => {
  test("is taken down by keys alone, read out, and goes on when the same number calls again", async () => {
    const text = `Қоқыс шығарылмады ${crypto.randomUUID()}`, phone = `8 701 ${String(Math.random()).slice(2, 9).padEnd(7, "1")}`;
    const page = await signedIn(address, owner, "operator", { ...options, viewport: { width: 390, height: 844 } });
    const [named] = await owner`SELECT code, name_ru AS name FROM private.category WHERE parent IS NOT NULL AND valid_to IS NULL AND name_ru IS NOT NULL ORDER BY sort LIMIT 1`;
    if (options.javaScriptEnabled) {
      await page.goto(`${address}/office/cases`);
      await page.getByRole("button", { name: "(?)" }).waitFor(); // from then on keys act
      await page.keyboard.press("n");
      await page.waitForURL("**/office/call", { waitUntil: "commit" });
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("name")), { timeout: 20_000 }).toBe("phone");
    } else {
      await page.goto(`${address}/office/call`);
      await page.locator("#call [name=phone]").focus();
    }
    await page.keyboard.type(phone);
    await page.keyboard.press("Tab");
    await page.keyboard.type("Айдос");
    await page.keyboard.press("Tab");
    await page.keyboard.type(text);
    await page.keyboard.press("Tab");
    await page.keyboard.type(named!.name as string);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    if (options.javaScriptEnabled) await page.keyboard.press("Enter"); // an impatient finger
    await page.locator(receipt).waitFor();
    expect(await owner`SELECT count(*)::int AS n FROM private.appeal WHERE text = ${text}`).toEqual([{ n: 1 }]);
    const found = (await saved(text))!;
    expect(found).toMatchObject({ category: named!.code, name: "Айдос", phone: `+7${phone.replace(/\D/g, "").slice(1)}` });
    expect(await page.locator(receipt).innerText()).toMatch(new RegExp(`${found.number}[\\s\\S]*[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}`));
    expect(await scrollsSideways(page)).toBe(false);
    if (options.javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);
    expect(await page.locator("#call [name=phone]").inputValue()).toBe("");

    await page.locator("#call [name=phone]").fill(phone);
    if (options.javaScriptEnabled) {
      await page.getByRole("button", { name: "Осы іс туралы" }).click();
      expect(await page.locator("#call [name=number]").inputValue()).toBe(found.number);
    } else {
      await page.locator("#call button[value=find]").click();
      await page.locator(receipt, { hasText: found.number as string }).waitFor();
      await page.locator("#call [name=number]").fill(found.number as string);
    }
    await page.locator("#call [name=text]").fill("Әлі тұр");
    await page.locator("#call button[value=save]").click();
    await expect.poll(async () => (await owner`SELECT m.text FROM private.message m JOIN private.appeal a ON a.id = m.appeal WHERE a.number = ${found.number} ORDER BY m.id`).map((row) => row.text), { timeout: 20_000 }).toEqual([text, "Әлі тұр"]);
  });
});

test("a telephone exchange opens it with the number that rings, and nobody else; what is half written stays when another page is called", async () => {
  const key = "a key of the exchange's own", administrator = await signedIn(address, owner, "administrator", { javaScriptEnabled: false });
  await administrator.goto(`${address}/office/admin/ways/call`);
  await administrator.locator("[name=active]").check();
  await administrator.locator('[name="secret.signingKey"]').fill(key);
  await administrator.locator('form:has([name="secret.signingKey"]) button[type=submit]').click();
  await administrator.locator("main > div > [role=status]").waitFor();

  const page = await signedIn(address, owner, "operator"), n = "+77015550081", t = String(Math.floor(Date.now() / 1000));
  await page.goto(`${address}/office/call?${new URLSearchParams({ n: "+77015550082", t, s: callSignature(n, t, key) })}`);
  expect(await page.locator("#call [name=phone]").inputValue()).toBe("");
  await page.goto(`${address}/office/call?${new URLSearchParams({ n, t, s: callSignature(n, t, key) })}`);
  expect(await page.locator("#call [name=phone]").inputValue()).toBe(n);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await axeFindings(page)).toEqual([]);
  }
  await page.getByRole("button", { name: "(?)" }).waitFor();
  await page.locator("#call [name=text]").fill("Сөйлесіп тұр");
  await page.keyboard.press("Escape");
  const [other] = await Promise.all([page.context().waitForEvent("page"), page.keyboard.press("g").then(() => page.keyboard.press("c"))]);
  await other.waitForURL("**/office/cases");
  expect(await page.locator("#call [name=text]").inputValue()).toBe("Сөйлесіп тұр");
});
