import { describe, expect, test } from "vitest";
import { context, count, wholeCity } from "./city.ts";
import { crowd } from "#lib/charts/draw/crowd.ts";
import { boxOf, setLabels } from "#lib/charts/draw/labels.ts";
import { layMap } from "#lib/charts/draw/map-layout.ts";
import { mapChart } from "#lib/charts/map.ts";
import { renderSvg } from "#lib/charts/render.ts";
import { pictureOf, type MapPicture } from "#lib/charts/spec.ts";
import { locales, type Locale } from "#lib/i18n/locale.ts";

const numbers: Record<string, number | null> = { all: 1000, z1: 400, z2: 100, z10: 225, rural: 150, sol: null };
const cube = Object.entries(numbers).map(([district, n]) => count("2026-Q3", n, { district }));
const spec = (locale: Locale = "kk", rows = cube) => mapChart(context(locale), rows);
const picture = (rows = cube) => pictureOf(spec("kk", rows)) as MapPicture;
const circles = (svg: string) => [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)" fill="var\(--chart-1\)"/g)].map(([, x, y, r]) => ({ x: Number(x), y: Number(y), r: Number(r) }));

describe("the numbers on the map", () => {
  test.each(["phone", "desktop"] as const)("a circle's area is its number, in one scale for the whole picture (%s)", async (width) => {
    const drawn = circles(await renderSvg(spec(), { width })).map(({ r }) => r ** 2).sort((a, b) => b - a);
    expect(drawn).toHaveLength(3);
    [400, 225, 100].forEach((n, i) => expect(drawn[i]! / drawn[0]!).toBeCloseTo(n / 400, 2));
  });

  test("a withheld number is an open ring, the same for zero and small", async () => {
    const [svg, ...others] = await Promise.all([null, 0, 4].map((hidden) =>
      renderSvg(spec("kk", cube.map((row) => (row.district === "sol" ? { ...row, received: hidden } : row))), { width: "desktop" })));
    expect(svg!.match(/<circle [^>]*r="5" fill="var\(--paper\)" stroke="var\(--chart-1\)"/g)).toHaveLength(2); // its own, and the legend's
    for (const other of others) expect(other).toBe(svg);
  });

  test("a district without a point has no circle and is listed with its number and the reason", async () => {
    for (const locale of locales) {
      const made = spec(locale);
      const layout = layMap(pictureOf(made) as MapPicture, 680);
      expect(layout.symbols.map(({ key }) => key)).not.toContain("rural");
      expect(layout.key.find(({ key }) => key === "rural")).toMatchObject({ number: null, value: "150" });
      expect(made.summary).toContain("150");
      expect(made.table.rows.find(({ key }) => key === "rural")!.cells.at(-1)).toMatchObject({ value: null, status: "z" });
    }
  });

  test("a district has one number on the map in every language, that of the city's own order", () => {
    for (const locale of locales) expect(Object.entries((pictureOf(spec(locale)) as MapPicture).points).map(([key, { number }]) => [key, number])).toEqual([["z1", 1], ["z2", 2], ["z10", 3], ["sol", 4]]);
  });

  test("per 1 000 residents only where there is a number and a population", () => {
    const cells = Object.fromEntries(spec("en").table.rows.map(({ key, cells: [, rate] }) => [key, rate!.text]));
    expect(cells).toEqual({ z1: "20", z2: "6.3", z10: "–", rural: "–", sol: "·" });
  });

  test("the finding is the largest number, and who measured the places is credited in the reader's language or marked", () => {
    expect(spec("en").title.replaceAll("\u202f", " ")).toBe("In Q3 2026 the largest number of appeals came from Zone 1 (demonstration): 400 of 1 000 (40%)");
    expect(spec("en").credit).toEqual({ text: "© mappers" });
    expect(spec("ru").credit).toEqual({ text: "© карта салушылар", lang: "kk" });
  });

  test("nothing published, or everything withheld, is said", () => {
    expect(spec("en", []).rows).toEqual([]);
    expect(spec("en", cube.map((row) => ({ ...row, received: null, received_status: "c" as const }))).title).toMatch(/withheld/i);
  });
});

describe("the places on the map", () => {
  const kilometres = (a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number => {
    const rad = Math.PI / 180, dLat = (b.latitude - a.latitude) * rad, dLon = (b.longitude - a.longitude) * rad;
    return 2 * 6371 * Math.asin(Math.sqrt(Math.sin(dLat / 2) ** 2 + Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * Math.sin(dLon / 2) ** 2));
  };
  test.each([342, 680])("are as far from each other as on the globe, to a hundredth (%i px)", (width) => {
    const { region, inset } = layMap(picture(), width);
    const base = picture().base.map(({ at }) => at), points = Object.values(picture().points);
    for (const [panel, places] of [[region, base], [inset!.panel, points.slice(0, 3)]] as const) {
      for (const a of places) for (const b of places) {
        const far = kilometres(a, b), drawn = Math.hypot(panel.place(a).x - panel.place(b).x, panel.place(a).y - panel.place(b).y) / panel.scale;
        expect(Math.abs(drawn - far)).toBeLessThanOrEqual(far * 0.01);
      }
    }
  });

  test.each([342, 680])("stand in their panel, and those that would lie over one another in the enlarged one (%i px)", (width) => {
    const { region, inset, symbols, height, key } = layMap(picture(), width);
    const within = (panel: typeof region) => symbols.filter(({ x, y, radius }) => x - radius >= panel.x && x + radius <= panel.x + panel.width && y - radius >= panel.y && y + radius <= panel.y + panel.height).map((s) => s.key);
    expect(within(inset!.panel)).toEqual(["z1", "z2", "z10"]);
    expect(within(region)).toEqual(["sol"]);
    expect(Math.max(...key.map(({ y }) => y))).toBeLessThan(height);
  });

  test("no circle covers the number in the middle of a larger one, however near they are", () => {
    const near = { ...picture(), points: Object.fromEntries(["z1", "z2", "z10", "sol"].map((key, i) => [key, { latitude: 51.7 + i * 0.1, longitude: 75.3 + (i % 2) * 0.02, number: i + 1 }])) };
    const { symbols } = layMap({ ...near, base: [] }, 342);
    for (const a of symbols) for (const b of symbols) {
      if (a !== b && a.value !== null && b.value !== null) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(Math.min(a.radius, b.radius));
    }
  });

  test("one place alone is a map too", () => {
    const one = { ...picture(), base: [], points: { z1: { latitude: 51.7, longitude: 75.3, number: 1 } } };
    const { symbols, height } = layMap(one, 342);
    expect(symbols).toHaveLength(1);
    expect(Number.isFinite(height) && symbols.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });

  test("a city without any coordinates has no map, and it is said", () => {
    const ctx = context("en");
    const nowhere = { ...ctx, codelists: { ...ctx.codelists, district: ctx.codelists.district.map((d) => ({ ...d, latitude: null, longitude: null })) } };
    expect(mapChart(nowhere, cube)).toMatchObject({ rows: [], title: expect.stringContaining("no coordinates") });
  });
});

describe("a crowd", () => {
  test("is the largest group of neighbours, three at least", () => {
    expect(crowd([{ x: 0, y: 0 }, { x: 5, y: 0 }, { x: 10, y: 0 }, { x: 100, y: 0 }, { x: 104, y: 0 }], 6, 50)).toEqual([0, 1, 2]);
    expect(crowd([{ x: 0, y: 0 }, { x: 5, y: 0 }, { x: 100, y: 0 }], 6, 50)).toBeNull();
  });
  test("is none when it fills the map", () => expect(crowd([{ x: 0, y: 0 }, { x: 5, y: 0 }, { x: 10, y: 0 }], 6, 10)).toBeNull());
});

test("names never stand over one another, over what is there, or out of the panel", () => {
  const within = { x: 0, y: 0, width: 200, height: 120 };
  const wishes = Array.from({ length: 30 }, (_, i) => ({ x: (i * 37) % 200, y: (i * 53) % 120, text: `Settlement ${i}`, clear: 5 }));
  const taken = [{ x: 80, y: 40, width: 40, height: 40 }];
  const set = setLabels(wishes, within, taken, 11).map(boxOf);
  expect(set.length).toBeGreaterThan(3);
  const apart = (a: typeof within, b: typeof within) => a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height;
  set.forEach((box, i) => {
    expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 200 && box.y + box.height <= 120).toBe(true);
    for (const other of [...taken, ...set.slice(i + 1)]) expect(apart(box, other)).toBe(true);
  });
});

test("the whole city's map keeps every published number in its list", async () => {
  const made = mapChart(context("ru"), wholeCity());
  const svg = await renderSvg(made, { width: "phone" });
  for (const { figures: [figure] } of made.rows) expect(svg).toContain(`>${figure!.text}</text>`);
});
