import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { context, wholeCity } from "./city.ts";
import { DrawingThread } from "#lib/charts/drawing-thread.ts";
import { durationChart } from "#lib/charts/duration.ts";
import { pictureOf } from "#lib/charts/spec.ts";

const picture = pictureOf(durationChart(context("en"), wholeCity()));
const thread = new DrawingThread({ file: path.join(import.meta.dirname, "fragile-worker.ts") });
afterAll(() => thread.stop());

test("a thread that dies is replaced, and only the picture it dies of is lost", async () => {
  const before = thread.draw(picture, "phone");
  const deadly = thread.draw({ ...picture, id: "deadly" }, "phone");
  const after = thread.draw(picture, "desktop");
  await expect(deadly).rejects.toThrow(/ended/);
  expect((await before).inner).toContain("<rect");
  expect((await after).inner).toContain("<rect");
  expect((await thread.draw(picture, "phone")).inner).toBe((await before).inner);
});

test("a thread that hangs is replaced too", async () => {
  const hasty = new DrawingThread({ file: path.join(import.meta.dirname, "fragile-worker.ts"), patience: 4_000 });
  const endless = hasty.draw({ ...picture, id: "endless" }, "phone");
  const after = hasty.draw(picture, "phone");
  await expect(endless).rejects.toThrow(/took too long/);
  expect((await after).inner).toContain("<rect");
  await hasty.stop();
});

test("a picture that can't be drawn is an error of its own", async () => {
  await expect(thread.draw({ ...picture, rows: null } as never, "phone")).rejects.toThrow(/can't be drawn/);
  expect((await thread.draw(picture, "phone")).inner).toContain("<rect");
});
