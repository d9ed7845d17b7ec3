import { spawnSync } from "node:child_process";
import postgres from "postgres";
import type { Page } from "playwright-core";
import { drizzle } from "drizzle-orm/postgres-js";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { receive } from "#lib/intake/receive.ts";
import type { Connection } from "#db/private.ts";
import { axeFindings, scrollsSideways, useBrowser } from "#tests/support/browser.ts";
import { signedIn } from "#tests/support/sign-in.ts";

const { address, environment, databaseUrl } = inject("portal");
useBrowser();
let owner: postgres.Sql;
beforeAll(() => { owner = postgres(databaseUrl, { max: 2, onnotice: () => {}, connection: { TimeZone: "UTC" } }); });
afterAll(() => owner.end());

const signIn = (login: string, options = {}) => signedIn(address, owner, login, options);

/** The form of an act, opened if it is folded. */
async function form(page: Page, field: string) {
  const found = page.locator(`form:has([name="${field}"])`).last();
  const details = page.locator(`details:has([name="${field}"])`).last();
  if ((await details.count()) && (await details.getAttribute("open")) === null) await details.locator("summary").first().click();
  return found;
}

/** The first release day on which the present quarter's outcomes are due. */
function clockMovedOn(): { quarter: string; asOf: string } {
  const now = new Date();
  const index = Math.floor(now.getUTCMonth() / 3);
  const ended = new Date(Date.UTC(now.getUTCFullYear(), index * 3 + 3, 1));
  const due = new Date(ended.getTime() + 36 * 86_400_000);
  const asOf = new Date(Date.UTC(due.getUTCFullYear(), due.getUTCMonth() + (due.getUTCDate() > 6 ? 1 : 0), 6));
  return { quarter: `${now.getUTCFullYear()}-Q${index + 1}`, asOf: asOf.toISOString().slice(0, 10) };
}

describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])("with %o", (options) => {
  test("an appeal is assigned, worked on and answered, and the release shows it", async () => {
    const text = `Батарея суық, сынақ ${Date.now()}`;
    const received = (await drizzle(owner).transaction((tx) => receive(tx as unknown as Connection, { channel: "phone", language: "kk", text, category: "heating", district: "zone-1", receivedAt: new Date() })))!;
    const path = `/office/cases/${received.id}`;

    const registrar = await signIn("registrar", options);
    await registrar.goto(`${address}/office/cases?q=${encodeURIComponent(received.number)}`);
    expect(await registrar.locator("main").innerText()).toContain(text);
    await registrar.goto(address + path);
    const assign = await form(registrar, "department");
    await assign.locator("[name=department]").selectOption("utilities");
    await assign.locator("button[type=submit]").first().click();
    await expect.poll(() => owner`SELECT status FROM private.appeal WHERE id = ${received.id}`).toEqual([{ status: "assigned" }]);

    const executor = await signIn("executor", options);
    await executor.goto(address + path);
    const start = await form(executor, "to");
    await start.locator('[name=to][value="in_work"]').check();
    await start.locator("button[type=submit]").first().click();
    await expect.poll(() => owner`SELECT status FROM private.appeal WHERE id = ${received.id}`).toEqual([{ status: "in_work" }]);
    await executor.goto(address + path);
    const answer = await form(executor, "text");
    await answer.locator("[name=text]").fill("Жылу қалпына келтірілді. Жауаппен келіспесеңіз, үш ай ішінде шағымдана аласыз (ӘРПК 91, 92-баптары).");
    await answer.locator('[name=outcome][value="satisfied"]').check();
    await answer.locator('button[value="send"]').click();
    await expect.poll(() => owner`SELECT status, outcome FROM private.appeal WHERE id = ${received.id}`).toEqual([{ status: "answered", outcome: "satisfied" }]);
    const history = await owner`SELECT kind FROM private.event WHERE appeal = ${received.id} ORDER BY seq`;
    expect(history.length).toBeGreaterThanOrEqual(4);
  });
});

test("the release, with the clock moved on, counts what the officers answered, and every page shows it", async () => {
  const { quarter, asOf } = clockMovedOn();
  const made = spawnSync(process.execPath, ["scripts/release.ts", "--as-of", asOf], { env: { ...process.env, ...environment, DATABASE_URL: databaseUrl, NODE_ENV: "production" } as NodeJS.ProcessEnv, encoding: "utf8" });
  expect(made.status, made.stdout + made.stderr).toBe(0);
  const [ours] = await owner<{ n: number }[]>`SELECT count(*)::int AS n FROM private.frozen f JOIN private.appeal a ON a.id = f.appeal WHERE a.text LIKE 'Батарея суық, сынақ %' AND f.result = 'on_time'`;
  expect(ours!.n).toBe(2);
  const [expected] = await owner<{ received: number; onTime: number }[]>`
    SELECT count(*)::int AS received, (count(*) FILTER (WHERE result = 'on_time'))::int AS "onTime" FROM private.frozen
    WHERE to_char(month, 'YYYY"-Q"Q') = ${quarter}`;
  const city = await (await fetch(`${address}/data/appeals.json?grain=quarter&category=all&district=all&from=${quarter}&to=${quarter}`)).json() as { rows: Record<string, unknown>[] };
  expect(city.rows).toHaveLength(1);
  expect(city.rows[0]).toMatchObject({ period: quarter, received: expected!.received, on_time: expected!.onTime });
  await expect.poll(async () => (await (await fetch(`${address}/en`)).text()).includes(asOf.slice(0, 4)), { timeout: 6000 }).toBe(true);
  await expect.poll(async () => (await (await fetch(`${address}/kk`)).text()).replace(/[\u00a0\u202f ]/g, "").includes(String(expected!.onTime)), { timeout: 6000 }).toBe(true);
}, 300_000);

test("two officials change one case at once: the second is shown what changed and loses nothing he typed", async () => {
  const received = (await drizzle(owner).transaction((tx) => receive(tx as unknown as Connection, { channel: "sms", language: "ru", text: "Яма на дороге", category: "roads", district: "zone-2", receivedAt: new Date() })))!;
  const path = `${address}/office/cases/${received.id}`;
  const [first, second] = [await signIn("registrar"), await signIn("registrar2")];
  await first.goto(path);
  await second.goto(path);
  const quick = await form(first, "department");
  await quick.locator("[name=department]").selectOption("roads");
  await quick.locator("button[type=submit]").first().click();
  await expect.poll(() => owner`SELECT status FROM private.appeal WHERE id = ${received.id}`).toEqual([{ status: "assigned" }]);

  const slow = await form(second, "department");
  await slow.locator("[name=department]").selectOption("utilities");
  await slow.locator("[name=instruction]").fill("Бұл жол емес, жылу құбыры үстіндегі шұңқыр");
  await slow.locator("button[type=submit]").first().click();
  await second.locator("form [role=alert]").waitFor();
  // In its field where the case still takes the form, else beside it.
  const fields = await second.locator("textarea").evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
  expect([await second.locator("main").innerText(), ...fields].join("\n")).toContain("Бұл жол емес, жылу құбыры үстіндегі шұңқыр");
  expect(await second.locator("form [role=alert]").innerText()).toContain("Динара Бекенова");
  expect(await owner`SELECT department FROM private.appeal WHERE id = ${received.id}`).toEqual([{ department: "roads" }]);
});

test("another department's case is not found, and the administrator has no case at all", async () => {
  const [foreign] = await owner<{ id: number }[]>`SELECT id FROM private.appeal WHERE department = 'roads' ORDER BY id DESC LIMIT 1`;
  const executor = await signIn("executor");
  expect((await executor.goto(`${address}/office/cases/${foreign!.id}`))!.status()).toBe(404);
  const administrator = await signIn("administrator");
  expect((await administrator.goto(`${address}/office/cases/${foreign!.id}`))!.status()).toBe(404);
});

test("a session that is revoked ends at the next request", async () => {
  const page = await signIn("auditor");
  await owner`UPDATE private.session SET revoked_at = now() WHERE staff = (SELECT id FROM private.staff WHERE login = 'auditor')`;
  await page.goto(`${address}/office/cases`);
  expect(page.url()).toContain("/office/sign-in");
});

test("axe finds nothing on a case that nobody has touched, in each language, and it does not scroll sideways on a phone", async () => {
  const page = await signIn("registrar", { viewport: { width: 390, height: 844 } });
  const [some] = await owner<{ id: number }[]>`SELECT id FROM private.appeal WHERE status = 'received' ORDER BY id DESC LIMIT 1`;
  for (const language of ["kk", "ru", "en"]) {
    await page.context().addCookies([{ name: "office-language", value: language, url: address }]);
    await page.goto(`${address}/office/cases/${some!.id}`);
    expect(await axeFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
  }
});
