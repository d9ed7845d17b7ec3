import { extractText, getDocumentProxy } from "unpdf";
import { inject, describe, expect, test } from "vitest";
import { axeFindings, scrollsSideways, useBrowser, visitor } from "#tests/support/browser.ts";

const { address } = inject("portal");
useBrowser();

const paths = ["", "/stats", "/districts", "/districts/zone-1", "/districts/unknown", "/categories", "/categories/heating", "/data", "/methodology", "/licence", "/cite", "/accessibility", "/privacy", "/about", "/track", "/new", "/reception", "/data/ratings"];
const languages = ["kk", "ru", "en"] as const;

describe.each(languages)("a resident reads in %s", (language) => {
  test.each(paths)("/…%s is whole without JavaScript, on a phone and a desk", async (path) => {
    const page = await visitor({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const response = await page.goto(`${address}/${language}${path}`);
    expect(response!.status()).toBe(200);
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.locator("h1").innerText()).not.toBe("");
    expect(await scrollsSideways(page)).toBe(false);
    await page.setViewportSize({ width: 320, height: 640 }); // 1280 px enlarged four times (WCAG 2.2, 1.4.10)
    expect(await scrollsSideways(page)).toBe(false);
    await page.setViewportSize({ width: 1280, height: 900 });
    expect(await scrollsSideways(page)).toBe(false);
  });

  test("the home page says how many, how many on time, in what time, about what, where, and from when", async () => {
    const page = await visitor({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    await page.goto(`${address}/${language}`);
    const newest = (await (await fetch(`${address}/data/appeals.json?grain=quarter&category=all&district=all`)).json()) as { rows: Record<string, number | string | null>[] };
    const row = newest.rows.filter((r) => typeof r.on_time === "number").at(-1)!;
    const plain = (await page.locator("main").innerText()).replace(/[\u00a0\u202f ]/g, "");
    for (const number of [row.received, row.on_time, row.with_deadline, row.median_days]) expect(plain).toContain(String(number));
    expect(await page.locator("figure svg").count()).toBeGreaterThanOrEqual(7);
    expect(await page.locator("figure details table").count()).toBeGreaterThanOrEqual(7);
    expect(plain).toMatch(/2026/);
  });
});

describe("axe finds nothing", () => {
  test.each(paths.flatMap((path) => [["kk", path, "light"], ["ru", path, "dark"]] as const))("/%s%s (%s)", async (language, path, colorScheme) => {
    const page = await visitor({ colorScheme, viewport: { width: 390, height: 844 } });
    await page.goto(`${address}/${language}${path}`);
    expect(await axeFindings(page)).toEqual([]);
  });
});

test("a chart loads Recharts when it is pointed at, and not before", async () => {
  const page = await visitor();
  const scripts: string[] = [];
  page.on("response", async (response) => response.url().endsWith(".js") && scripts.push(response.url()));
  await page.goto(`${address}/en`, { waitUntil: "networkidle" });
  const before = scripts.length;
  const figure = page.locator("figure").first();
  await figure.scrollIntoViewIfNeeded();
  await figure.locator("svg:visible").first().hover();
  await expect.poll(() => scripts.length, { timeout: 15_000 }).toBeGreaterThan(before);
});

describe("wrong addresses", () => {
  test.each(["/kk/districts/nowhere", "/ru/categories/nothing", "/en/no-such-page"])("%s is 404 in its language", async (path) => {
    const page = await visitor();
    expect((await page.goto(address + path))!.status()).toBe(404);
    expect(await page.locator("html").getAttribute("lang")).toBe(path.slice(1, 3));
  });
  test("what the explorer can't show is said, never ignored", async () => {
    const page = await visitor();
    const wrong = await page.goto(`${address}/en/stats?category=heating&colour=red`);
    expect(wrong!.status()).toBe(400);
    expect(await page.locator("main").innerText()).toContain("colour");
  });
});

test("the way in chooses the reader's language, Kazakh by default", async () => {
  const to = async (language: string) => (await fetch(address, { redirect: "manual", headers: { "accept-language": language } })).headers.get("location");
  expect(new URL((await to("ru-RU,ru;q=0.9"))!, address).pathname).toBe("/ru");
  expect(new URL((await to("en"))!, address).pathname).toBe("/en");
  expect(new URL((await to("de"))!, address).pathname).toBe("/kk");
});

test("pages carry a strict policy and are labelled as demonstration", async () => {
  for (const path of ["/kk", "/office/sign-in"]) {
    const response = await fetch(address + path);
    const policy = response.headers.get("content-security-policy")!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  }
  const page = await visitor();
  await page.goto(`${address}/en`);
  expect(await page.locator("body").innerText()).toMatch(/demonstration/i);
});

test("the browser itself asks nobody else: what scripts load comes from here too", async () => {
  for (const path of ["", "/stats"]) {
    const page = await visitor({ viewport: { width: 390, height: 844 } });
    const elsewhere: string[] = [];
    page.on("request", (request) => { if (!request.url().startsWith(address) && !request.url().startsWith("data:")) elsewhere.push(request.url()); });
    await page.goto(`${address}/kk${path}`, { waitUntil: "networkidle" });
    expect(elsewhere).toEqual([]);
  }
});

describe("with the keyboard alone", () => {
  test.each(["", "/stats", "/cite", "/track", "/new", "/reception", "/districts/zone-1"])("/ru%s: the first key leads to the content, every control is reached, and is seen when it is", async (path) => {
    const page = await visitor();
    await page.goto(`${address}/ru${path}`, { waitUntil: "networkidle" });
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("#main");
    expect(await page.evaluate(() => document.activeElement!.getBoundingClientRect().left)).toBeGreaterThanOrEqual(0);
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");

    const waiting = await page.evaluate(() => {
      const all = [...document.querySelectorAll<HTMLElement>("main :is(a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0'])")]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0 && !element.closest("[inert]"));
      all.forEach((element, i) => element.setAttribute("data-seen", String(i)));
      return all.length;
    });
    expect(waiting).toBeGreaterThan(0);
    const reached = new Set<string>(), unseen: string[] = [];
    for (let presses = 0; presses < waiting + 40 && reached.size < waiting; presses++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const element = document.activeElement as HTMLElement;
        const box = element.getBoundingClientRect(), style = getComputedStyle(element);
        // A picture that has taken the focus on shows it on the drawing inside.
        const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        return { seen: element.closest<HTMLElement>("[data-seen]")?.dataset.seen ?? null, shows: outlined && box.width > 0 && box.bottom > 0 && box.top < innerHeight, what: element.outerHTML.slice(0, 120) };
      });
      if (at.seen === null) continue;
      reached.add(at.seen);
      if (!at.shows) unseen.push(at.what);
    }
    expect(unseen).toEqual([]);
    const missed = await page.evaluate((seen) => [...document.querySelectorAll<HTMLElement>("[data-seen]")].filter((element) => !seen.includes(element.dataset.seen!)).map((element) => element.outerHTML.slice(0, 120)), [...reached]);
    expect(missed).toEqual([]);
  });

  test("a chart's table is opened, and a view of the figures is asked for", async () => {
    const page = await visitor({ javaScriptEnabled: false });
    await page.goto(`${address}/en`);
    const details = page.locator("figure details").first();
    await details.locator("summary").focus();
    await page.keyboard.press("Enter");
    expect(await details.locator("table").isVisible()).toBe(true);
    await page.goto(`${address}/en/stats`);
    await page.locator("main form button[type=submit], main form button:not([type])").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/stats\?/);
    expect(await page.locator("main table").first().isVisible()).toBe(true);
  });
});

test("with forced colours words, lines and charts are drawn in the reader's own", async () => {
  const page = await visitor({ forcedColors: "active", colorScheme: "dark", viewport: { width: 390, height: 844 } });
  await page.goto(`${address}/kk`);
  const paint = await page.evaluate(() => {
    const rgb = (colour: string) => colour.match(/[\d.]+/g)!.slice(0, 3).map(Number);
    const light = ([r, g, b]: number[]) => (0.2126 * r! + 0.7152 * g! + 0.0722 * b!) / 255;
    const paper = light(rgb(getComputedStyle(document.body).backgroundColor));
    const shown = [...document.querySelectorAll<SVGElement>("figure svg :is(text, tspan)")].filter((element) => element.checkVisibility());
    return { paper, words: shown.map((element) => Math.abs(light(rgb(getComputedStyle(element).fill)) - paper)), heading: Math.abs(light(rgb(getComputedStyle(document.querySelector("h1")!).color)) - paper) };
  });
  expect(paint.paper).toBeLessThan(0.2);
  expect(paint.heading).toBeGreaterThan(0.5);
  expect(paint.words.length).toBeGreaterThan(20);
  // What has the paper's own colour is a number inside a bar.
  const inBars = paint.words.filter((distance) => distance < 0.02);
  expect(Math.min(...paint.words.filter((distance) => distance >= 0.02))).toBeGreaterThan(0.3);
  expect(inBars.length).toBeLessThan(paint.words.length / 4);
});

test("on paper there are no menus, but the figures, where they are from and when", async () => {
  const page = await visitor({ javaScriptEnabled: false, colorScheme: "dark" });
  await page.goto(`${address}/kk/districts/zone-1`);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  expect(await page.locator("nav:visible").count()).toBe(0);
  expect(await page.locator("figure svg:visible").count()).toBeGreaterThanOrEqual(4);
  expect(await page.locator("figure table:visible").count()).toBe(0);
  const foot = await page.locator("footer").innerText();
  expect(foot).toContain(`${address}/kk/districts/zone-1`);
  expect(foot).toMatch(/20\d\d жылғы \d+ \p{Letter}+/u);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe("rgb(255, 255, 255)");
  expect(await page.evaluate(() => getComputedStyle(document.querySelector("#findings a")!, "::after").content)).toContain("/kk/stats?");
  const { text: sheets } = await extractText(await getDocumentProxy(new Uint8Array(await page.pdf({ format: "A4" }))), { mergePages: false });
  expect(sheets.length).toBeGreaterThan(2);
  for (const [i, sheet] of sheets.entries()) {
    expect(sheet, `sheet ${i + 1}`).toContain(`${address}/kk/districts/zone-1`);
    expect(sheet.length, `sheet ${i + 1} has more than its foot`).toBeGreaterThan(foot.length + 150);
  }
});
