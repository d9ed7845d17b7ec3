import { createElement as h, type ReactElement } from "react";
import type { Frame } from "#lib/charts/draw/frame.ts";
import { horizontal, horizontalHeight } from "#lib/charts/draw/horizontal.ts";
import { tooltip } from "#lib/charts/draw/tooltip.ts";
import { vertical } from "#lib/charts/draw/vertical.ts";
import type { Picture } from "#lib/charts/spec.ts";

/** The two widths a picture is drawn in; the page shows the one that fits. */
export const widths = { phone: 342, desktop: 680 } as const;
export type Width = keyof typeof widths;

export type Live = { tooltipClass: string; label: string };

/**
 * The picture as a Recharts element, the same on the server and in the browser; `live` adds the tooltip and the keyboard
 * there, and a width of its own.
 */
export function draw(picture: Picture, size: Width, live?: Live & { width: number }): ReactElement {
  const frame: Frame = {
    width: live?.width ?? widths[size], height: size === "phone" ? 230 : 290, id: `${picture.id}-${live ? "live" : size}`,
    tooltip: live ? tooltip(picture, live.tooltipClass) : null,
    chart: live ? { title: live.label } : {},
  };
  switch (picture.kind) {
    case "ranked": case "bands": case "range":
      return horizontal(picture, { ...frame, height: horizontalHeight(picture, frame.width) });
    default:
      return vertical(picture, frame);
  }
}
