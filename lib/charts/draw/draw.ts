import { createElement as h, type ReactElement } from "react";
import type { Frame } from "#lib/charts/draw/frame.ts";
import { horizontal, horizontalHeight } from "#lib/charts/draw/horizontal.ts";
import { layMap } from "#lib/charts/draw/map-layout.ts";
import { map } from "#lib/charts/draw/map.ts";
import { paired, pairedHeight } from "#lib/charts/draw/paired.ts";
import { tooltip } from "#lib/charts/draw/tooltip.ts";
import { vertical } from "#lib/charts/draw/vertical.ts";
import type { Picture } from "#lib/charts/spec.ts";
import { widths, type Width } from "#lib/charts/widths.ts";

/** The class of the tooltip and the name of the picture for those who reach it by keyboard. */
export type Live = { tooltipClass: string; label: string };

/** The picture as a Recharts element, the same on the server and in the browser; `live` adds the tooltip and the keyboard there. */
export function draw(picture: Picture, size: Width, live?: Live): ReactElement {
  const frame: Frame = {
    width: widths[size], height: size === "phone" ? 230 : 290, id: `${picture.id}-${live ? "live" : size}`,
    tooltip: live ? tooltip(picture, live.tooltipClass) : null,
    chart: live ? { "aria-label": live.label } : {},
  };
  switch (picture.kind) {
    case "ranked": case "bands": case "range":
      return horizontal(picture, { ...frame, height: horizontalHeight(picture, frame.width) });
    case "paired":
      return paired(picture, { ...frame, height: pairedHeight(picture, frame.width) });
    case "map":
      return map(picture, { ...frame, height: layMap(picture, frame.width).height });
    default:
      return vertical(picture, frame);
  }
}
