"use client";

import { useEffect, useRef } from "react";
import { draw } from "#lib/charts/draw/draw.ts";
import type { Picture } from "#lib/charts/spec.ts";
import type { Width } from "#lib/charts/widths.ts";
import styles from "#app/_ui/chart-figure.module.css";

export type LiveChartProps = { picture: Picture; size: Width; label: string; focused: boolean };

/** The same drawing as the server's, alive: pointer, touch and arrow keys show the numbers. Brings Recharts along. */
export function LiveChart({ picture, size, label, focused }: LiveChartProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!focused) return;
    // Recharts draws once it knows its size, which is after this effect.
    const frame = requestAnimationFrame(() => box.current?.querySelector<SVGSVGElement>("svg[tabindex]")?.focus());
    return () => cancelAnimationFrame(frame);
  }, [focused]);
  return <div ref={box}>{draw(picture, size, { tooltipClass: styles.tooltip!, label })}</div>;
}
