import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { context, wholeCity } from "./city.ts";
import type { Draw, Drawing } from "#lib/charts/draw-worker.ts";
import { durationChart } from "#lib/charts/duration.ts";
import { pictureOf } from "#lib/charts/spec.ts";
import { Thread } from "#lib/charts/thread.ts";

const picture = pictureOf(durationChart(context("en"), wholeCity()));
const thread = new Thread<Draw, Drawing>(path.join(import.meta.dirname, "fragile-worker.ts"));
afterAll(() => thread.stop());

test("a thread that dies is replaced, and only the picture it dies of is lost", async () => {
  const before = thread.do({ picture, width: "phone" }, "page");
  const deadly = thread.do({ picture: { ...picture, id: "deadly" }, width: "phone" }, "page");
  const after = thread.do({ picture, width: "desktop" }, "page");
  await expect(deadly).rejects.toThrow(/ended/);
  expect((await before).inner).toContain("<rect");
  expect((await after).inner).toContain("<rect");
  expect((await thread.do({ picture, width: "phone" }, "page")).inner).toBe((await before).inner);
});

test("a thread that hangs is replaced too", async () => {
  const hasty = new Thread<Draw, Drawing>(path.join(import.meta.dirname, "fragile-worker.ts"), 10_000); // on a busy machine Recharts takes some seconds to load
  const endless = hasty.do({ picture: { ...picture, id: "endless" }, width: "phone" }, "page");
  const after = hasty.do({ picture, width: "phone" }, "page");
  await expect(endless).rejects.toThrow(/took too long/);
  expect((await after).inner).toContain("<rect");
  await hasty.stop();
}, 90_000);

test("a picture that can't be drawn is an error of its own", async () => {
  await expect(thread.do({ picture: { ...picture, rows: null } as never, width: "phone" }, "page")).rejects.toThrow(/can't be drawn/);
  expect((await thread.do({ picture, width: "phone" }, "page")).inner).toContain("<rect");
});
