import type { ChartQuery, Name } from "#lib/charts/context.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import type { Status } from "#lib/stats/cube-row.ts";

// A chart before it is drawn: the numbers, and every word around them already in the reader's language. Builders make
// it from the published cube, the renderer draws it, the page sets it; none of them computes anything the other knows.

/** One number as published and as the reader sees it. `value` is null exactly when there is no number to draw. */
export type Figure = { value: number | null; status: Status; text: string };

/** A place on the category axis with one figure for each of the chart's series. */
export type Row = {
  key: string;
  label: string;
  /** The label where space is short (an axis); the label itself when absent. */
  short?: string;
  /** What this row belongs to on the axis: the year above its months. */
  group?: string;
  /** The language of the label when it stands in for a missing one. */
  lang?: Locale;
  figures: Figure[];
  /** A direct label of the whole row: "91 %" over a column, "n = 120" beside a dot. */
  note?: string;
};

export type Series = { key: string; label: string };

/** What the renderer needs, and all that the browser gets when a reader points at a chart. */
type Drawn<Kind extends string> = {
  kind: Kind;
  id: string;
  locale: Locale;
  series: Series[];
  rows: Row[];
  /** What the numbers count, beside the axis: "appeals", "working days". */
  unit: string;
};

/** A line over periods: the city's total by month. */
export type LinePicture = Drawn<"line">;
/** Columns over periods: a series below the monthly ladder, or what is left open. */
export type ColumnsPicture = Drawn<"columns"> & { tone: "plain" | "signal" };
/** Sorted horizontal bars. */
export type RankedPicture = Drawn<"ranked">;
/** Horizontal bars in their own order: duration bands. */
export type BandsPicture = Drawn<"bands">;
/** Columns of parts over periods (on time, late, open); a row's note is its share, and `noteLabel` says of what. */
export type StackedPicture = Drawn<"stacked"> & { noteLabel: string };
/** A dot for the median, a dot for the p90 and a line between. A null p90 beside a median lies beyond the axis. */
export type RangePicture = Drawn<"range"> & { beyond: string };
/** Columns of 100 %, at most four series; a row with a withheld part is not drawn. */
export type SharesPicture = Drawn<"shares">;
/** Two bars a row, one of each of two series: what is compared, part by part. */
export type PairedPicture = Drawn<"paired">;
/** Where something lies, in degrees. */
export type Point = { latitude: number; longitude: number };
/**
 * Circles at the districts' centres, their area proportional to the number. A row without a point is listed beneath, as all are;
 * `number` finds the others on the map again. `base` is what else has a name and a point: settlements, the parts of the city.
 */
export type MapPicture = Drawn<"map"> & {
  points: Record<string, Point & { number: number }>;
  base: { name: string; at: Point }[];
  words: { north: string; kilometres: string; metres: string; enlarged: string; offMap: string; withheld: string };
};

export type Picture = LinePicture | ColumnsPicture | RankedPicture | BandsPicture | StackedPicture | RangePicture | SharesPicture | PairedPicture | MapPicture;

/** The same numbers as a table: row heads, then right-aligned cells. */
export type Table = {
  caption: string;
  /** The first column names the rows; `key` says what a column holds, in every language alike. */
  columns: { key: string; label: string; unit?: string }[];
  rows: { key: string; head: string; lang?: Locale; cells: Figure[] }[];
};

export type ChartSpec = Picture & {
  /** The finding, a sentence. */
  title: string;
  /** Measure, place, period; `topic` is the same for every period. */
  subtitle: string;
  topic: string;
  /** What the picture shows, in a sentence or two, for those who don't see it too. */
  summary: string;
  table: Table;
  /** Its name in the registry, what was asked of it and in which release: what makes its address. */
  chart: string;
  query: Readonly<Record<string, string | undefined>>;
  release: string;
  /** Release date. */
  source: string;
  /** That the data are a demonstration, where they are. */
  demo: string | null;
  /** Whose measurements the picture rests on besides, named wherever it is shown. */
  credit?: Name;
  /** Where the rest is, when the picture shows a part: "12 more categories in the table". */
  rest?: string;
};

/** Whether there is anything to draw: of nothing but withheld numbers and zeros the title tells all. */
export const isDrawable = ({ kind, rows }: ChartSpec): boolean =>
  rows.some(({ figures }) => figures.some(({ value }) => value !== null && (value !== 0 || kind === "range" || kind === "map")));

/** A chart's share of the drawing: what is sent to the worker and to the browser. */
export function pictureOf(spec: ChartSpec): Picture {
  const { title: _t, subtitle: _s, topic: _i, summary: _m, table: _b, source: _o, rest: _r, chart: _c, query: _q, release: _e, demo: _d, credit: _k, ...picture } = spec;
  return picture as Picture;
}
