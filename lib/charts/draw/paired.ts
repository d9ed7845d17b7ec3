import { createElement as h, type ReactElement } from "react";
import { Bar, BarChart, XAxis, YAxis, usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import type { Frame } from "#lib/charts/draw/frame.ts";
import { legend, square } from "#lib/charts/draw/legend.ts";
import { paint, partStyle, textures } from "#lib/charts/draw/style.ts";
import { textWidth, wrap } from "#lib/charts/draw/text.ts";
import type { PairedPicture } from "#lib/charts/spec.ts";

/** Wide pictures name the rows at the left, narrow ones over each row: no name is ever cut. */
const NARROW = 480;
const LABELS = 250, LINE = 17, BAR = 12, PAIR = 2 * BAR + 3;

function layout({ rows }: PairedPicture, width: number) {
  const narrow = width < NARROW;
  const labels = rows.map((row) => wrap(row.label, narrow ? width : LABELS));
  const lines = Math.max(1, ...labels.map((label) => label.length));
  const labelWidth = narrow ? 0 : Math.min(LABELS, Math.max(0, ...labels.flat().map((line) => textWidth(line)))) + 12;
  return { narrow, labels, labelWidth, rowHeight: narrow ? lines * LINE + PAIR + 14 : Math.max(PAIR + 14, lines * LINE + 12) };
}

const namesOf = ({ series }: PairedPicture, width: number, id: string) => legend(series.map(({ label }, i) => ({ label, mark: square(partStyle(id, i)) })), width);

export const pairedHeight = (picture: PairedPicture, width: number): number =>
  namesOf(picture, width, "").height + layout(picture, width).rowHeight * Math.max(picture.rows.length, 1) + 2;

/** Two bars a row in the same order everywhere, told apart by texture as well as colour, each with its number at its end. */
export function paired(picture: PairedPicture, frame: Frame): ReactElement {
  const { rows } = picture;
  const { narrow, labels, labelWidth, rowHeight } = layout(picture, frame.width);
  const names = namesOf(picture, frame.width, frame.id);
  const data = rows.map(({ key, figures: [a, b] }) => ({ key, a: a!.value, b: b!.value }));
  const right = Math.max(0, ...rows.flatMap(({ figures }) => figures.map(({ text }) => textWidth(text)))) + 10;
  const shift = (i: number): number => (narrow ? (labels[i]!.length * LINE) / 2 : 0);
  const bar = (series: "a" | "b", part: number) => h(Bar, {
    key: series, dataKey: series, isAnimationActive: false,
    // Recharts leaves out rows without a number and counts the others: only the row's own key says which it is.
    shape: ({ x = 0, y = 0, width = 0, height = 0, payload }: { x?: number; y?: number; width?: number; height?: number; payload?: { key: string } }) =>
      h("rect", { x: x + 0.5, y: y + height / 2 - BAR / 2 + shift(rows.findIndex((row) => row.key === payload?.key)), width: Math.max(width, 1), height: BAR, ...partStyle(frame.id, part) }),
  });
  return h(BarChart, {
    layout: "vertical", width: frame.width, height: frame.height, data, barSize: BAR, barGap: 3, accessibilityLayer: Boolean(frame.tooltip),
    margin: { top: names.height, right, bottom: 2, left: labelWidth }, ...frame.chart,
  },
    textures(frame.id, 2),
    names.element,
    h(XAxis, { key: "x", type: "number", hide: true, domain: [0, Math.max(1, ...rows.flatMap(({ figures }) => figures.map(({ value }) => value ?? 0)))] }),
    h(YAxis, { key: "y", type: "category", dataKey: "key", width: 0, tick: false, tickLine: false, axisLine: { stroke: paint.axis }, interval: 0 }),
    frame.tooltip,
    bar("a", 0), bar("b", 1),
    h(Words, { key: "words", picture, labels, narrow, labelWidth, rowHeight, shift }),
  );
}

type WordsProps = { picture: PairedPicture; labels: string[][]; narrow: boolean; labelWidth: number; rowHeight: number; shift(i: number): number };

function Words({ picture, labels, narrow, labelWidth, rowHeight, shift }: WordsProps): ReactElement | null {
  const xScale = useXAxisScale(), yScale = useYAxisScale(), plot = usePlotArea();
  if (!xScale || !yScale || !plot) return null;
  return h("g", null, picture.rows.map(({ key, figures }, i) => {
    const centre = yScale(key, { position: "middle" }) ?? 0, lines = labels[i]!;
    const first = narrow ? centre - rowHeight / 2 + 15 : centre - ((lines.length - 1) * LINE) / 2 + 4.5;
    return h("g", { key },
      lines.map((line, n) => h("text", { key: n, x: narrow ? 0 : labelWidth - 12, y: first + n * LINE, ...(!narrow && { textAnchor: "end" }) }, line)),
      figures.map(({ value, text }, part) => h("text", {
        key: part, x: (value === null ? plot.x : xScale(value) ?? 0) + 6, y: centre + shift(i) + (part - 0.5) * (BAR + 3) + 4.5,
      }, text)));
  }));
}
