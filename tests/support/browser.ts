import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { chromium as executablePath } from "#vitest.e2e.config.ts";

let browser: Browser;
const open: Page[] = [];
const complaints: string[] = [];

/** Starts one browser a test file; a console error or a failed request of our own fails the test it happened in. */
export function useBrowser(): void {
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"] });
  });
  afterEach(async () => {
    for (const page of open.splice(0)) await page.context().close();
    expect(complaints.splice(0), "console errors and failed requests").toEqual([]);
  });
  afterAll(() => browser?.close());
}

/** A fresh visitor: own cookies, 1280 px unless told. */
export async function visitor(options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  open.push(page);
  page.on("console", (message) => {
    // A page that is meant to be 4xx makes Chromium log "Failed to load resource" for the document itself.
    if (message.type() === "error" && !/Failed to load resource.*\b4\d\d\b/.test(message.text())) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("requestfailed", (request) => {
    // With JavaScript off Chromium says of every script that it was blocked.
    if (options.javaScriptEnabled === false && request.failure()?.errorText === "csp") return;
    if (request.failure()?.errorText !== "net::ERR_ABORTED") complaints.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  return page;
}

/** axe's findings on the page as one line each; empty is what is wanted. */
export async function axeFindings(page: Page): Promise<string[]> {
  // No page of ours has a frame of another origin, for which the builder else opens a second page each time; only findings are reported, so only they are worked out.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).setLegacyMode().analyze();
  return violations.flatMap((v) => v.nodes.map((node) => `${page.url()} ${v.id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1] ?? ""}`));
}

/** Whether the page itself scrolls sideways: it must not, at any width. */
export const scrollsSideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
