import type { Box, Spot } from "#lib/charts/draw/box.ts";
import { crowd } from "#lib/charts/draw/crowd.ts";
import { textWidth, wrap } from "#lib/charts/draw/text.ts";
import type { MapPicture, Point } from "#lib/charts/spec.ts";

/** A piece of the map in one scale. */
export type Panel = Box & { scale: number; place(at: Point): Spot; at(spot: Spot): Point };
export type Symbol = Spot & { key: string; number: number; radius: number; value: number | null };
type KeyLine = Spot & { key: string; number: number | null; lines: string[]; value: string };

export type MapLayout = {
  region: Panel;
  /** Where circles would lie over one another: that part of the region again in a larger scale, and its frame in the region. */
  inset: { panel: Panel; frame: Box } | null;
  symbols: Symbol[];
  /** The radius of a number's circle. */
  radius(value: number): number;
  /** Where the legend's circles stand. */
  legendBase: number;
  key: KeyLine[];
  keyWidth: number;
  height: number;
};

const NARROW = 480, GAP = 22, EDGE = 8, LINE = 18, RING = 5, CLEAR = 9, LEAST_CIRCLE = 10;
/** A picture without any extent still shows a few streets. */
const LEAST_KM = 2;
const KM_A_DEGREE = 111.2;

/** How a map of a given width is laid out: the same for every reader, from coordinates and numbers alone. */
export function layMap(picture: MapPicture, width: number): MapLayout {
  const narrow = width < NARROW;
  const largest = narrow ? 24 : 30;
  const margin = largest + EDGE;
  const most = Math.max(1, ...picture.rows.map((row) => row.figures[0]!.value ?? 0));
  const districts = picture.rows.flatMap((row) => (picture.points[row.key] ? [{ row, at: picture.points[row.key]! }] : []));
  const everything = [...districts.map(({ at }) => at), ...picture.base.map(({ at }) => at)];
  const half = narrow ? width : Math.round(width * 0.56);
  const measured = panel(everything, { x: 0, y: 0, width: half }, margin, narrow ? 300 : 380);
  const crowded = crowd(districts.map(({ at }) => measured.place(at)), largest, Math.min(measured.width, measured.height) / 2);
  const region = crowded ? measured : panel(everything, { x: 0, y: 0, width }, margin, narrow ? 340 : 440);
  const inner = crowded?.map((i) => districts[i]!.at) ?? [];
  const detail = !crowded ? null : narrow
    ? panel(inner, { x: 0, y: region.height + GAP, width }, margin, 300)
    : panel(inner, { x: half + GAP, y: 0, width: width - half - GAP }, margin, region.height, region.height);

  const placed = districts.map(({ row, at }, i) => ({ ...(crowded?.includes(i) ? detail! : region).place(at), key: row.key, number: at.number, value: row.figures[0]!.value }));
  const unit = largestCircle(placed, most, largest);
  const radius = (value: number): number => unit * Math.sqrt(value / most);
  const symbols = placed.map((spot): Symbol => ({ ...spot, radius: spot.value === null ? RING : radius(spot.value) }));
  const legendBase = Math.max(region.y + region.height, detail ? detail.y + detail.height : 0) + 2 * unit + 18;
  const columns = narrow ? 1 : 2;
  const keyWidth = (width - (columns - 1) * GAP) / columns;
  const { key, bottom } = keyOf(picture, legendBase + 14 + LINE, keyWidth, columns);
  return { region, inset: detail && { panel: detail, frame: around(inner.map(region.place), 5) }, symbols, radius, legendBase, key, keyWidth, height: Math.ceil(bottom) };
}

/** Circles may touch and overlap, but no smaller one, which lies above, may cover the number in the middle of a larger one. */
function largestCircle(spots: (Spot & { value: number | null })[], most: number, wanted: number): number {
  let largest = wanted;
  spots.forEach((a, i) => spots.slice(i + 1).forEach((b) => {
    const smaller = Math.min(a.value ?? 0, b.value ?? 0);
    if (smaller > 0) largest = Math.min(largest, (Math.hypot(a.x - b.x, a.y - b.y) - CLEAR) / Math.sqrt(smaller / most));
  }));
  return Math.max(largest, LEAST_CIRCLE);
}

/** Plain latitude and longitude, a degree of longitude as short as it is here (equirectangular projection): for a city that is true enough. */
function panel(points: Point[], { x, y, width }: Omit<Box, "height">, margin: number, tallest: number, height?: number): Panel {
  const latitudes = points.map((at) => at.latitude), longitudes = points.map((at) => at.longitude);
  const middle = { latitude: (Math.min(...latitudes) + Math.max(...latitudes)) / 2, longitude: (Math.min(...longitudes) + Math.max(...longitudes)) / 2 };
  const east = KM_A_DEGREE * Math.cos((middle.latitude * Math.PI) / 180);
  const wide = Math.max(LEAST_KM, (Math.max(...longitudes) - Math.min(...longitudes)) * east);
  const high = Math.max(LEAST_KM / 2, (Math.max(...latitudes) - Math.min(...latitudes)) * KM_A_DEGREE);
  const scale = Math.min((width - 2 * margin) / wide, ((height ?? tallest) - 2 * margin) / high);
  const tall = height ?? Math.max(180, high * scale + 2 * margin);
  const centre: Spot = { x: x + width / 2, y: y + tall / 2 };
  return {
    x, y, width, height: tall, scale,
    place: (at) => ({ x: centre.x + (at.longitude - middle.longitude) * east * scale, y: centre.y - (at.latitude - middle.latitude) * KM_A_DEGREE * scale }),
    at: (spot) => ({ longitude: middle.longitude + (spot.x - centre.x) / east / scale, latitude: middle.latitude - (spot.y - centre.y) / KM_A_DEGREE / scale }),
  };
}

function around(spots: Spot[], padding: number): Box {
  const xs = spots.map((spot) => spot.x), ys = spots.map((spot) => spot.y);
  const x = Math.min(...xs) - padding, y = Math.min(...ys) - padding;
  return { x, y, width: Math.max(...xs) + padding - x, height: Math.max(...ys) + padding - y };
}

/** The list beneath the map, down the first column and then the second: the only place where a district without a point can stand. */
function keyOf(picture: MapPicture, top: number, width: number, columns: number): { key: KeyLine[]; bottom: number } {
  const perColumn = Math.ceil(picture.rows.length / columns);
  let y = top, bottom = top;
  const key = picture.rows.map((row, i): KeyLine => {
    if (i > 0 && i % perColumn === 0) y = top;
    const number = picture.points[row.key]?.number ?? null;
    const value = row.figures[0]!.text;
    const lines = wrap(number === null ? `${row.label} (${picture.words.offMap})` : row.label, width - 28 - textWidth(value) - 10);
    const line = { x: Math.floor(i / perColumn) * (width + GAP), y, key: row.key, number, lines, value };
    y += lines.length * LINE + 6;
    bottom = Math.max(bottom, y);
    return line;
  });
  return { key, bottom: bottom - 6 };
}
