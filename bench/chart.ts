import { performance } from "node:perf_hooks";
import { aboutChart } from "#lib/charts/about.ts";
import { channelsChart } from "#lib/charts/channels.ts";
import { districtsChart } from "#lib/charts/districts.ts";
import type { Draw, Drawing } from "#lib/charts/draw-worker.ts";
import { Thread } from "#lib/charts/thread.ts";
import { durationChart } from "#lib/charts/duration.ts";
import { leftOpenChart } from "#lib/charts/left-open.ts";
import { onTimeChart } from "#lib/charts/on-time.ts";
import { receivedChart } from "#lib/charts/received.ts";
import { renderSvg } from "#lib/charts/render.ts";
import { pictureOf } from "#lib/charts/spec.ts";
import { context, wholeCity } from "#tests/charts/city.ts";

// Milliseconds to build and draw each chart: with a new thread, with a warm one, and from the cache. node bench/chart.ts

const ctx = context("kk");
const cube = wholeCity();
const builders = {
  received: () => receivedChart(ctx, cube), onTime: () => onTimeChart(ctx, cube), duration: () => durationChart(ctx, cube), about: () => aboutChart(ctx, cube),
  districts: () => districtsChart(ctx, cube), channels: () => channelsChart(ctx, cube), leftOpen: () => leftOpenChart(ctx, cube),
};
const RUNS = 20;

async function milliseconds(work: () => Promise<unknown>, runs = 1): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < runs; i++) await work();
  return (performance.now() - start) / runs;
}

const thread = new Thread<Draw, Drawing>("draw-worker.ts");
const first = await milliseconds(() => thread.do({ picture: pictureOf(builders.received()), width: "desktop" }, "page"));
console.log(`first picture of a new thread: ${first.toFixed(0)} ms`);
console.log("chart      build   draw  cached   phone  desktop");
for (const [name, build] of Object.entries(builders)) {
  const made = build();
  const building = await milliseconds(async () => build(), RUNS);
  const drawing = await milliseconds(() => thread.do({ picture: pictureOf(made), width: "desktop" }, "page"), RUNS);
  const [phone, desktop] = [await renderSvg(made, { width: "phone" }), await renderSvg(made, { width: "desktop" })];
  const cached = await milliseconds(() => renderSvg(made, { width: "desktop" }), RUNS);
  const cell = (value: number, width: number, digits = 0) => value.toFixed(digits).padStart(width);
  console.log(`${name.padEnd(9)}${cell(building, 7, 2)}${cell(drawing, 7, 1)}${cell(cached, 8, 2)}${cell(phone.length, 8)}${cell(desktop.length, 9)}`);
}
await thread.stop();
