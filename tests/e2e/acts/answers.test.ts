import postgres from "postgres";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { axeFindings, scrollsSideways, useBrowser } from "#tests/support/browser.ts";
import { signedIn } from "#tests/support/sign-in.ts";

const { address, databaseUrl } = inject("portal");
useBrowser();
let owner: postgres.Sql;
beforeAll(() => { owner = postgres(databaseUrl, { max: 2, onnotice: () => {}, connection: { TimeZone: "UTC" } }); });
afterAll(() => owner.end());

/** An application in the executor's hands that nobody has begun to answer. */
async function inWork(): Promise<number> {
  const [found] = await owner<{ id: number }[]>`SELECT id::int FROM private.appeal a WHERE status = 'in_work' AND track = 'appeal' AND kind = 'application' AND language = 'kk' AND department = 'utilities'
    AND NOT EXISTS (SELECT 1 FROM private.answer w WHERE w.appeal = a.id) ORDER BY id LIMIT 1`;
  return found!.id;
}
const state = (id: number) => owner`SELECT status FROM private.appeal WHERE id = ${id}`.then(([row]) => row!.status as string);
const answerForm = (page: Page) => page.locator("#answer form");
const gaps: [RegExp, string][] = [
  [/\[не анықталды\]/, "кіреберістегі шам істен шыққан"], [/\[күні\]/, "18 қарашада"], [/\[не істелді\]/, "шам ауыстырылды"],
  [/\[заңның[^\]]*\]/, "«Тұрғын үй қатынастары туралы» Заңның 43-бабы"], [/\[телефоны\]/, "+7 7187 00 00 00"],
];

describe.each([{ javaScriptEnabled: true }, { javaScriptEnabled: false }])("an answer with %o", (options) => {
  test("begins with a template, is refused with its gaps, goes to the signature, comes back, is signed and printed", async () => {
    const id = await inWork(), path = `${address}/office/cases/${id}`;
    const executor = await signedIn(address, owner, "executor", { ...options, viewport: { width: 390, height: 844 } });
    await executor.goto(path);
    await answerForm(executor).locator("[name=text]").fill("Алдымен жазғаным.");
    const chosen = await answerForm(executor).locator("[name=template] option", { hasText: "Арыз: орындалды" }).getAttribute("value");
    await answerForm(executor).locator("[name=template]").selectOption(chosen);
    await answerForm(executor).locator("button[value=insert]").click();
    await expect.poll(() => answerForm(executor).locator("[name=text]").inputValue(), { timeout: 20_000 }).toMatch(/^Алдымен жазғаным\.\n\nҚұрметті өтініш беруші!/);
    expect(await answerForm(executor).locator("[name=outcome]:checked").getAttribute("value")).toBe("satisfied");

    const begun = await answerForm(executor).locator("[name=text]").inputValue();
    await answerForm(executor).locator("button[value=send]").click();
    await answerForm(executor).locator("[role=alert]").waitFor();
    expect(await answerForm(executor).locator("[role=alert]").innerText()).toContain("[не істелді]");
    expect(await answerForm(executor).locator("[name=text]").inputValue()).toBe(begun);
    expect(await scrollsSideways(executor)).toBe(false);
    if (options.javaScriptEnabled) expect(await axeFindings(executor)).toEqual([]);

    const full = gaps.reduce((text, [gap, said]) => text.replace(gap, said), begun);
    await answerForm(executor).locator("[name=text]").fill(full);
    await answerForm(executor).locator("button[value=send]").click();
    await expect.poll(() => state(id), { timeout: 20_000 }).toBe("on_approval");
    expect(await owner`SELECT template IS NOT NULL AS begun FROM private.answer WHERE appeal = ${id}`).toEqual([{ begun: true }]);

    const signer = await signedIn(address, owner, "signer", { ...options, language: "ru" });
    await signer.goto(path);
    expect(await signer.locator("#answers").innerText()).toContain("шам ауыстырылды");
    await signer.locator("#sign [name=reason]").fill("Сколько ламп?");
    await signer.locator("#sign button[value=no]").click();
    await expect.poll(() => state(id), { timeout: 20_000 }).toBe("in_work");
    await executor.goto(path);
    await answerForm(executor).locator("[name=text]").fill(full.replace("шам ауыстырылды", "екі шам ауыстырылды"));
    await answerForm(executor).locator("button[value=send]").click();
    await expect.poll(() => state(id), { timeout: 20_000 }).toBe("on_approval");

    await signer.goto(path);
    expect(await signer.locator("#answers ins").first().textContent()).toContain("екі");
    if (options.javaScriptEnabled) expect(await axeFindings(signer)).toEqual([]);
    await signer.locator("#sign button[value=yes]").click();
    await expect.poll(() => state(id), { timeout: 20_000 }).toBe("answered");

    const letter = await signer.request.get(`${path}/letter.pdf`);
    expect([letter.status(), letter.headers()["content-type"]]).toEqual([200, "application/pdf"]);
    expect((await letter.body()).subarray(0, 5).toString()).toBe("%PDF-");
  });
});

test("a template is tried on a case, refuses a field that doesn't exist, and keeps its old wording", async () => {
  const [one] = await owner<{ id: number; version: number }[]>`SELECT t.id::int, t.version FROM private.template t JOIN private.template_version v ON v.template = t.id AND v.version = t.version WHERE v.track = 'signal' AND v.language = 'kk' ORDER BY t.id LIMIT 1`;
  const [some] = await owner<{ number: string }[]>`SELECT number FROM private.appeal ORDER BY id DESC LIMIT 1`;
  const page = await signedIn(address, owner, "registrar");
  await page.goto(`${address}/office/admin/templates?template=${one!.id}`);
  await page.locator("header button:visible", { hasText: "(?)" }).waitFor(); // React has the page: what `fill` selects stays selected
  const form = page.locator("form:has([name=text])"), text = form.locator("[name=text]");
  const before = await text.inputValue();
  await text.fill(`${before} {телефон}`);
  await form.locator("button[value=save]").click();
  await form.locator("[role=alert]").waitFor();
  expect(await form.locator("[role=alert]").innerText()).toMatch(/\{телефон\}.*\{number\}/s);
  expect(await text.inputValue()).toBe(`${before} {телефон}`);
  await text.fill(`${before} Рақмет.`);
  await form.locator("[name=number]").fill(some!.number);
  await form.locator("button[value=preview]").click();
  await form.locator("[role=status]").waitFor();
  expect(await form.locator("[role=status]").innerText()).toContain(some!.number);
  await form.locator("button[value=save]").click();
  await page.waitForURL(/done=/);
  expect(await owner`SELECT version, text FROM private.template_version WHERE template = ${one!.id} ORDER BY version DESC LIMIT 2`).toEqual([{ version: one!.version + 1, text: `${before} Рақмет.` }, { version: one!.version, text: before }]);
});
