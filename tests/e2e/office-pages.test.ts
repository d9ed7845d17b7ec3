import { globSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Role } from "#lib/permissions.ts";
import { axeFindings, scrollsSideways, useBrowser } from "#tests/support/browser.ts";
import { signedIn } from "#tests/support/sign-in.ts";
import type { Walk } from "#tests/office/walk/walk.ts";

const { address, databaseUrl } = inject("portal");
useBrowser();
let owner: postgres.Sql;
beforeAll(() => { owner = postgres(databaseUrl, { max: 2, onnotice: () => {}, connection: { TimeZone: "UTC" } }); });
afterAll(() => owner.end());

const walks = await Promise.all(globSync("tests/office/walk/*.ts").filter((file) => !file.endsWith("walk.ts"))
  .map((file) => import(path.resolve(file)).then((module: { walk: Walk }) => module.walk)));
const pages = walks.flatMap((one) => Object.entries(one.pages)).map(([file, may]) => ({ route: file.replace(/^app|\/page\.tsx$/g, ""), role: may[0]! }));

/** Something of the demonstration that each address with a parameter can show. */
const samples: Record<string, string> = {
  "/office/cases/[id]": "SELECT id FROM private.appeal WHERE status = 'in_work' ORDER BY id DESC LIMIT 1",
  "/office/cases/[id]/applicant": "SELECT id FROM private.appeal WHERE applicant IS NOT NULL ORDER BY id DESC LIMIT 1",
  "/office/cases/batch/[id]": "INSERT INTO private.batch (staff, act, input) SELECT id, 'classify', '{\"act\": \"classify\"}' FROM private.staff WHERE login = 'operator' RETURNING id",
  "/office/reception/[id]": "SELECT id FROM private.booking ORDER BY id LIMIT 1",
  "/office/staff/[id]": "SELECT id FROM private.staff WHERE login = 'executor'",
  "/office/admin/templates/[id]": "SELECT id FROM private.template ORDER BY id LIMIT 1",
  "/office/admin/routing/[id]": "SELECT id FROM private.routing_rule ORDER BY id LIMIT 1",
  "/office/problems/[id]": "SELECT id FROM private.problem ORDER BY id LIMIT 1",
};
async function addressOf(route: string): Promise<string> {
  if (!route.includes("[")) return route;
  expect(samples, "a sample for each address with a parameter").toHaveProperty([route]);
  const [row] = await owner.unsafe(samples[route]!);
  expect(row, `the demonstration has something for ${route}`).toBeDefined();
  return route.replace(/\[\w+\]/, String(row!.id));
}

const byRole = Map.groupBy(pages, (one) => one.role);
describe.each([...byRole.keys()])("what the %s opens", (role: Role) => {
  test.each(["kk", "ru", "en"] as const)("in %s: one heading, no scrolling sideways, nothing for axe, at both widths", async (language) => {
    const page: Page = await signedIn(address, owner, role, { language, viewport: { width: 390, height: 844 } });
    for (const { route } of byRole.get(role)!) {
      const at = await addressOf(route);
      const response = await page.goto(address + at);
      expect(`${at} ${response!.status()}`).toBe(`${at} 200`);
      expect(`${at} ${await page.locator("h1").count()}`).toBe(`${at} 1`);
      expect(`${at} ${await scrollsSideways(page)}`, "390 px").toBe(`${at} false`);
      expect(await axeFindings(page)).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
      expect(`${at} ${await scrollsSideways(page)}`, "1280 px").toBe(`${at} false`);
      if (language === "kk") expect(await axeFindings(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
    }
  });

  test("without JavaScript everything is there", async () => {
    const page = await signedIn(address, owner, role, { javaScriptEnabled: false });
    for (const { route } of byRole.get(role)!) {
      const at = await addressOf(route);
      await page.goto(address + at);
      expect(`${at} ${(await page.locator("main").innerText()).length > 40}`).toBe(`${at} true`);
      expect(`${at} ${await page.locator("main [hidden] h1, main template h1").count()}`).toBe(`${at} 0`);
    }
  });
});
