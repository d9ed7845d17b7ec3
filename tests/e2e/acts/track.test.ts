import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { demoTrackingCode } from "#db/demo/write-outbox.ts";
import { axeFindings, scrollsSideways, useBrowser, visitor } from "#tests/support/browser.ts";

const { address, databaseUrl } = inject("portal");
useBrowser();
let owner: postgres.Sql;
beforeAll(() => { owner = postgres(databaseUrl, { max: 1, onnotice: () => {} }); });
afterAll(() => owner.end());

describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])("a resident follows his appeal, with %o", (options) => {
  test.each(["kk", "ru", "en"])("in %s: a wrong code is kept to be mended, the right one shows the answer, its course and its term", async (language) => {
    const page = await visitor({ ...options, viewport: { width: 390, height: 844 } });
    const answers: { status: number; cache: string | undefined; url: string }[] = [];
    page.on("response", (response) => response.request().method() === "POST" && answers.push({ status: response.status(), cache: response.headers()["cache-control"], url: response.url() }));
    await page.goto(`${address}/${language}/track`, { waitUntil: options.javaScriptEnabled ? "networkidle" : "load" });
    await page.fill("#track-code", "K7QM-2XRD-90TV-4C");
    await page.locator("main button").click();
    await page.locator("#track-error").waitFor();
    expect(await page.inputValue("#track-code")).toBe("K7QM-2XRD-90TV-4C");

    await page.fill("#track-code", demoTrackingCode.toLowerCase().replaceAll("-", " "));
    await page.locator("main button").click();
    await page.locator("article").waitFor();
    const [known] = await owner<{ number: string; text: string }[]>`SELECT a.number, w.text FROM private.appeal a JOIN private.answer w ON w.appeal = a.id AND w.round = a.round
      WHERE a.extended_at IS NOT NULL AND a.tracking_hash IS NOT NULL ORDER BY w.id DESC LIMIT 1`;
    const shown = await page.locator("article").innerText();
    expect(shown).toContain(known!.number);
    expect(shown.replace(/\s+/g, " ")).toContain(known!.text.replace(/\s+/g, " "));
    expect(shown).toMatch(/76|87/);
    expect(await page.locator("article ol li").count()).toBeGreaterThanOrEqual(5);
    expect(await page.locator("h1").count()).toBe(1);
    expect(await scrollsSideways(page)).toBe(false);
    if (options.javaScriptEnabled) expect(await axeFindings(page)).toEqual([]);

    expect(page.url()).toBe(`${address}/${language}/track`);
    expect(answers).toHaveLength(2);
    for (const one of answers) {
      expect(one.cache).toContain("no-store");
      expect(one.url).not.toMatch(/DEMO|K7QM/i);
    }
    if (!options.javaScriptEnabled) expect(answers.map(({ status }) => status)).toEqual([404, 200]);
  });
});

test("the page that everybody gets holds no case, and the officer learns that the answer was read", async () => {
  expect(await (await fetch(`${address}/kk/track`)).text()).not.toMatch(/<article/);
  expect((await owner`SELECT 1 FROM private.event WHERE kind = 'answer_read'`).length).toBeGreaterThan(0);
});
