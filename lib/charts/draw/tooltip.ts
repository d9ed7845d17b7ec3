import { createElement as h, type ReactElement } from "react";
import { Tooltip } from "recharts";
import { paint } from "#lib/charts/draw/style.ts";
import type { Picture } from "#lib/charts/spec.ts";

/** What a reader sees who points at a row: its name and its figures, in the very words of the table. */
export function tooltip({ kind, rows, series, unit }: Picture, className: string): ReactElement {
  return h(Tooltip, {
    key: "tooltip", isAnimationActive: false, cursor: { fill: paint.grid, fillOpacity: 0.5, stroke: paint.axis, strokeWidth: 1 },
    content: ({ active, label, payload }: { active?: boolean; label?: string | number; payload?: readonly { payload?: { key?: string } }[] }) => {
      // A map has no axis of rows: the point itself says whose it is.
      const wanted = kind === "map" ? payload?.[0]?.payload?.key : label;
      const row = rows.find((r) => r.key === wanted);
      if (!active || !row) return null;
      return h("div", { className },
        h("strong", null, row.label),
        ...row.figures.map((f, i) => h("div", { key: i }, series.length > 1 ? `${series[i]!.label}: ` : "", f.text, f.value === null ? "" : ` ${unit}`,
          i === 0 && kind !== "range" && f.value !== null && row.note ? ` (${row.note})` : "")),
        kind === "range" && row.note ? h("div", null, row.note) : null);
    },
  });
}
