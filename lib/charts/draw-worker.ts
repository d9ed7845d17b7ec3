import "#lib/charts/dom.ts";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { clean } from "#lib/charts/clean.ts";
import { draw } from "#lib/charts/draw/draw.ts";
import type { Picture } from "#lib/charts/spec.ts";
import type { Width } from "#lib/charts/widths.ts";
import { answerWork } from "#lib/charts/work.ts";

export type Draw = { picture: Picture; width: Width };
/** A drawn picture: its size and what stands between <svg> and </svg>. */
export type Drawing = { width: number; height: number; inner: string };

// The thread that draws: plain Node, started by render.ts; one picture at a time.
answerWork(({ picture, width }: Draw): Drawing => {
  const place = document.createElement("div");
  document.body.appendChild(place);
  let failure: unknown;
  const root = createRoot(place, { onUncaughtError: (error) => { failure = error; } });
  try {
    flushSync(() => root.render(draw(picture, width)));
    if (failure) throw failure;
    const svg = place.querySelector("svg");
    if (!svg) throw new Error(`Recharts drew nothing for ${picture.id}`);
    return { width: Number(svg.getAttribute("width")), height: Number(svg.getAttribute("height")), inner: clean(svg) };
  } finally {
    flushSync(() => root.unmount());
    place.remove();
  }
});
