import postgres from "postgres";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Connection } from "#db/private.ts";
import { receive } from "#lib/intake/receive.ts";
import { axeFindings, useBrowser } from "#tests/support/browser.ts";
import { signedIn } from "#tests/support/sign-in.ts";

const { address, databaseUrl } = inject("portal");
useBrowser();
let owner: postgres.Sql, writer: postgres.Sql;
beforeAll(() => {
  owner = postgres(databaseUrl, { max: 2, onnotice: () => {}, connection: { TimeZone: "UTC" } });
  writer = postgres(databaseUrl, { max: 1, onnotice: () => {}, connection: { TimeZone: "UTC" } });
});
afterAll(() => Promise.all([owner.end(), writer.end()]));

const arrives = (text: string) => drizzle(writer).transaction((tx) => receive(tx as unknown as Connection, { channel: "whatsapp", language: "ru", text, receivedAt: new Date() })).then((receipt) => receipt!);
const facts = (id: number) => owner`SELECT status, category, department FROM private.appeal WHERE id = ${id}`;

test("two triagers, one message: it appears without reloading, the claim is seen, and the keyboard alone gets it to its department", async () => {
  const [first, second] = [await signedIn(address, owner, "registrar", { language: "ru" }), await signedIn(address, owner, "registrar2", { language: "ru" })];
  for (const page of [first, second]) await page.goto(`${address}/office/inbox`);
  const text = `Пятый день нет света во дворе, проверка ${Date.now()}`;
  const received = await arrives(text);
  for (const page of [first, second]) await page.getByText(text).waitFor({ timeout: 15_000 });

  await first.keyboard.press("j");
  await first.waitForURL(new RegExp(`case=${received.id}`));
  await first.getByRole("heading", { level: 1, name: received.number }).waitFor();
  await first.keyboard.press("w");
  await second.locator(`[data-case="${received.id}"]`).getByText("Динара Бекенова").waitFor({ timeout: 15_000 });

  await first.keyboard.press("c");
  expect(await first.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("category");
  await first.locator("select[name=category]").last().selectOption("heating");
  await first.keyboard.press("Tab");
  await first.locator("form:has(select[name=category]) button[type=submit]").last().press("Enter");
  await expect.poll(async () => (await facts(received.id))[0]!.category, { timeout: 10_000 }).not.toBeNull();

  await first.waitForURL(new RegExp(`case=${received.id}.*done=`));
  await first.keyboard.press("Escape");
  await first.keyboard.press("a");
  await expect.poll(() => first.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("department");
  await first.locator("select[name=department]").last().selectOption("utilities");
  await first.locator("form:has(select[name=department]) button[type=submit]").last().press("Enter");
  await expect.poll(async () => (await facts(received.id))[0]!.status, { timeout: 10_000 }).toBe("assigned");
  // The next message is open by itself, and the other's feed has lost this one.
  await first.waitForURL((url) => url.searchParams.get("left") === received.number);
  await second.locator(`[data-case="${received.id}"]`).waitFor({ state: "detached", timeout: 15_000 });
});

test("? lists the keys of the page, and they can be switched off", async () => {
  const page = await signedIn(address, owner, "registrar", { language: "kk" });
  await page.goto(`${address}/office/inbox`);
  await page.locator("[data-feed]").waitFor();
  await page.waitForFunction(() => document.querySelector("dialog") !== null);
  await page.keyboard.press("?");
  const dialog = page.locator("dialog[open]");
  await dialog.waitFor();
  expect(await dialog.locator("kbd").allInnerTexts()).toEqual(expect.arrayContaining(["j", "g", "?"]));
  expect(await axeFindings(page)).toEqual([]);
  await dialog.locator("input[type=checkbox]").uncheck();
  await page.keyboard.press("Escape");
  const before = page.url();
  await page.keyboard.press("j");
  await page.waitForTimeout(500);
  expect(page.url()).toBe(before);
});

test("what is being typed stays where it is when a message comes in", async () => {
  const page = await signedIn(address, owner, "registrar", { language: "ru" });
  const received = await arrives(`Шум в подъезде ${Date.now()}`);
  await page.goto(`${address}/office/inbox?case=${received.id}`);
  const reason = page.locator("form:has(select[name=department]) textarea").first();
  await page.locator("details:has(select[name=department])").last().evaluate((details: HTMLDetailsElement) => { details.open = true; });
  await reason.fill("Срочно, дети не спят");
  const text = `Ещё одно ${Date.now()}`;
  await arrives(text);
  await page.getByText(text).waitFor({ timeout: 15_000 });
  expect(await reason.inputValue()).toBe("Срочно, дети не спят");
  expect(await reason.evaluate((one) => one === document.activeElement)).toBe(true);
});

test("an officer dismissed at noon: his page stops, his next click is a stranger's, his text is still there", async () => {
  const [someone] = await owner<{ login: string; department: string }[]>`SELECT login, department FROM private.staff WHERE login LIKE 'executor1.%' ORDER BY login LIMIT 1`;
  const [work] = await owner<{ id: number }[]>`SELECT id::int FROM private.appeal WHERE department = ${someone!.department} AND status = 'in_work' ORDER BY id DESC LIMIT 1`;
  const officer = await signedIn(address, owner, someone!.login, { language: "ru" });
  await officer.goto(`${address}/office/cases/${work!.id}`);
  const answer = officer.locator("form:has([name=outcome]) textarea[name=text]").last();
  await answer.fill("Уважаемый заявитель! Ответ почти готов");

  const administrator = await signedIn(address, owner, "administrator", { language: "ru" });
  await administrator.goto(`${address}/office/staff?q=${encodeURIComponent(someone!.login)}`);
  await administrator.locator("main a", { hasText: someone!.login }).or(administrator.locator(`main a[href*="/office/staff/"]`)).first().click();
  await administrator.waitForURL(/staff\/\d+/);
  await administrator.locator("form:has([name=active]) button[type=submit]").first().click();
  await expect.poll(() => owner`SELECT active FROM private.staff WHERE login = ${someone!.login}`).toEqual([{ active: false }]);

  await officer.locator("form:has([name=outcome]) button[value=keep]").last().click();
  await officer.locator("form [role=alert]").waitFor();
  expect(await answer.inputValue()).toBe("Уважаемый заявитель! Ответ почти готов");
  await officer.goto(`${address}/office/cases/${work!.id}`);
  expect(officer.url()).toContain("/office/sign-in");
});
