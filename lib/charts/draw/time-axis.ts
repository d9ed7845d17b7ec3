import { createElement as h, type ReactElement } from "react";
import type { Row } from "#lib/charts/spec.ts";
import { paint } from "#lib/charts/draw/style.ts";
import { textWidth } from "#lib/charts/draw/text.ts";

const strides = [1, 2, 3, 4, 6, 12];

/** Names of periods under a picture, as many as there is room for, aligned to the calendar; the years beneath. */
export function timeAxis(rows: Row[], x: (i: number) => number, step: number, y: number): ReactElement {
  const widest = Math.max(...rows.map((row) => textWidth(row.short ?? row.label)));
  const fits = Math.ceil((widest + 3) / step);
  const stride = strides.find((s) => s >= fits) ?? 12;
  const labels = rows.flatMap((row, i) => (positionInYear(row.key) % stride === 0 || rows.length < stride
    ? [h("text", { key: row.key, x: x(i), y: y + 17, textAnchor: "middle" }, row.short ?? row.label)] : []));
  return h("g", { key: "time", fill: paint.quiet }, labels, years(rows).map(({ group, from, to }) => {
    const centre = (x(from) + x(to)) / 2;
    const room = (to - from + 1) * step;
    return room >= textWidth(group) ? h("text", { key: group, x: centre, y: y + 34, textAnchor: "middle" }, group) : null;
  }));
}

/** A picture's own height of the time axis. */
export const timeAxisHeight = (rows: Row[]): number => (rows.some((row) => row.group) ? 40 : 24);

function positionInYear(key: string): number {
  const part = key.slice(5);
  return part.startsWith("Q") ? Number(part.slice(1)) - 1 : Number(part) - 1;
}

function years(rows: Row[]): { group: string; from: number; to: number }[] {
  const found: { group: string; from: number; to: number }[] = [];
  rows.forEach(({ group }, i) => {
    const last = found.at(-1);
    if (!group) return;
    if (last?.group === group) last.to = i;
    else found.push({ group, from: i, to: i });
  });
  return found;
}
