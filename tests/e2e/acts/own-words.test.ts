import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Connection } from "#db/private.ts";
import { receive } from "#lib/intake/receive.ts";
import { axeFindings, scrollsSideways, useBrowser, visitor } from "#tests/support/browser.ts";

const { address, databaseUrl } = inject("portal");
useBrowser();
let owner: postgres.Sql;
beforeAll(() => { owner = postgres(databaseUrl, { max: 2, onnotice: () => {} }); });
afterAll(() => owner.end());

async function made(text: string): Promise<{ id: number; code: string }> {
  const receipt = await drizzle(owner).transaction((tx) => receive(tx as unknown as Connection, { channel: "phone", language: "kk", text, category: "heating", district: "zone-1", receivedAt: new Date() }));
  return { id: receipt!.id, code: receipt!.trackingCode! };
}
async function answered(text: string): Promise<{ id: number; code: string }> {
  const found = await made(text);
  await owner`UPDATE private.appeal SET status = 'answered', outcome = 'satisfied', closed_at = now() WHERE id = ${found.id}`;
  return found;
}
const status = async (id: number) => (await owner`SELECT status FROM private.appeal WHERE id = ${id}`)[0]!.status as string;

describe.each([{ javaScriptEnabled: true, language: "kk", colorScheme: "dark" }, { javaScriptEnabled: false, language: "ru", colorScheme: "light" }] as const)("the holder of a code, with %o", ({ language, ...options }) => {
  async function follow(code: string) {
    const page = await visitor({ ...options, viewport: { width: 390, height: 844 } });
    await page.goto(`${address}/${language}/track`, { waitUntil: options.javaScriptEnabled ? "networkidle" : "load" });
    await page.fill("#track-code", code);
    await page.locator("main form button").first().click();
    await page.locator("article").waitFor();
    const sound = async () => {
      expect(await scrollsSideways(page)).toBe(false);
      if (options.javaScriptEnabled) for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeFindings(page)).toEqual([]);
      }
    };
    return { page, sound };
  }

  test("adds words and a photo; what can't be taken is named, what was typed and the good photo stay; then he takes it back", async () => {
    const { id, code } = await made("Подъезд суық"), { page, sound } = await follow(code);
    const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: "#345678" } }).withExif({ IFD0: { Make: "Secret" } }).jpeg().toBuffer();
    await page.fill("#add-text", "Екінші қабат та суық");
    await page.setInputFiles("#add-photos", [{ name: "подъезд.jpg", mimeType: "image/jpeg", buffer: photo }, { name: "бос.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(0) }]);
    await page.locator("form:has(#add-text) button").click();
    await page.locator("#addition-error", { hasText: "бос.jpg" }).waitFor();
    expect(await page.inputValue("#add-text")).toBe("Екінші қабат та суық");
    expect(await page.locator("form:has(#add-text) img").count()).toBe(1);
    await page.locator("form:has(#add-text) button").click();
    await page.locator("article p[role=status]").first().waitFor();
    expect(await page.locator("article ul p").first().innerText()).toBe("Екінші қабат та суық");
    expect(await page.inputValue("#add-text")).toBe("");
    await sound();
    await expect.poll(() => owner`SELECT 1 FROM private.message m JOIN private.attachment t ON t.message = m.id WHERE m.appeal = ${id} AND m.text = 'Екінші қабат та суық' AND position('Secret'::bytea IN t.content) = 0`, { timeout: 20_000 }).toHaveLength(1);

    await page.locator("article details summary").first().click();
    await page.fill("#withdraw-reason", "Өзіміз жөндедік");
    await page.locator("form:has(#withdraw-reason) button").click();
    await expect.poll(() => status(id), { timeout: 20_000 }).toBe("withdrawn");
    await expect.poll(() => page.locator("#add-text").count(), { timeout: 20_000 }).toBe(0);
    await sound();
  });

  test("says that it isn't solved: a reason is asked for, then it is looked at again", async () => {
    const { id, code } = await answered("Шам жанбайды"), { page, sound } = await follow(code);
    await page.check("input[name=answer][value=no]");
    await page.locator("form:has(#rate-reason) button").click();
    await page.locator("#rating-error").waitFor();
    expect(await page.isChecked("input[name=answer][value=no]")).toBe(true);
    await sound();
    await page.fill("#rate-reason", "Әлі қараңғы");
    await page.locator("form:has(#rate-reason) button").click();
    await expect.poll(() => status(id), { timeout: 20_000 }).toBe("reopened");
    await page.locator("article p[role=status]").first().waitFor();
    expect(await owner`SELECT answer, reason FROM private.rating WHERE appeal = ${id}`).toMatchObject([{ answer: "no", reason: "Әлі қараңғы" }]);
  });
});

test("what is written while there is no line stays in its form and is sent once there is one, once", async () => {
  const { id, code } = await made("Су жоқ");
  const page = await visitor({ viewport: { width: 390, height: 844 } });
  await page.goto(`${address}/kk/track`, { waitUntil: "networkidle" });
  await page.fill("#track-code", code);
  await page.locator("main form button").first().click();
  await page.fill("#add-text", "Үшінші күн");
  await page.route("**/kk/track", (route) => route.abort("aborted"));
  await page.locator("form:has(#add-text) button").click();
  await page.locator("form:has(#add-text) [role=alert]").waitFor();
  expect(await page.inputValue("#add-text")).toBe("Үшінші күн");
  await page.unroute("**/kk/track");
  await page.locator("form:has(#add-text) button").dblclick();
  await page.locator("article p[role=status]").first().waitFor();
  await expect.poll(() => owner`SELECT 1 FROM private.message WHERE appeal = ${id} AND text = 'Үшінші күн'`, { timeout: 20_000 }).toHaveLength(1);
});
