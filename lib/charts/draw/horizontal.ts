import { createElement as h, type ReactElement } from "react";
import { Bar, BarChart, CartesianGrid, usePlotArea, useXAxisScale, useYAxisScale, XAxis, YAxis } from "recharts";
import type { Frame } from "#lib/charts/draw/frame.ts";
import { legend } from "#lib/charts/draw/legend.ts";
import { ticks } from "#lib/charts/draw/scale.ts";
import { paint } from "#lib/charts/draw/style.ts";
import { textWidth, wrap } from "#lib/charts/draw/text.ts";
import { formatNumber } from "#lib/i18n/format.ts";
import type { BandsPicture, RangePicture, RankedPicture, Row } from "#lib/charts/spec.ts";

type Horizontal = RankedPicture | BandsPicture | RangePicture;
type Datum = { key: string; value: number | [number, number] | null };

/** Wide pictures name the rows at the left, narrow ones over each row: no name is ever cut. */
const NARROW = 480;
const LABELS = 250, LINE = 17, AXIS = 26, LEGEND = 26;

type Layout = { narrow: boolean; labels: string[][]; labelWidth: number; rowHeight: number };

function layout(picture: Horizontal, width: number): Layout {
  const narrow = width < NARROW;
  const labels = picture.rows.map((row) => wrap(row.label, narrow ? width - (picture.kind === "range" ? textWidth(row.note ?? "") + 12 : 0) : LABELS));
  const lines = Math.max(1, ...labels.map((l) => l.length));
  const labelWidth = narrow ? 0 : Math.min(LABELS, Math.max(0, ...labels.flat().map((line) => textWidth(line)))) + 12;
  return { narrow, labels, labelWidth, rowHeight: narrow ? lines * LINE + 24 : Math.max(30, lines * LINE + 10) };
}

/** How high a picture of lying bars becomes. */
export function horizontalHeight(picture: Horizontal, width: number): number {
  const rows = layout(picture, width).rowHeight * Math.max(picture.rows.length, 1);
  return rows + (picture.kind === "range" ? AXIS + legendOf(picture, width).height : 2);
}

/** Pictures whose rows stand one under the other: sorted bars, duration bands, the districts' spans of days. */
export function horizontal(picture: Horizontal, frame: Frame): ReactElement {
  const { rows } = picture;
  const range = picture.kind === "range";
  const { narrow, labels, labelWidth, rowHeight } = layout(picture, frame.width);
  const names = range ? legendOf(picture, frame.width) : undefined;
  const marks = ticks(Math.max(0, ...rows.flatMap((row) => row.figures.map((f) => f.value ?? 0))));
  const end = marks.at(-1)!;
  const data = rows.map((row): Datum => ({ key: row.key, value: range ? span(row, end) : row.figures[0]!.value }));
  const values = rows.map(valueText);
  const right = range ? 14 + (narrow ? 0 : Math.max(...rows.map((row) => textWidth(row.note ?? "")), 0)) : Math.max(...values.map((text) => textWidth(text)), 0) + 10;
  return h(BarChart, {
    layout: "vertical", width: frame.width, height: frame.height, data, accessibilityLayer: Boolean(frame.tooltip),
    margin: { top: names?.height ?? 0, right, bottom: range ? 0 : 2, left: labelWidth + (range ? 6 : 0) }, ...frame.chart,
  },
    names?.element,
    range ? h(CartesianGrid, { horizontal: false, stroke: paint.grid, key: "grid" }) : null,
    h(XAxis, {
      type: "number", allowDataOverflow: true, hide: !range, domain: [0, range ? end : Math.max(1, ...rows.map((row) => row.figures[0]!.value ?? 0))], ticks: range ? marks : undefined, height: range ? AXIS : 0,
      interval: 0, tickLine: false, axisLine: false, key: "x",
      tick: ({ x, y, payload }: { x: number | string; y: number | string; payload: { value: number } }) =>
        h("text", { x: Number(x), y: Number(y) + 10, textAnchor: "middle", fill: paint.quiet }, formatNumber(picture.locale, payload.value)),
    }),
    h(YAxis, { type: "category", dataKey: "key", width: 0, tick: false, tickLine: false, axisLine: range ? false : { stroke: paint.axis }, interval: 0, key: "y" }),
    frame.tooltip,
    h(Bar, {
      key: "bar", dataKey: "value", isAnimationActive: false,
      // By its datum and not by the index it is given: Recharts leaves rows without a value out and counts the others.
      shape: ({ x = 0, y = 0, width = 0, height = 0, payload }: { x?: number; y?: number; width?: number; height?: number; payload?: Datum }) => {
        const i = data.findIndex(({ key, value }) => key === payload?.key && value !== null);
        if (i < 0) return h("g");
        const middle = y + height / 2 + (narrow ? (labels[i]!.length * LINE) / 2 - 2 : 0);
        if (range) return dots(rows[i]!, x, x + width, middle);
        return h("rect", { x, y: middle - 7, width: Math.max(width, 1), height: 14, fill: paint.one });
      },
    }),
    h(Notes, { key: "notes", picture, labels, narrow, labelWidth, rowHeight, values, width: frame.width }),
  );
}

/** Numerals beside a bar: the number, and its share where there is one. */
const valueText = (row: Row): string => (row.figures[0]!.value !== null && row.note ? `${row.figures[0]!.text} · ${row.note}` : row.figures[0]!.text);

/** From the median to the p90; one that lies beyond reaches the end of the axis. */
const span = ({ figures: [median, p90] }: Row, end: number): [number, number] | null =>
  (median!.value === null ? null : [median!.value, p90!.value ?? end]);

const median = (x: number, y: number): ReactElement => h("circle", { cx: x, cy: y, r: 5.5, fill: paint.one });
const p90 = (x: number, y: number): ReactElement => h("circle", { cx: x, cy: y, r: 4.5, fill: paint.paper, stroke: paint.one, strokeWidth: 2 });
const beyond = (x: number, y: number): ReactElement => h("path", { d: `M${x - 5},${y - 5}L${x},${y}L${x - 5},${y + 5}`, fill: "none", stroke: paint.one, strokeWidth: 2 });

const dots = (row: Row, from: number, to: number, y: number): ReactElement => h("g", null,
  h("path", { d: `M${from},${y}H${to}`, stroke: paint.one, strokeWidth: 2, ...(row.figures[1]!.value === null && { strokeDasharray: "4 3" }) }),
  row.figures[1]!.value === null ? beyond(to, y) : p90(to, y), median(from, y));

function legendOf(picture: RangePicture, width: number) {
  const open = picture.rows.some((row) => row.figures[0]!.value !== null && row.figures[1]!.value === null);
  return legend([
    { label: picture.series[0]!.label, mark: (x, y) => median(x + 6, y + 6) }, { label: picture.series[1]!.label, mark: (x, y) => p90(x + 6, y + 6) },
    ...(open ? [{ label: picture.beyond, mark: (x: number, y: number) => beyond(x + 9, y + 6) }] : []),
  ], width);
}

type NotesProps = Omit<Layout, "rowHeight"> & { picture: Horizontal; rowHeight: number; values: string[]; width: number };

function Notes({ picture, labels, narrow, labelWidth, rowHeight, values, width }: NotesProps): ReactElement | null {
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  const plot = usePlotArea();
  if (!xScale || !yScale || !plot) return null;
  const range = picture.kind === "range";
  return h("g", null,
    picture.rows.map((row, i) => {
      const centre = yScale(row.key, { position: "middle" }) ?? 0;
      const lines = labels[i]!;
      const first = narrow ? centre - rowHeight / 2 + 15 : centre - ((lines.length - 1) * LINE) / 2 + 4.5;
      const barY = centre + (narrow ? (lines.length * LINE) / 2 - 2 : 0);
      const { value } = row.figures[0]!;
      return h("g", { key: row.key },
        lines.map((line, n) => h("text", { key: n, x: narrow ? 0 : labelWidth - 12, y: first + n * LINE, ...(!narrow && { textAnchor: "end" }) }, line)),
        range && row.note ? h("text", { x: width, y: narrow ? first : centre + 4.5, textAnchor: "end", fill: paint.quiet }, row.note) : null,
        value === null || !range
          ? h("text", { x: (value === null ? plot.x : xScale(value) ?? 0) + 6, y: barY + (value === null ? 8 : 4.5), ...(value === null && { fontSize: 28 }) }, values[i]) : null);
    }));
}
