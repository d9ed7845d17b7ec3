import { expect, inject } from "vitest";
import { eachRole, useOffice } from "#tests/e2e/office-pages/visit.ts";
import { signedIn } from "#tests/support/sign-in.ts";

const { address } = inject("portal");
useOffice();

eachRole("without JavaScript everything is there", async (role, pages, owner) => {
  const page = await signedIn(address, owner, role, { javaScriptEnabled: false });
  for await (const at of pages()) {
    await page.goto(address + at);
    expect(`${at} ${(await page.locator("main").innerText()).length > 40}`).toBe(`${at} true`);
    expect(`${at} ${await page.locator("main [hidden] h1, main template h1").count()}`).toBe(`${at} 0`);
  }
});
