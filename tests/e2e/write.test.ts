import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import sharp from "sharp";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axeFindings, scrollsSideways, useBrowser, visitor } from "#tests/support/browser.ts";

const { address, databaseUrl } = inject("portal");
useBrowser();
let owner: postgres.Sql;
beforeAll(() => { owner = postgres(databaseUrl, { max: 1, onnotice: () => {} }); });
afterAll(() => owner.end());

const walks = [["kk", false, 390], ["ru", true, 390], ["en", true, 1280]] as const;

test.each(walks)("a resident writes to the akim in %s, JavaScript: %s, %i px: mistakes keep what was written, the talon leads to the case", async (language, javaScriptEnabled, width) => {
  const page = await visitor({ javaScriptEnabled, viewport: { width, height: 844 }, colorScheme: width === 390 ? "dark" : "light" });
  const sent: { cache: string | undefined; url: string; status: number }[] = [];
  page.on("response", (response) => response.request().method() === "POST" && sent.push({ status: response.status(), cache: response.headers()["cache-control"], url: response.url() }));
  const press = async (go: string) => page.click(`button[value=${go}]`);
  const sound = async () => {
    expect(await scrollsSideways(page)).toBe(false);
    if (javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);
  };
  const text = `Ауладағы шам жанбайды <b>${language}</b>\nекінші апта`;

  await page.goto(`${address}/${language}/new`, { waitUntil: javaScriptEnabled ? "networkidle" : "load" });
  await sound();
  await press("next");
  await page.waitForSelector("#new-text-fault");
  await sound();
  await page.fill("#new-text", text);
  await page.selectOption("#new-category", { index: 2 });
  await page.selectOption("#new-place", { index: 2 });
  await press("next");
  await page.fill("#new-phone", "жоқ");
  await press("next");
  await page.waitForSelector("#new-phone-fault");
  expect(await page.inputValue("#new-phone")).toBe("жоқ");
  await sound();
  await page.fill("#new-phone", "8 701 000 77 01");
  if (javaScriptEnabled) { // a telephone puts the tab to sleep: what was typed is there when it wakes up
    await sleep(1000);
    await page.reload({ waitUntil: "networkidle" });
    await page.waitForSelector("#new-phone");
    expect(await page.inputValue("#new-phone")).toBe("8 701 000 77 01");
  }
  await press("next");

  await page.waitForSelector("#new-photos");
  await sound();
  const photo = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: "#123456" } }).withExif({ IFD0: { Make: "Secret" } }).jpeg().toBuffer();
  await page.setInputFiles("#new-photos", [{ name: "аула.jpg", mimeType: "image/jpeg", buffer: photo }, { name: "вирус.exe", mimeType: "image/png", buffer: Buffer.from("MZ") }]);
  await press("send");
  await page.waitForSelector("main [role=alert]"); // Next's own announcer of pages has that role, too
  await page.waitForSelector("main img");
  expect(await page.locator("main img").count()).toBe(1); // the good one stays
  await press("back");
  await page.waitForSelector("#new-phone");
  await press("back");
  await page.waitForSelector("#new-text");
  expect(await page.inputValue("#new-text")).toBe(text);
  await press("next");
  await page.waitForSelector("#new-phone");
  await press("next");
  await page.waitForSelector("main img");
  await sound();
  await sleep(3000); // a person reads what he sends
  await press("send");
  await page.waitForSelector("article dd");
  expect(page.url()).toBe(`${address}/${language}/new`);
  await sound();

  const [number, , , code] = await page.locator("article dd").allInnerTexts();
  if (javaScriptEnabled) {
    await page.reload({ waitUntil: "networkidle" });
    await expect.poll(() => page.locator("article dd").allInnerTexts(), { timeout: 20_000 }).toContain(code);
  }
  expect(sent.every(({ cache, url }) => cache?.includes("no-store") && !url.includes(code!))).toBe(true);
  if (!javaScriptEnabled) expect(sent.map(({ status }) => status)).toEqual([400, 200, 400, 200, 400, 200, 200, 200, 200, 200]);
  const download = page.waitForEvent("download");
  await page.click("article form button");
  expect((await download).suggestedFilename()).toBe(`talon-${number}.pdf`);
  await page.locator("article a").last().click(); // another message begins empty
  await page.waitForSelector("#new-text");
  if (javaScriptEnabled) await page.waitForLoadState("networkidle");
  expect(await page.inputValue("#new-text")).toBe("");
  await page.goto(`${address}/${language}/track`, { waitUntil: javaScriptEnabled ? "networkidle" : "load" });
  await page.fill("#track-code", code!);
  await page.locator("main form button").first().click();
  await page.locator("article").waitFor();
  expect(await page.locator("article").innerText()).toContain(number!);
  await expect.poll(() => owner`SELECT 1 FROM private.attachment f JOIN private.appeal a ON a.id = f.appeal WHERE a.number = ${number!} AND a.text LIKE ${`${text}%`} AND position('Secret'::bytea IN f.content) = 0`, { timeout: 20_000 }).toHaveLength(1);
}, 120_000);

test("a telephone's photo travels small and arrives upright, without what its camera wrote", async () => {
  const page = await visitor({ viewport: { width: 390, height: 844 } });
  const photo = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: "#000", noise: { type: "gaussian", mean: 128, sigma: 40 } } }).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
  await page.goto(`${address}/kk/new`, { waitUntil: "networkidle" });
  await page.fill("#new-text", "Жол шұңқыр");
  await page.click("button[value=next]");
  await page.waitForSelector("#new-phone");
  await page.click("button[value=next]");
  await page.waitForSelector("#new-photos");
  await page.setInputFiles("#new-photos", { name: "IMG_1.jpg", mimeType: "image/jpeg", buffer: photo });
  await sleep(3000); // a person reads what he sends
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await page.click("button[value=send]");
  expect(Number((await (await sent).allHeaders())["content-length"])).toBeLessThan(photo.length / 2);
  await page.waitForSelector("article dd");
  const [number] = await page.locator("article dd").allInnerTexts();
  let kept: Buffer | undefined;
  await expect.poll(async () => kept = (await owner<{ content: Buffer }[]>`SELECT f.content FROM private.attachment f JOIN private.appeal a ON a.id = f.appeal WHERE a.number = ${number!}`)[0]?.content, { timeout: 20_000 }).toBeDefined();
  expect(await sharp(kept!).metadata()).toMatchObject({ width: 1333, height: 2000 });
}, 120_000);

test("what everybody is given holds no word of anybody, and no other address takes a photo's bytes", async () => {
  const page = await (await fetch(`${address}/kk/new`)).text();
  expect(page).not.toMatch(/шам жанбайды|name="token" value="[^"]/);
  expect((await fetch(`${address}/kk/about`, { method: "POST", body: Buffer.alloc(2 ** 20 + 1) })).status).toBe(413);
  for (const [body, status] of [[new URLSearchParams({ code: "" }), 400], [new URLSearchParams({ code: "0000-0000-0000-00" }), 404], ["x", 400]] as const) expect((await fetch(`${address}/api/talon`, { method: "POST", body })).status).toBe(status);
});
