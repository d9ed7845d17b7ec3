import { createElement as h, type ReactElement } from "react";
import { Bar, BarChart, CartesianGrid, ComposedChart, Line, usePlotArea, useXAxisScale, useYAxisScale, XAxis, YAxis, type DotItemDotProps } from "recharts";
import { legend, square } from "#lib/charts/draw/legend.ts";
import { ticks } from "#lib/charts/draw/scale.ts";
import { paint, partStyle, textures } from "#lib/charts/draw/style.ts";
import { textWidth } from "#lib/charts/draw/text.ts";
import { timeAxis, timeAxisHeight } from "#lib/charts/draw/time-axis.ts";
import { symbols } from "#lib/charts/figures.ts";
import { formatNumber, formatShare } from "#lib/i18n/format.ts";
import type { ColumnsPicture, LinePicture, Row, SharesPicture, StackedPicture } from "#lib/charts/spec.ts";
import type { Frame } from "#lib/charts/draw/frame.ts";

type Vertical = LinePicture | ColumnsPicture | StackedPicture | SharesPicture;
type Datum = { key: string; parts: (number | null)[] };

/** Pictures whose rows are periods from left to right. */
export function vertical(picture: Vertical, frame: Frame): ReactElement {
  const { rows, series, locale } = picture;
  const shares = picture.kind === "shares";
  const data = rows.map((row): Datum => ({ key: row.key, parts: shares ? sharesOf(row) : row.figures.map((f) => f.value) }));
  const top = Math.max(0, ...data.map(({ parts }) => (picture.kind === "line" ? parts[0] ?? 0 : sum(parts))));
  const marks = shares ? [0, 25, 50, 75, 100] : ticks(top);
  const tickText = (value: number): string => (shares ? formatShare(locale, value, 100) : formatNumber(locale, value));
  const names = series.length > 1 ? legend([
    ...series.map(({ label }, i) => ({ label, mark: square(partStyle(frame.id, i)) })), ...(picture.kind === "stacked" ? [{ label: picture.noteLabel }] : []),
  ], frame.width) : undefined;
  const left = Math.max(...marks.map((m) => textWidth(tickText(m)))) + 8;
  const labelRoom = picture.kind === "line" || picture.kind === "shares" ? 10 : 20;
  return h(picture.kind === "line" ? ComposedChart : BarChart, {
    width: frame.width, height: frame.height + (names?.height ?? 0), data, accessibilityLayer: Boolean(frame.tooltip),
    margin: { top: (names?.height ?? 0) + labelRoom, right: picture.kind === "line" ? 18 : 2, bottom: 0, left: 0 }, barCategoryGap: "28%", maxBarSize: 64, ...frame.chart,
  },
    names && textures(frame.id, series.length),
    names?.element,
    h(CartesianGrid, { vertical: false, stroke: paint.grid, key: "grid" }),
    h(XAxis, { dataKey: "key", height: timeAxisHeight(rows), tick: false, tickLine: false, axisLine: { stroke: paint.axis }, interval: 0, key: "x" }),
    h(YAxis, {
      width: left, allowDataOverflow: true, domain: [0, marks.at(-1)!], ticks: marks, interval: 0, tickLine: false, axisLine: false, key: "y",
      tick: ({ y, payload }: { y: number | string; payload: { value: number } }) => h("text", { x: left - 8, y: Number(y) + 4, textAnchor: "end", fill: paint.quiet }, tickText(payload.value)),
    }),
    frame.tooltip,
    picture.kind === "line"
      ? h(Line, { dataKey: "parts[0]", type: "linear", stroke: paint.one, strokeWidth: 2.5, dot: loneDots(data), isAnimationActive: false, connectNulls: false, key: "line" })
      : series.map((s, i) => h(Bar, {
        key: s.key, dataKey: `parts[${i}]`, stackId: "all", isAnimationActive: false, name: s.label,
        shape: bar(picture.kind === "columns" ? { fill: picture.tone === "signal" ? paint.signal : paint.one } : partStyle(frame.id, i)),
      })),
    h(Notes, { key: "notes", picture, data }),
  );
}

/** A row in per cent of its whole; a row with a withheld part has no whole that could be drawn. */
function sharesOf(row: Row): (number | null)[] {
  const values = row.figures.map((f) => f.value);
  const whole = sum(values);
  return values.includes(null) || whole === 0 ? values.map(() => null) : values.map((v) => (100 * v!) / whole);
}

const sum = (parts: (number | null)[]): number => parts.reduce<number>((total, part) => total + (part ?? 0), 0);

type Box = { x?: number; y?: number; width?: number; height?: number };

/** A plain rectangle; a part of nothing leaves no line behind. */
const bar = (style: { fill: string; stroke?: string; strokeWidth?: number }) => ({ x = 0, y = 0, width = 0, height = 0 }: Box): ReactElement => {
  const inset = (style.strokeWidth ?? 0) / 2;
  return height > 0 ? h("rect", { x: x + inset, y: y + inset, width: width - 2 * inset, height: Math.max(height - 2 * inset, 0.5), ...style }) : h("g");
};

/** A line can't show a value whose neighbours are missing: such get a dot, as does the newest. */
const loneDots = (data: Datum[]) => ({ cx, cy, payload }: DotItemDotProps) => {
  const at = (i: number): number | null => data[i]?.parts[0] ?? null;
  const i = data.findIndex(({ key }) => key === (payload as Datum).key);
  const alone = at(i - 1) === null && at(i + 1) === null;
  return at(i) !== null && (alone || i === data.length - 1) ? h("circle", { key: i, cx, cy, r: 4, fill: paint.one }) : h("g", { key: i });
};

/** The words in the picture: periods, withheld marks, and the direct labels that fit. */
function Notes({ picture, data }: { picture: Vertical; data: Datum[] }): ReactElement | null {
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  if (!xScale || !yScale || !plot) return null;
  const { rows } = picture;
  const x = (i: number): number => xScale(rows[i]!.key, { position: "middle" }) ?? 0;
  const y = (value: number): number => yScale(value) ?? 0;
  const bottom = plot.y + plot.height;
  const step = plot.width / Math.max(rows.length, 1);
  const texts = rows.map((row) => (picture.kind === "stacked" ? row.note ?? "" : picture.kind === "columns" ? row.figures[0]!.text : ""));
  const stride = Math.ceil((Math.max(...texts.map((text) => textWidth(text)), 1) + 3) / step);
  const last = rows.length - 1;
  return h("g", null,
    timeAxis(rows, x, step, bottom),
    rows.map((row, i) => {
      const { parts } = data[i]!;
      const missing = row.figures.find((f) => f.value === null);
      const height = picture.kind === "line" ? 0 : sum(parts);
      const label = parts.some((part) => part !== null) && (last - i) % stride === 0 ? texts[i] : "";
      return h("g", { key: row.key },
        missing && parts.includes(null) ? h("text", { x: x(i), y: (height > 0 ? y(height) - (label ? 18 : 4) : bottom - 6), textAnchor: "middle", fontSize: 28 }, missing.text in meanings ? missing.text : symbols.c) : null,
        label ? h("text", { x: x(i), y: y(height) - 6, textAnchor: "middle" }, label) : null);
    }),
    picture.kind === "line" && data[last]?.parts[0] !== null && data[last] !== undefined
      ? h("text", { x: Math.min(x(last) + 16, plot.x + plot.width + 18), y: y(data[last]!.parts[0]!) - 9, textAnchor: "end", fontWeight: 600 }, rows[last]!.figures[0]!.text) : null,
  );
}

const meanings = Object.fromEntries(Object.values(symbols).map((symbol) => [symbol, true]));
