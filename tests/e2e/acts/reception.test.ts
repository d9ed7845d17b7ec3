import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { axeFindings, scrollsSideways, useBrowser, visitor } from "#tests/support/browser.ts";

const { address, databaseUrl } = inject("portal");
useBrowser();
let owner: postgres.Sql;
beforeAll(() => { owner = postgres(databaseUrl, { max: 2, onnotice: () => {} }); });
afterAll(() => owner.end());

describe.each([{ javaScriptEnabled: true, language: "kk", width: 390 }, { javaScriptEnabled: false, language: "ru", width: 1280 }])("a reception, with %o", ({ javaScriptEnabled, language, width }) => {
  test("is booked within what is offered, confirmed, seen by its code and cancelled", async () => {
    const page = await visitor({ javaScriptEnabled, viewport: { width, height: 844 } });
    const wait = javaScriptEnabled ? "networkidle" : "load";
    const sound = async () => {
      expect(await scrollsSideways(page)).toBe(false);
      if (javaScriptEnabled) for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await axeFindings(page)).toEqual([]);
      }
    };
    const answer = await page.goto(`${address}/${language}/reception`, { waitUntil: wait });
    expect(answer!.headers()["cache-control"]).toContain("no-store");
    await page.fill("#visit-topic", "Үйде жылу жоқ");
    await page.click("button[value=send]");
    await page.locator("main [role=alert]").waitFor();
    expect(await page.locator("#visit-slot-fault, #visit-name-fault, #visit-phone-fault").count()).toBe(3);
    expect(await page.inputValue("#visit-topic")).toBe("Үйде жылу жоқ");
    await sound();

    const wanted = await page.locator("#visit-slot option").nth(javaScriptEnabled ? 1 : 2).getAttribute("value");
    await page.selectOption("#visit-slot", wanted!);
    await page.fill("#visit-name", "Бақыт Сәрсен");
    await page.fill("#visit-phone", javaScriptEnabled ? "8 701 000 66 01" : "8 701 000 66 02");
    await sleep(3000); // a person reads what he sends
    await page.click("button[value=send]");
    await page.locator("article dd").first().waitFor();
    await sound();
    const facts = await page.locator("article dd").allInnerTexts(), code = facts.at(-1)!, number = facts.at(-2)!;
    const [slot] = await owner`SELECT starts_at AS "startsAt", place, host FROM private.offered_slot WHERE slot = ${wanted!}`;
    expect(facts.slice(1, 3)).toEqual([slot!.place, slot!.host]);
    if (javaScriptEnabled) {
      await page.reload({ waitUntil: wait });
      await expect.poll(() => page.locator("article dd").allInnerTexts(), { timeout: 20_000 }).toContain(code);
    }
    await expect.poll(() => owner`SELECT b.state FROM private.booking b JOIN private.appeal a ON a.id = b.appeal WHERE a.number = ${number}`, { timeout: 20_000 }).toMatchObject([{ state: "booked" }]);

    await page.goto(`${address}/${language}/track`, { waitUntil: wait });
    await page.fill("#track-code", code);
    await page.locator("main form button").first().click();
    await page.locator("#visit").waitFor();
    expect(await page.locator("article").innerText()).toContain(slot!.place as string);
    await sound();
    await page.locator("article details summary").first().click();
    await page.locator("article details button").click();
    await expect.poll(() => owner`SELECT b.state, a.status FROM private.booking b JOIN private.appeal a ON a.id = b.appeal WHERE a.number = ${number}`, { timeout: 20_000 }).toMatchObject([{ state: "cancelled", status: "withdrawn" }]);
    await expect.poll(() => page.locator("#visit").count(), { timeout: 20_000 }).toBe(0);
  });
});
