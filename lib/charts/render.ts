import { createHash } from "node:crypto";
import { DrawingThread } from "#lib/charts/drawing-thread.ts";
import { pictureOf, type ChartSpec } from "#lib/charts/spec.ts";
import type { Width } from "#lib/charts/widths.ts";
import type { Drawing } from "#lib/charts/worker.ts";

/** Pictures kept: at some 6 kB each a few dozen MB at most. */
const KEPT = 3_000;

type Room = { thread: DrawingThread; kept: Map<string, Promise<Drawing>> };

/** One thread and one cache a process: Next may load this module once for every route. */
const room = ((globalThis as { akimatCharts?: Room }).akimatCharts ??= { thread: new DrawingThread(), kept: new Map() });

/** A picture by its content: the same numbers and words are drawn once, for whichever page or release. */
function drawing(spec: ChartSpec, width: Width): Promise<Drawing> {
  const picture = pictureOf(spec);
  const key = createHash("sha256").update(width).update(JSON.stringify(picture)).digest("base64");
  const kept = room.kept.get(key);
  const made = kept ?? room.thread.draw(picture, width);
  room.kept.delete(key);
  room.kept.set(key, made); // the last in the map is the last used
  if (room.kept.size > KEPT) room.kept.delete(room.kept.keys().next().value!);
  if (!kept) made.catch(() => room.kept.delete(key));
  return made;
}

/** The chart as an <svg> for a page that has its title and summary under `${id}-title` and `${id}-summary`. */
export async function renderSvg(spec: ChartSpec, { width }: { width: Width }): Promise<string> {
  const d = await drawing(spec, width);
  return `<svg viewBox="0 0 ${d.width} ${d.height}" width="${d.width}" height="${d.height}" fill="currentColor" font-size="13" role="img" `
    + `aria-labelledby="${spec.id}-title" aria-describedby="${spec.id}-summary">${d.inner}</svg>`;
}
