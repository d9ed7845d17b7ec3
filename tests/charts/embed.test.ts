import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answerEmbed } from "#lib/charts/embed.ts";
import { chartNames } from "#lib/charts/registry.ts";
import { locales } from "#lib/i18n/locale.ts";
import { count, openCity, outcome, publishTwoYears } from "#tests/exports/fixture.ts";
import { testDatabase } from "#tests/support/database.ts";

let db: Awaited<ReturnType<typeof testDatabase>>;
let town: Awaited<ReturnType<typeof openCity>>;
beforeAll(async () => {
  db = await testDatabase();
  town = await openCity(db.owner);
  await db.owner`UPDATE open.district SET latitude = 51.7 + sort * 0.01, longitude = 75.3 + sort * 0.02 WHERE kind = 'district'`;
  await publishTwoYears(town);
  await town.publish({ id: "2026-05-06", counts: [count("2026-Q1", 60, { district: "zone-1" })], outcomes: [outcome("2026-Q1", 50, { district: "zone-1" }), outcome("2026-Q1", 280)] });
});
afterAll(async () => {
  town.remove();
  await db.drop();
});

const ask = (address: string) => answerEmbed(new Request(new URL(address, "http://portal.test")));

test.each(chartNames.flatMap((name) => locales.map((lang) => [name, lang] as const)))("the frame of %s in %s is small, whole without a script, and anybody's", async (name, lang) => {
  const response = await ask(`/embed/${name}?lang=${lang}`);
  const html = await response.text();
  const policy = response.headers.get("content-security-policy")!;
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(policy).toContain("frame-ancestors *");
  expect(policy).toContain("default-src 'none'");
  const style = /<style>(.*)<\/style>/s.exec(html)![1]!;
  expect(policy).toContain(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
  expect(html).toMatch(new RegExp(`^<!doctype html>\n<html lang="${lang}">`));
  expect(html).not.toMatch(/<script|<link|src=| on\w+=|style="/);
  expect(html.match(/<svg /g)).toHaveLength(2);
  expect(html).toContain("<table>");
  expect(html).toContain("CC BY 4.0");
  expect(html).toContain(`<a href="/${lang}#${name}" target="_blank" rel="noopener">`);
  expect(html.length).toBeLessThan(60_000);
  expect(gzipSync(html).length).toBeLessThan(10_000);
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]!);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [, used] of html.matchAll(/(?:aria-labelledby|aria-describedby)="([^"]+)"/g)) expect(ids).toContain(used);
});

test("a theme that is asked for is kept; without one the frame follows its reader", async () => {
  expect(await (await ask("/embed/on-time?theme=dark")).text()).toMatch(/:root\{color-scheme:dark;--paper:#171714/);
  const both = await (await ask("/embed/on-time")).text();
  expect(both).toMatch(/color-scheme:light dark;.*@media\(prefers-color-scheme:dark\)\{:root\{--paper:#171714/s);
});

test("frozen and updating are addressed and kept as charts are", async () => {
  const frozen = await ask("/embed/on-time?release=2026-01-06&lang=ru");
  expect(frozen.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect(await frozen.text()).toContain("6 января 2026");
  expect((await ask("/embed/on-time")).headers.get("cache-control")).toMatch(/^public, max-age=300/);
});

test("a link leads to the page of the place or subject, or to the explorer", async () => {
  const linkOf = async (address: string) => /<a href="([^"]+)"/.exec(await (await ask(address)).text())![1];
  expect(await linkOf("/embed/on-time?category=heat&lang=en")).toBe("/en/categories/heat#on-time-heat");
  expect(await linkOf("/embed/duration?district=zone-1&lang=en")).toBe("/en/districts/zone-1#duration-zone-1");
  expect(await linkOf("/embed/received?channel=phone&grain=month&from=2025-06&lang=en")).toBe("/en/stats?channel=phone&amp;grain=month&amp;from=2025-06");
});

test("what can't be shown is said in the frame, in its language, with its status", async () => {
  for (const [address, status, said] of [["/embed/pie?lang=ru", 404, "Диаграммы «pie» нет"], ["/embed/on-time?category=<b>&lang=kk", 400, "«&lt;b&gt;» деген код жоқ"], ["/embed/on-time?width=phone&lang=en", 400, "no parameter “width”"]] as const) {
    const response = await ask(address);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-security-policy")).toContain("frame-ancestors *");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toContain(said);
  }
});

test("a frame is read and no more: other methods are told which there are", async () => {
  const response = await answerEmbed(new Request("http://portal.test/embed/on-time?lang=en", { method: "POST" }));
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
});
