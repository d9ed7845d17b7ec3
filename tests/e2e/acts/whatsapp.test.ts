import postgres from "postgres";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { axeFindings, scrollsSideways, useBrowser } from "#tests/support/browser.ts";
import { type Meta, metaServer, statusOf, webhook } from "#tests/support/meta.ts";
import { signedIn } from "#tests/support/sign-in.ts";

const { address, databaseUrl } = inject("portal");
useBrowser();
let owner: postgres.Sql, meta: Meta;
beforeAll(async () => {
  owner = postgres(databaseUrl, { max: 2, onnotice: () => {}, connection: { TimeZone: "UTC" } });
  meta = await metaServer();
});
afterAll(async () => {
  await owner`UPDATE private.way SET active = false WHERE code = 'whatsapp'`;
  await Promise.all([owner.end(), meta.stop()]);
});

/** The rest of a mobile number that nobody has yet. */
const someone = () => String(Math.random()).slice(2, 9).padEnd(7, "1");

/** Nothing for axe and no scrolling sideways, light and dark. */
async function isWell(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect([colorScheme, await axeFindings(page), await scrollsSideways(page)]).toEqual([colorScheme, [], false]);
  }
}
const formOf = (page: Page, field: string) => page.locator(`form:has([name="${field}"])`).last();

describe.each([{ javaScriptEnabled: false }, { javaScriptEnabled: true }])("with %o", (options) => {
  test("a way is set up, checked and tested; its secrets are in no page afterwards", async () => {
    const page = await signedIn(address, owner, "administrator", { ...options, viewport: { width: 390, height: 844 } });
    const at = `${address}/office/admin/ways/whatsapp`, phone = `8 701 ${someone()}`;
    await page.goto(at);
    const form = formOf(page, "set.phoneNumberId");
    await form.locator("[name=active]").check();
    for (const [name, value] of Object.entries({ "set.phoneNumberId": "106540352242922", "set.graphUrl": `${meta.url}/v23.0`, ...Object.fromEntries(Object.entries(meta.secrets).map(([secret, said]) => [`secret.${secret}`, said])) })) await form.locator(`[name="${name}"]`).fill(value);
    await form.locator("button[type=submit]").click();
    await page.locator("main > div > [role=status]").waitFor();
    for (const html of [await page.content(), await (await page.context().request.get(at)).text()]) for (const secret of Object.values(meta.secrets)) expect(html.includes(secret)).toBe(false);
    expect(await page.locator('[name="secret.appSecret"]').inputValue()).toBe("");
    expect(await page.locator('[name="set.phoneNumberId"]').inputValue()).toBe("106540352242922");

    await page.locator("section:has(#check) button").click();
    await page.locator("section:has(#check) [role=status]", { hasText: "Байланыс бар" }).waitFor();
    await formOf(page, "address").locator("[name=address]").fill(phone);
    await formOf(page, "address").locator("button").click();
    await page.locator("main > div > [role=status]").waitFor();
    await expect.poll(() => owner`SELECT kind, channel FROM private.outbox WHERE recipient = ${`7${phone.replace(/\D/g, "").slice(1)}`}`, { timeout: 20_000 }).toEqual([{ kind: "test", channel: "whatsapp" }]);
    if (options.javaScriptEnabled) {
      await isWell(page);
      await page.goto(`${address}/office/admin/ways`);
      await isWell(page);
    }
  });
});

test("a conversation is seen with its picture and place, answered, read, and another matter is taken out of it", async () => {
  const hook = `${address}/api/intake/whatsapp`, from = `7701${someone()}`, run = crypto.randomUUID(), contact = { profile: { name: "Айгүл" }, wa_id: from };
  const words = { first: "Ауламыз қараңғы, шам жанбайды", second: "27-ші автобус келмейді", ours: "Шебер бүгін кешке барады." };
  const said = (id: string, message: object) => ({ from, id: `wamid.${run}.${id}`, timestamp: String(Math.floor(Date.now() / 1000)), ...message });
  const picture = meta.attach("e2e-yard", { bytes: await sharp({ create: { width: 64, height: 48, channels: 3, background: "#223" } }).jpeg().toBuffer(), type: "image/jpeg" });
  const came = await meta.deliver(hook, webhook([
    said("1", { type: "text", text: { body: words.first } }), said("2", { type: "image", image: picture }), said("3", { type: "location", location: { latitude: 51.7298, longitude: 75.3227 } }), said("4", { type: "text", text: { body: words.second } }),
  ], contact));
  expect(came).toEqual([200]);
  let id = 0;
  await expect.poll(async () => {
    const rows = await owner`SELECT m.appeal::int AS id, (SELECT state FROM private.attachment f WHERE f.appeal = m.appeal) AS file FROM private.message m JOIN private.inbound i ON i.id = m.inbound WHERE i.source_id LIKE ${`wamid.${run}.%`}`;
    id = rows[0]?.id as number;
    return rows.map((row) => row.file as string);
  }, { timeout: 40_000 }).toEqual(["kept", "kept", "kept", "kept"]);

  const page = await signedIn(address, owner, "registrar", { viewport: { width: 390, height: 844 } });
  await page.goto(`${address}/office/cases/${id}`);
  const thread = page.locator("section:has(#case-conversation)"), shown = thread.locator("img");
  await shown.scrollIntoViewIfNeeded();
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(64);
  expect(await thread.locator("a[href*='openstreetmap']").getAttribute("href")).toContain("51.7298");
  await isWell(page);
  const file = `${address}${await shown.getAttribute("src")}`;
  expect((await page.context().request.get(file)).headers()["content-type"]).toBe("image/jpeg");
  const stranger = await signedIn(address, owner, "executor");
  expect((await stranger.context().request.get(file)).status()).toBe(404);

  await thread.locator("details:has(textarea[name=text]) summary").first().click();
  const reply = thread.locator("form:has(textarea[name=text])");
  await reply.locator("[name=text]").fill(words.ours);
  await reply.locator("button[type=submit]").click();
  await expect.poll(() => meta.handed.flatMap((one) => (one.to === from ? one.text?.body ?? [] : [])).join("\n"), { timeout: 30_000 }).toContain(words.ours);
  await expect.poll(async () => (await owner`SELECT provider_id AS id FROM private.outbox WHERE appeal = ${id} AND kind = 'message' AND state = 'sent'`)[0]?.id, { timeout: 20_000 }).toBeTruthy();
  const [{ id: sent }] = await owner`SELECT provider_id AS id FROM private.outbox WHERE appeal = ${id} AND kind = 'message'` as unknown as [{ id: string }];
  for (const status of ["read", "delivered"]) expect(await meta.deliver(hook, statusOf(sent, status))).toEqual([200]); // out of order, as they come
  await expect.poll(async () => {
    await page.goto(`${address}/office/cases/${id}`);
    return (await thread.locator("li").filter({ hasText: words.ours }).innerText()).includes("оқылды");
  }, { timeout: 20_000 }).toBe(true);

  await thread.locator("details:has([name=messages]) summary").first().click();
  await thread.getByLabel(words.second).check();
  await Promise.all([page.waitForURL((url) => url.pathname !== `/office/cases/${id}`), thread.locator("form:has([name=messages]) button[type=submit]").click()]);
  await page.reload(); // the page before is still there, hidden
  expect(await page.locator("section:has(#case-text)").innerText()).toContain(words.second);
  await page.goto(`${address}/office/cases/${id}`);
  expect(await thread.innerText()).toContain(words.ours);
  expect(await thread.innerText()).not.toContain(words.second);
});
