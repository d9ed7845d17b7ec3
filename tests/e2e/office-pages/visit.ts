import { globSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Role } from "#lib/permissions.ts";
import { axeFindings, scrollsSideways, useBrowser } from "#tests/support/browser.ts";
import { signedIn } from "#tests/support/sign-in.ts";
import type { Walk } from "#tests/office/walk/walk.ts";

const { address, databaseUrl } = inject("portal");
let owner: postgres.Sql;

/** For a test file that visits every page of the office: a browser and the database. */
export function useOffice(): void {
  useBrowser();
  beforeAll(() => { owner = postgres(databaseUrl, { max: 2, onnotice: () => {}, connection: { TimeZone: "UTC" } }); });
  afterAll(() => owner.end());
}

const walks = await Promise.all(globSync("tests/office/walk/*.ts").filter((file) => !file.endsWith("walk.ts"))
  .map((file) => import(path.resolve(file)).then((module: { walk: Walk }) => module.walk)));
const routes = Map.groupBy(walks.flatMap((one) => Object.entries(one.pages)), ([, may]) => may[0]!);

/** Something of the demonstration that each address with a parameter can show. */
const samples: Record<string, string> = {
  "/office/cases/[id]": "SELECT id FROM private.appeal WHERE status = 'in_work' ORDER BY id DESC LIMIT 1",
  "/office/cases/[id]/applicant": "SELECT id FROM private.appeal WHERE applicant IS NOT NULL ORDER BY id DESC LIMIT 1",
  "/office/cases/batch/[id]": "INSERT INTO private.batch (staff, act, input) SELECT id, 'classify', '{\"act\": \"classify\"}' FROM private.staff WHERE login = 'operator' RETURNING id",
  "/office/reception/[id]": "SELECT id FROM private.booking ORDER BY id LIMIT 1",
  "/office/staff/[id]": "SELECT id FROM private.staff WHERE login = 'executor'",
  "/office/admin/templates/[id]": "SELECT id FROM private.template ORDER BY id LIMIT 1",
  "/office/admin/routing/[id]": "SELECT id FROM private.routing_rule ORDER BY id LIMIT 1",
  "/office/admin/ways/[id]": "SELECT 'email' AS id",
  "/office/problems/[id]": "SELECT id FROM private.problem ORDER BY id LIMIT 1",
};
async function addressOf(route: string): Promise<string> {
  if (!route.includes("[")) return route;
  expect(samples, "a sample for each address with a parameter").toHaveProperty([route]);
  const [row] = await owner.unsafe(samples[route]!);
  expect(row, `the demonstration has something for ${route}`).toBeDefined();
  return route.replace(/\[\w+\]/, String(row!.id));
}

/** How long one page may take on a busy machine, in milliseconds. */
const patience = 30_000;

/** A test for each role, which opens every page that it is the first to be allowed. */
export function eachRole(says: string, visit: (role: Role, pages: () => AsyncGenerator<string>, owner: postgres.Sql) => Promise<void>): void {
  describe(says, () => {
    for (const [role, pages] of routes) {
      test(`what the ${role} opens`, () => visit(role, async function* () {
        for (const [file] of pages) yield await addressOf(file.replace(/^app|\/page\.tsx$/g, ""));
      }, owner), patience * (pages.length + 1));
    }
  });
}

/** Every page in a language: one heading, no scrolling sideways, nothing for axe; at 390 and, `wide`, at 1280 px too. */
export function inLanguage(language: "kk" | "ru" | "en", { wide }: { wide: boolean }): void {
  useOffice();
  eachRole(`in ${language}: one heading, no scrolling sideways at both widths, nothing for axe`, async (role, pages) => {
    const page = await signedIn(address, owner, role, { language, viewport: { width: 390, height: 844 } });
    for await (const at of pages()) {
      const response = await page.goto(address + at);
      expect(`${at} ${response!.status()}`).toBe(`${at} 200`);
      expect(`${at} ${await page.locator("h1").count()}`).toBe(`${at} 1`);
      expect(`${at} ${await scrollsSideways(page)}`, "390 px").toBe(`${at} false`);
      expect(await axeFindings(page)).toEqual([]);
      await page.setViewportSize({ width: 1280, height: 900 });
      expect(`${at} ${await scrollsSideways(page)}`, "1280 px").toBe(`${at} false`);
      if (wide) expect(await axeFindings(page)).toEqual([]);
      await page.setViewportSize({ width: 390, height: 844 });
    }
  });
}
