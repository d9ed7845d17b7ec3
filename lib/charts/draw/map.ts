import { createElement as h, type ReactElement } from "react";
import { Scatter, ScatterChart, XAxis, YAxis, ZAxis } from "recharts";
import type { Box, Spot } from "#lib/charts/draw/box.ts";
import type { Frame } from "#lib/charts/draw/frame.ts";
import { boxOf, setLabels } from "#lib/charts/draw/labels.ts";
import { layMap, type MapLayout, type Panel, type Symbol } from "#lib/charts/draw/map-layout.ts";
import { ticks } from "#lib/charts/draw/scale.ts";
import { paint } from "#lib/charts/draw/style.ts";
import { FONT, textWidth } from "#lib/charts/draw/text.ts";
import type { MapPicture } from "#lib/charts/spec.ts";
import { formatNumber } from "#lib/i18n/format.ts";

const SMALL = 11;
/** Kept free in a panel's upper left corner for north, or for the word "enlarged". */
const HEAD = 84;
/** From this radius on a circle has room for its number. */
const ROOMY = 9;

/**
 * The map: a base of lines and names, then circles as points of a scatter chart whose axes are the picture's own pixels, because
 * two scales stand in it. Larger circles lie beneath smaller ones.
 */
export function map(picture: MapPicture, frame: Frame): ReactElement {
  const layout = layMap(picture, frame.width);
  const data = layout.symbols.toSorted((a, b) => b.radius - a.radius).map((symbol) => ({ ...symbol, area: Math.PI * symbol.radius ** 2 }));
  const axis = { type: "number" as const, hide: true, allowDataOverflow: true };
  return h(ScatterChart, {
    width: frame.width, height: frame.height, margin: { top: 0, right: 0, bottom: 0, left: 0 }, accessibilityLayer: Boolean(frame.tooltip), ...frame.chart,
  },
    // Recharts lets the arrow keys go as far as the axis has ticks.
    h(XAxis, { ...axis, key: "x", dataKey: "x", domain: [0, frame.width], ticks: data.map((_, i) => i) }),
    h(YAxis, { ...axis, key: "y", dataKey: "y", domain: [0, frame.height], reversed: true }),
    h(ZAxis, { key: "z", dataKey: "area", range: [0, Math.max(1, ...data.map(({ area }) => area))], domain: [0, "dataMax"] }),
    h(Base, { key: "base", picture, layout }),
    frame.tooltip,
    h(Scatter, { key: "symbols", data, isAnimationActive: false, shape: ({ cx = 0, cy = 0, payload }: { cx?: number; cy?: number; payload?: Symbol }) => symbol(payload!, cx, cy) }),
    h(Legend, { key: "legend", picture, layout }),
  );
}

/** A number's circle, or the open ring of a withheld one; its number in the list inside it, or beside it where it is too small. */
function symbol({ value, radius, number }: Symbol, x: number, y: number): ReactElement {
  const inside = value !== null && radius >= ROOMY;
  return h("g", null,
    value === null
      ? h("circle", { cx: x, cy: y, r: radius, fill: paint.paper, stroke: paint.one, strokeWidth: 1.5 })
      : h("circle", { cx: x, cy: y, r: radius, fill: paint.one, stroke: paint.paper, strokeWidth: 1 }),
    h("text", { x: inside ? x : x + radius + 3, y: y + 4.5, textAnchor: inside ? "middle" : "start", fontWeight: 600, ...(inside && { fill: paint.paper }) }, number));
}

function Base({ picture, layout: { region, inset, symbols } }: { picture: MapPicture; layout: MapLayout }): ReactElement {
  const panels = inset ? [region, inset.panel] : [region];
  return h("g", null,
    panels.map((panel, i) => h(Ground, { key: i, picture, panel, symbols, inset: i === 0 ? inset : null, enlarged: i > 0 })),
    inset ? h("g", null,
      h("path", { d: leaders(inset).map(([from, to]) => `M${from.x},${from.y}L${to.x},${to.y}`).join(""), fill: "none", stroke: paint.axis, strokeWidth: 1, strokeDasharray: "2 3" }),
      h("rect", { ...inset.frame, fill: "none", stroke: paint.axis, strokeWidth: 1 })) : null);
}

/** From the frame of what is enlarged to where it is: to the panel at its right, or beneath it. */
function leaders({ frame, panel }: NonNullable<MapLayout["inset"]>): [Spot, Spot][] {
  const right = frame.x + frame.width, bottom = frame.y + frame.height;
  return panel.y > bottom
    ? [[{ x: frame.x, y: bottom }, panel], [{ x: right, y: bottom }, { x: panel.x + panel.width, y: panel.y }]]
    : [[{ x: right, y: frame.y }, panel], [{ x: right, y: bottom }, { x: panel.x, y: panel.y + panel.height }]];
}

/** A line as a row of small boxes, for names to keep clear of. */
const along = ([from, to]: [Spot, Spot]): Box[] => Array.from({ length: 41 }, (_, i) => ({ x: from.x + ((to.x - from.x) * i) / 40 - 2, y: from.y + ((to.y - from.y) * i) / 40 - 3, width: 5, height: 6 }));

type GroundProps = { picture: MapPicture; panel: Panel; symbols: Symbol[]; inset: MapLayout["inset"]; enlarged: boolean };

function Ground({ picture, panel, symbols, inset, enlarged }: GroundProps): ReactElement {
  const within = (x: number, y: number): boolean => x >= panel.x && x <= panel.x + panel.width && y >= panel.y && y <= panel.y + panel.height;
  const circles = symbols.filter(({ x, y }) => within(x, y));
  // What a district's own circle covers needs no point of the base.
  const spots = picture.base.map(({ name, at }) => ({ name, ...panel.place(at) }))
    .filter(({ x, y }) => within(x, y) && !circles.some((circle) => Math.hypot(circle.x - x, circle.y - y) < Math.max(circle.radius, 6)));
  const { bar, taken: barBox } = scaleBar(picture, panel);
  const taken = [...circles.map(({ x, y, radius }) => ({ x: x - radius - 2, y: y - radius - 2, width: 2 * radius + (radius < ROOMY ? 22 : 4), height: 2 * radius + 4 })),
    ...(inset ? [inset.frame, ...leaders(inset).flatMap(along)] : []), barBox, { x: panel.x, y: panel.y, width: HEAD, height: 22 }];
  // Where every district of a panel finds room for its name it is named there too; else the list alone names them, rather than some.
  const called = circles.map(({ key, x, y, radius }) => ({ text: picture.rows.find((row) => row.key === key)!.label, x, y, clear: radius + (radius < ROOMY ? 22 : 4) }));
  const names = setLabels(called, inner(panel), [...taken, ...spots.map(dotBox)], FONT);
  const own = names.length === called.length ? names : [];
  const labels = setLabels(spots.map(({ name, x, y }) => ({ text: name, x, y, clear: 5 })), inner(panel), [...taken, ...spots.map(dotBox), ...own.map(boxOf)], SMALL);
  return h("g", null,
    h("rect", { x: panel.x + 0.5, y: panel.y + 0.5, width: panel.width - 1, height: panel.height - 1, fill: "none", stroke: paint.grid, strokeWidth: 1 }),
    graticule(picture, panel, circles),
    spots.map(({ x, y }, i) => h("circle", { key: i, cx: x, cy: y, r: 1.8, fill: paint.quiet })),
    labels.map(({ x, y, text, anchor }) => h("text", { key: text + x, x, y, textAnchor: anchor, fontSize: SMALL, fill: paint.quiet }, text)),
    own.map(({ x, y, text, anchor }) => h("text", { key: text, x, y, textAnchor: anchor }, text)),
    enlarged ? h("text", { x: panel.x + 8, y: panel.y + 16, fontSize: SMALL, fill: paint.quiet }, picture.words.enlarged) : north(picture, panel),
    bar);
}

const dotBox = ({ x, y }: Spot): Box => ({ x: x - 3, y: y - 3, width: 6, height: 6 });
const inner = ({ x, y, width, height }: Panel): Box => ({ x: x + 4, y: y + 4, width: width - 8, height: height - 8 });

function north({ words }: MapPicture, { x, y }: Panel): ReactElement {
  return h("g", null,
    h("path", { d: `M${x + 12},${y + 22}V${y + 8}M${x + 8},${y + 13}L${x + 12},${y + 8}L${x + 16},${y + 13}`, fill: "none", stroke: paint.quiet, strokeWidth: 1 }),
    h("text", { x: x + 20, y: y + 19, fontSize: SMALL, fill: paint.quiet }, words.north));
}

/** Parallels and meridians at round degrees, two to four of each, named at the edge. */
function graticule({ locale }: MapPicture, panel: Panel, circles: Symbol[]): ReactElement {
  const from = panel.at({ x: panel.x, y: panel.y + panel.height }), to = panel.at({ x: panel.x + panel.width, y: panel.y });
  const step = (span: number): number => [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5].find((degrees) => span / degrees <= 4) ?? 10;
  const lines = (low: number, high: number): number[] => {
    const by = step(high - low);
    return Array.from({ length: Math.floor(high / by) - Math.ceil(low / by) + 1 }, (_, i) => Math.round((Math.ceil(low / by) + i) * by * 100) / 100);
  };
  /** A degree's name gives way to a circle. */
  const free = (x: number, y: number): boolean => !circles.some((circle) => Math.abs(circle.x - x) < circle.radius + 22 && Math.abs(circle.y - y) < circle.radius + 8);
  const name = (degrees: number): string => `${formatNumber(locale, degrees, 2)}°`;
  const meridians = lines(from.longitude, to.longitude).map((degrees) => ({ degrees, x: panel.place({ latitude: from.latitude, longitude: degrees }).x }))
    .filter(({ x }) => x > panel.x + HEAD && x < panel.x + panel.width - 30);
  const parallels = lines(from.latitude, to.latitude).map((degrees) => ({ degrees, y: panel.place({ latitude: degrees, longitude: from.longitude }).y }))
    .filter(({ y }) => y > panel.y + 30 && y < panel.y + panel.height - 26);
  return h("g", null,
    h("path", { d: [...meridians.map(({ x }) => `M${x},${panel.y}V${panel.y + panel.height}`), ...parallels.map(({ y }) => `M${panel.x},${y}H${panel.x + panel.width}`)].join(""), fill: "none", stroke: paint.grid, strokeWidth: 1 }),
    meridians.filter(({ x }) => free(x + 20, panel.y + 8)).map(({ degrees, x }) => h("text", { key: degrees, x: x + 3, y: panel.y + SMALL + 1, fontSize: SMALL, fill: paint.quiet }, name(degrees))),
    parallels.filter(({ y }) => free(panel.x + panel.width - 20, y - 7)).map(({ degrees, y }) => h("text", { key: degrees, x: panel.x + panel.width - 4, y: y - 3, textAnchor: "end", fontSize: SMALL, fill: paint.quiet }, name(degrees))));
}

/** A round distance, at most a quarter of the panel, in its lower left corner. */
function scaleBar({ words, locale }: MapPicture, { x, y, width, height, scale }: Panel): { bar: ReactElement; taken: Box } {
  const longest = width / 4 / scale;
  const power = 10 ** Math.floor(Math.log10(longest));
  const kilometres = [5, 2, 1].map((m) => m * power).find((length) => length <= longest) ?? power;
  const text = kilometres >= 1 ? words.kilometres.replace("{n}", formatNumber(locale, kilometres)) : words.metres.replace("{n}", formatNumber(locale, kilometres * 1000));
  const end = x + 8 + kilometres * scale, foot = y + height - 8;
  return {
    bar: h("g", null,
      h("path", { d: `M${x + 8},${foot - 4}V${foot}H${end}V${foot - 4}`, fill: "none", stroke: paint.quiet, strokeWidth: 1 }),
      h("text", { x: x + 12, y: foot - 5, fontSize: SMALL, fill: paint.quiet }, text)),
    taken: { x, y: foot - 20, width: Math.max(end - x, textWidth(text, SMALL) + 12) + 4, height: 28 },
  };
}

/** What the circles' sizes and the ring mean, then every district by the number at its place. */
function Legend({ picture, layout: { legendBase: base, key, keyWidth, radius, symbols } }: { picture: MapPicture; layout: MapLayout }): ReactElement {
  const steps = ticks(Math.max(1, ...picture.rows.map((row) => row.figures[0]!.value ?? 0)));
  const most = Math.max(...picture.rows.map((row) => row.figures[0]!.value ?? 0));
  const large = steps.findLast((step) => step <= most) || most;
  const samples = [...new Set([large, Math.max(1, Math.round(large / 4))])].filter((value) => value > 0);
  const left = 32;
  const ringX = left + radius(samples[0] ?? 1) + textWidth(formatNumber(picture.locale, samples[0] ?? 1)) + 60;
  return h("g", null,
    samples.map((value) => h("g", { key: value },
      h("circle", { cx: left, cy: base - radius(value), r: radius(value), fill: "none", stroke: paint.one, strokeWidth: 1 }),
      h("path", { d: `M${left},${base - 2 * radius(value)}H${left + 40}`, fill: "none", stroke: paint.axis, strokeWidth: 1 }),
      h("text", { x: left + 44, y: base - 2 * radius(value) + 4.5 }, value === samples[0] ? `${formatNumber(picture.locale, value)} ${picture.unit}` : formatNumber(picture.locale, value)))),
    symbols.some(({ value }) => value === null)
      ? h("g", null, h("circle", { cx: ringX + 20, cy: base - 6, r: 5, fill: paint.paper, stroke: paint.one, strokeWidth: 1.5 }), h("text", { x: ringX + 31, y: base - 1.5 }, `· ${picture.words.withheld}`))
      : null,
    key.map(({ x, y, key: row, number, lines, value }) => h("g", { key: row },
      number === null ? null : h("text", { x: x + 18, y, textAnchor: "end", fontWeight: 600 }, number),
      lines.map((line, i) => h("text", { key: i, x: x + 28, y: y + i * (FONT + 5), ...(number === null && { fill: paint.quiet }) }, line)),
      h("text", { x: x + keyWidth, y, textAnchor: "end" }, value))));
}
