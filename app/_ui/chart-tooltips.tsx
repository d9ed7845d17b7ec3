"use client";

import { useEffect, useRef, useState, type ComponentType, type ReactNode } from "react";
import type { LiveChartProps } from "#app/_ui/live-chart.tsx";
import { widths, type Width } from "#lib/charts/widths.ts";
import type { Picture } from "#lib/charts/spec.ts";
import styles from "#app/_ui/chart-figure.module.css";

type Live = { Chart: ComponentType<LiveChartProps>; size: Width; scale: number; focused: boolean };

/**
 * Lays the interactive chart over the server's picture when a reader points at it or reaches it by keyboard; until then
 * not a byte of Recharts is loaded. The picture keeps its place, so nothing moves.
 */
export function ChartTooltips({ picture, label, children }: { picture: Picture; label: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const asked = useRef(false);
  const [script, setScript] = useState(false);
  const [live, setLive] = useState<Live | null>(null);

  // Without JavaScript there is nothing to reach here by keyboard.
  useEffect(() => setScript(true), []);

  // Another width may need the other picture: back to the static one, which CSS chooses.
  useEffect(() => {
    if (!live) return;
    const reset = () => { asked.current = false; setLive(null); };
    window.addEventListener("resize", reset);
    return () => window.removeEventListener("resize", reset);
  }, [live]);

  async function enliven() {
    if (asked.current) return;
    asked.current = true;
    try {
      const { LiveChart } = await import("#app/_ui/live-chart.tsx");
      const shown = [...(box.current?.querySelectorAll("svg") ?? [])].find((svg) => svg.clientWidth > 0);
      if (!shown) { asked.current = false; return; }
      const size: Width = shown.viewBox.baseVal.width === widths.phone ? "phone" : "desktop";
      setLive({ Chart: LiveChart, size, scale: shown.clientWidth / widths[size], focused: document.activeElement === box.current });
    } catch {
      asked.current = false; // The network is gone: the picture stays as it is.
    }
  }

  return (
    <div
      ref={box} className={styles.picture} onPointerEnter={enliven} onFocus={enliven}
      {...(script && { role: "group", "aria-label": label, tabIndex: live ? -1 : 0 })}
    >
      <div className={live ? styles.replaced : undefined}>{children}</div>
      {live && (
        <div className={styles.live} style={{ transform: `scale(${live.scale})` }}>
          <live.Chart picture={picture} size={live.size} label={label} focused={live.focused} />
        </div>
      )}
    </div>
  );
}
