import { describe, expect, test } from "vitest";
import { context, count, duration, outcome, periodsTo, wholeCity } from "./city.ts";
import { allCharts } from "./all-charts.ts";
import { districtsChart } from "#lib/charts/districts.ts";
import { durationChart } from "#lib/charts/duration.ts";
import { onTimeChart } from "#lib/charts/on-time.ts";
import { receivedChart } from "#lib/charts/received.ts";
import { aboutChart } from "#lib/charts/about.ts";
import { renderSvg } from "#lib/charts/render.ts";
import { pictureOf, type ChartSpec } from "#lib/charts/spec.ts";
import type { Draw, Drawing } from "#lib/charts/draw-worker.ts";
import { Thread } from "#lib/charts/thread.ts";

const cube = wholeCity();
const kk = context("kk");
const charts = allCharts(kk, cube);
const howMany = (svg: string, mark: RegExp): number => svg.match(mark)?.length ?? 0;
const rects = (svg: string) => [...svg.matchAll(/<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g)];
const both = async (spec: ChartSpec): Promise<string> => (await renderSvg(spec, { width: "phone" })) + (await renderSvg(spec, { width: "desktop" }));

describe("every chart", () => {
  test.each(charts.map((spec) => [spec.id, spec] as const))("%s is a small clean picture", async (id, spec) => {
    for (const width of ["phone", "desktop"] as const) {
      const svg = await renderSvg(spec, { width });
      expect(svg).toMatch(/^<svg viewBox="0 0 (342|680) \d+" /);
      expect(svg).toContain(`role="img" aria-labelledby="${id}-title"`);
      expect(svg).not.toMatch(/style=|class=|<style|<script|recharts|NaN|undefined|tabindex|<title/);
      expect(svg.length).toBeLessThan(8_500);
      expect([...svg.matchAll(/#[0-9a-f]{3,6}\b/gi)]).toEqual([]); // colours are the page's tokens
      expect(howMany(svg, /<text/g)).toBeGreaterThan(2);
    }
  });

  test("has ids of its own only", async () => {
    const page = (await Promise.all(charts.map(both))).join("");
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.length).toBeGreaterThan(0);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, used] of page.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(used);
  });

  test("is the same bytes whichever thread draws it", async () => {
    const another = new Thread<Draw, Drawing>("draw-worker.ts");
    for (const spec of charts) expect((await renderSvg(spec, { width: "phone" })).endsWith(`${(await another.do({ picture: pictureOf(spec), width: "phone" }, "page")).inner}</svg>`)).toBe(true);
    await another.stop();
  });

  test("fifty pages at once get their pictures", async () => {
    const specs = Array.from({ length: 50 }, (_, i) => receivedChart(kk, periodsTo("2026-Q3", 8).map((period, n) => count(period, 100 + n * i)), {}));
    const drawn = await Promise.all(specs.map((spec) => renderSvg(spec, { width: "phone" })));
    expect(new Set(drawn).size).toBe(50);
  });
});

describe("marks", () => {
  test("a column for each quarter, as high as its number", async () => {
    const numbers = [120, 60, 240, 30];
    const svg = await renderSvg(receivedChart(kk, periodsTo("2026-Q3", 4).map((period, i) => count(period, numbers[i]!))), { width: "desktop" });
    const heights = rects(svg).map((match) => Number(match[4]));
    expect(heights).toHaveLength(4);
    numbers.forEach((number, i) => expect(heights[i]! / heights[2]!).toBeCloseTo(number / 240, 2));
    for (const number of numbers) expect(svg).toContain(`>${number}</text>`);
  });

  test("a point for each month, and a gap where one is withheld", async () => {
    const months = periodsTo("2026-10", 12).map((period, i) => count(period, i === 5 ? null : 100 + i));
    const svg = await renderSvg(receivedChart(kk, months), { width: "desktop" });
    const line = /d="(M[^"]+)" [^>]*stroke-width="2.5"|stroke-width="2.5"[^>]* d="(M[^"]+)"/.exec(svg);
    const d = line![1] ?? line![2]!;
    expect(d.match(/[ML]/g)).toHaveLength(11);
    expect(d.match(/M/g)).toHaveLength(2);
    expect(svg).toContain(">·</text>");
  });

  test("three parts a quarter with outcomes, two dots a district, ten bars of twelve categories, four parts a month", async () => {
    const [received, onTime, duration, about, districts, channels] = charts;
    expect(received!.kind).toBe("line");
    expect(howMany(await renderSvg(onTime!, { width: "phone" }), /<rect/g)).toBe(7 * 3 + 3);
    expect(howMany(await renderSvg(duration!, { width: "phone" }), /<rect/g)).toBe(6);
    expect(howMany(await renderSvg(about!, { width: "phone" }), /<rect/g)).toBe(10);
    expect(about!.table.rows).toHaveLength(12);
    expect(howMany(await renderSvg(districts!, { width: "phone" }), /<circle/g)).toBe(3 * 2 + 1 + 2); // one p90 lies beyond; two samples
    expect(howMany(await renderSvg(channels!, { width: "phone" }), /<rect/g)).toBe(12 * 4 + 4);
  });
});

describe("withheld", () => {
  // A published row never carries the number it hides; should one ever, no chart may let it through.
  const leaking = (hidden: number | null) => cube.map((r) => (r.received_status === "c" || r.outcome_status === "c" || r.duration_status === "c"
    ? { ...r, ...(r.received_status === "c" && { received: hidden }), ...(r.duration_status === "c" && { days_1: hidden, longer_or_open: hidden, median_days: hidden, p90_days: hidden }) } : r));

  test("zero and small are the same bytes in every picture and table", async () => {
    const [zero, small, none] = await Promise.all([0, 3, null].map(async (hidden) => {
      const specs = allCharts(kk, leaking(hidden));
      return JSON.stringify(specs) + (await Promise.all(specs.map(both))).join("");
    }));
    expect(zero).toBe(small);
    expect(zero).toBe(none);
  });

  test("is a mark, never a bar", async () => {
    const spec = aboutChart(kk, [count("2026-Q3", 900), count("2026-Q3", 300, { category: "heating" }), count("2026-Q3", null, { category: "waste" })]);
    const svg = await renderSvg(spec, { width: "phone" });
    expect(howMany(svg, /<rect/g)).toBe(1);
    expect(howMany(svg, />·</g)).toBe(1);
  });

  test("first in the alphabet, it takes no other district's dots away", async () => {
    const q = (district: string, bands: [number, number, number, number, number, number] | null, p90: number | null) => duration(count("2026-Q2", 60, { district }), bands, bands && 4, p90);
    const city = duration(count("2026-Q2", 200), [10, 20, 10, 10, 5, 5], 4, 12);
    const spec = districtsChart(context("en"), [city, q("rural", null, null), q("sol", null, null), q("z1", [1, 5, 4, 2, 1, 9], 12), q("z2", [1, 5, 4, 2, 1, 9], null), q("z10", [1, 5, 4, 2, 1, 9], 15)]);
    expect(spec.rows.map((row) => row.figures[0]!.value)).toEqual([null, null, 4, 4, 4]);
    for (const width of ["phone", "desktop"] as const) {
      const svg = await renderSvg(spec, { width });
      expect(howMany(svg, /<circle[^>]*r="5.5"/g)).toBe(3 + 1); // medians and their sample
      expect(howMany(svg, /<circle[^>]*r="4.5"/g)).toBe(2 + 1); // one p90 lies beyond the axis,
      expect(howMany(svg, /stroke-dasharray/g)).toBe(1); // and that line alone is dashed
      expect(howMany(svg, />·</g)).toBe(2);
    }
  });

  test("all of it is marks in their places", async () => {
    const q = (district?: string) => duration(outcome(count("2026-Q2", 8, district ? { district } : {}), null), null);
    const specs = [durationChart(kk, [q()]), onTimeChart(kk, [q()]), districtsChart(kk, [duration(q(), [1, 1, 1, 1, 1, 20], 25, 30), q("z1"), q("z2")])];
    for (const [i, marks] of [6, 1, 2].entries()) expect(howMany(await renderSvg(specs[i]!, { width: "phone" }), />·</g)).toBe(marks);
  });

  test("a published zero is a number", async () => {
    const spec = receivedChart(kk, [count("2026-Q2", 12), count("2026-Q3", 0)]);
    expect(spec.rows[1]!.figures[0]).toEqual({ value: 0, status: "", text: "0" });
    expect(await renderSvg(spec, { width: "phone" })).not.toContain(">·<");
  });
});

test("the table holds the very figures that are drawn", () => {
  for (const spec of charts) {
    for (const row of spec.rows) expect(spec.table.rows.find((r) => r.key === row.key)!.cells.slice(0, row.figures.length)).toEqual(row.figures);
    for (const row of spec.table.rows) expect(row.cells).toHaveLength(spec.table.columns.length - 1);
  }
});
