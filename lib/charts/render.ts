import { createHash } from "node:crypto";
import type { Draw, Drawing } from "#lib/charts/draw-worker.ts";
import { pictureOf, type ChartSpec } from "#lib/charts/spec.ts";
import { Thread, type Whose } from "#lib/charts/thread.ts";
import type { Width } from "#lib/charts/widths.ts";

/** Pictures kept: at some 6 kB each a few dozen MB at most. */
const KEPT = 3_000;

type Room = { thread: Thread<Draw, Drawing>; kept: Map<string, Promise<Drawing>> };

/** One thread and one cache a process: Next may load this module once for every route. */
const room = ((globalThis as { akimatCharts?: Room }).akimatCharts ??= { thread: new Thread("draw-worker.ts"), kept: new Map() });

/** A picture by its content: the same numbers and words are drawn once, for whichever page, address or release. */
export function drawing(spec: ChartSpec, width: Width, whose: Whose): Promise<Drawing> {
  const picture = pictureOf(spec);
  const key = createHash("sha256").update(width).update(JSON.stringify(picture)).digest("base64");
  const kept = room.kept.get(key);
  const made = kept ?? room.thread.do({ picture, width }, whose);
  room.kept.delete(key);
  room.kept.set(key, made); // the last in the map is the last used
  if (room.kept.size > KEPT) room.kept.delete(room.kept.keys().next().value!);
  if (!kept) made.catch(() => room.kept.delete(key));
  return made;
}

/** The chart as an <svg> for a page that has its title and summary under `${id}-title` and `${id}-summary`. */
export async function renderSvg(spec: ChartSpec, { width, whose = "page" }: { width: Width; whose?: Whose }): Promise<string> {
  const d = await drawing(spec, width, whose);
  return `<svg viewBox="0 0 ${d.width} ${d.height}" width="${d.width}" height="${d.height}" fill="currentColor" font-size="13" role="img" `
    + `aria-labelledby="${spec.id}-title" aria-describedby="${spec.id}-summary">${d.inner}</svg>`;
}
