import { describe, expect, test } from "vitest";
import { context, count, duration, outcome } from "./city.ts";
import { chartAddress, pageAddress } from "#lib/charts/address.ts";
import { chartOf, parametersOf } from "#lib/charts/registry.ts";
import { renderSvg } from "#lib/charts/render.ts";
import { Refusal } from "#lib/errors.ts";
import { locales } from "#lib/i18n/locale.ts";
import type { CubeRow } from "#lib/stats/cube-row.ts";

const row = (district: string, n: number, on: [number, number], bands: [number, number, number, number, number, number]): CubeRow =>
  duration(outcome(count("2026-Q3", n, district === "all" ? {} : { district }), { onTime: on[0], late: on[1], open: 0 }), bands, 4, 12);
const cube = [
  row("all", 900, [800, 100], [100, 300, 200, 100, 100, 100]), row("z1", 200, [180, 20], [50, 60, 40, 20, 20, 10]), row("z2", 100, [70, 30], [10, 20, 20, 20, 20, 10]),
  duration(outcome(count("2026-Q3", null, { district: "sol" }), null), null),
  ...[["z1", 120, 40, null], ["z2", 20, 40, 30]].flatMap(([district, ...numbers]) => ["heating", "roads", "waste"].map((category, i) => count("2026-Q3", numbers[i] as number | null, { district: district as string, category }))),
];
const names = ["compare-received", "compare-on-time", "compare-duration", "compare-wait", "compare-mix"];
const asked = { by: "district", a: "z1", b: "z2", period: "2026-Q3" } as const;
const made = (name: string, query: object = asked, rows = cube) => chartOf(name, query, context("ru"), rows);

test.each(names)("%s has the same numbers in picture and table, in the order asked for, and its own address", async (name) => {
  const spec = made(name);
  expect(Object.keys(asked).every((parameter) => parametersOf(name).some((known) => known === parameter))).toBe(true);
  const address = new URL(chartAddress(spec, "svg"), "http://portal");
  const { lang: _, ...again } = Object.fromEntries(address.searchParams);
  expect(made(name, again)).toEqual(spec);
  expect(pageAddress(spec)).toBe(`/ru/compare?by=district&a=z1&b=z2&period=2026-Q3#${spec.id}`);
  for (const width of ["phone", "desktop"] as const) {
    const svg = await renderSvg(spec, { width });
    expect(svg).toMatch(/^<svg viewBox="0 0 (342|680) \d+" /);
    expect(svg).not.toMatch(/style=|class=|recharts|NaN|undefined/);
    expect(svg.length).toBeLessThan(8_500);
    for (const drawn of spec.rows) for (const { text } of drawn.figures) if (spec.kind !== "range") expect(svg).toContain(text);
  }
  for (const { key, figures } of spec.rows) expect(spec.table.rows.find((r) => r.key === key)!.cells.slice(0, figures.length)).toEqual(figures);
  expect(spec.title.indexOf("Зона 1")).toBeLessThan(spec.title.indexOf("Зона 2"));
});

test("a bar stands in the row of its own part, though the other side withholds it", async () => {
  const spec = made("compare-mix");
  expect(spec.rows.map(({ key, figures }) => [key, ...figures.map(({ text }) => text.replaceAll("\u00a0", " "))])).toEqual([["heating", "60 %", "20 %"], ["roads", "20 %", "40 %"], ["waste", "·", "30 %"]]);
  const svg = await renderSvg(spec, { width: "desktop" });
  const bars = [...svg.matchAll(/<rect x="[\d.]+" y="([\d.]+)" width="([\d.]+)" height="12"/g)].map(([, y, width]) => ({ y: Number(y), width: Number(width) }));
  expect(bars).toHaveLength(5);
  const [first, second] = [bars.slice(0, 2), bars.slice(2)];
  expect(first.map(({ width }) => Math.round(width / first[0]!.width * 60))).toEqual([60, 20]);
  expect(second.map(({ width }) => Math.round(width / first[0]!.width * 60))).toEqual([20, 40, 30]);
  expect(second[2]!.y).toBeGreaterThan(second[1]!.y + 20);
});

describe("what is withheld", () => {
  test.each(names.slice(0, 4))("%s is the same for zero and small, and says that nothing is computed", async (name) => {
    const [first, ...others] = await Promise.all([null, 0, 4].map(async (hidden) => {
      const rows = cube.map((r) => (r.district === "sol" ? { ...r, received: hidden, on_time: hidden, days_1: hidden, median_days: hidden } : r));
      const spec = made(name, { ...asked, b: "sol" }, rows);
      return JSON.stringify(spec) + (await renderSvg(spec, { width: "phone" }));
    }));
    for (const other of others) expect(other).toBe(first);
    if (name !== "compare-wait") expect(first).toContain("разница не считается: число скрыто");
  });
});

test("each title says whether the difference may be chance, in every language", () => {
  for (const locale of locales) {
    const titles = names.slice(0, 3).map((name) => chartOf(name, asked, context(locale), cube).title);
    const verdict = { kk: /кездейсоқтан артық|кездейсоқ болуы мүмкін/, ru: /больше случайной|может быть случайной/, en: /more than chance|may be chance/ }[locale];
    for (const title of titles) expect(title).toMatch(verdict);
  }
});

test("a question with one side only, or of what isn't there, is refused", () => {
  for (const query of [{ by: "district", a: "z1" }, {}, { by: "district", a: "z1", b: "dragon" }, { by: "category", a: "heating", b: "heating" }]) {
    expect(() => made("compare-received", query)).toThrow(Refusal);
  }
});
