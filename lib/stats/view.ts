import { Refusal, shorten } from "#lib/errors.ts";
import { measures, usualMeasures, type Measure } from "#lib/stats/measure.ts";
import { grainOf, grains, isPeriod, type Grain } from "#lib/stats/period.ts";

export const dimensions = ["category", "district", "channel"] as const;
export type Dimension = (typeof dimensions)[number];
/** What can go down or across in a table. */
export const axes = ["period", ...dimensions, "measure"] as const;
export type Axis = (typeof axes)[number];
/** The order of the rows: of the lists (periods newest first), of the alphabet, or by size. */
export const sorts = ["list", "name", "value"] as const;

/** Words that stand for codes: all together, each one beside them all, those of the top level. */
export const together = "all", each = "each", top = "top";
/** As `from`: the newest period alone, whichever it is when the table is made. */
export const latest = "latest";

/**
 * A table of published numbers, as its address says it: what is counted, of when and of whom, what goes down and what across.
 * An axis that is neither down nor across has one value.
 */
export type View = {
  measure: Measure[];
  grain: Grain;
  from: string | null;
  to: string | null;
  rows: Axis[];
  columns: Axis[];
  sort: (typeof sorts)[number];
  /** The release whose numbers are shown; null follows the newest. */
  release: string | null;
} & Record<Dimension, string[]>;

const lists = ["measure", "rows", "columns", ...dimensions] as const;
const singles = ["grain", "from", "to", "sort", "release"] as const;
export const viewParameters = [...lists, ...singles] as const;

/**
 * Reads an address. A list is written with commas or by repeating its parameter, as a form does; what a form sends empty is
 * the same as absent. What has several values and no place of its own goes down, several measures across: nothing asked
 * for is left out. `also` are parameters that the caller reads himself.
 * @throws Refusal for a parameter that is unknown or given twice, or a word it doesn't take
 */
export function readView(search: URLSearchParams, also: readonly string[] = []): View {
  const allowed = [...viewParameters, ...also];
  for (const name of new Set(search.keys())) {
    if (!allowed.includes(name)) throw new Refusal("unknownParameter", { name: shorten(name), allowed: allowed.join(", ") }, shorten(name));
    const values = new Set(search.getAll(name).filter((value) => value.trim()));
    if (values.size > 1 && !lists.some((list) => list === name)) throw new Refusal("repeatedParameter", { name }, name);
  }
  const one = (name: (typeof singles)[number]): string | null => search.getAll(name).map((value) => value.trim()).find(Boolean) ?? null;
  const many = (name: (typeof lists)[number]): string[] =>
    [...new Set(search.getAll(name).flatMap((value) => value.split(",")).map((value) => value.trim()).filter(Boolean))];

  const grain = among("grain", grains, one("grain") ?? "quarter");
  const measure = many("measure").map((value) => among("measure", measures, value));
  const [from, to] = [periodNamed("from", one("from")), periodNamed("to", one("to"))];
  if (from === latest && to !== null) throw new Refusal("boundOfLatest", {}, "to");
  if (to === latest) throw new Refusal("unknownPeriod", { name: "to", value: latest, periods: "2026-09, 2026-Q3, 2026" }, "to");
  const { rows, columns } = { rows: many("rows").map((value) => among("rows", axes, value)), columns: many("columns").map((value) => among("columns", axes, value)) };
  const twice = rows.find((axis) => columns.includes(axis));
  if (twice) throw new Refusal("axisTwice", { axis: twice }, "columns");
  const codes = (dimension: Dimension): string[] => {
    const asked = many(dimension);
    if (asked.includes(each)) return [each];
    return asked.length > 0 ? asked : [[...rows, ...columns].includes(dimension) ? each : together];
  };
  const said = { category: codes("category"), district: codes("district"), channel: codes("channel") };
  const counted = measure.length > 0 ? measures.filter((known) => measure.includes(known)) : said.channel.join() === together ? usualMeasures(grain) : (["received"] satisfies Measure[]);
  const sort = among("sort", sorts, one("sort") ?? "list");
  const placed = placeAxes(rows, columns, {
    period: !(from === latest || (from !== null && from === to && grainOf(from) === grain)),
    category: isSeveral(said.category), district: isSeveral(said.district), channel: isSeveral(said.channel), measure: counted.length > 1,
  });
  if (sort === "value" && counted.length > 1 && placed.rows.includes("measure")) throw new Refusal("sortOfMeasures", {}, "sort");
  return { measure: counted, grain, from, to, ...placed, ...said, sort, release: one("release") };
}

/** Whether codes can make more than one row or column. */
export const isSeveral = (codes: readonly string[]): boolean => codes.length > 1 || codes[0] === each || codes[0] === top;

/** Every axis with several values gets a place, and both sides have something where there is anything left. */
function placeAxes(down: readonly Axis[], across: readonly Axis[], several: Record<Axis, boolean>): { rows: Axis[]; columns: Axis[] } {
  const rows = [...down], columns = [...across];
  const free = (): Axis[] => axes.filter((axis) => !rows.includes(axis) && !columns.includes(axis));
  for (const axis of free()) if (several[axis]) (axis === "measure" ? columns : rows).push(axis);
  for (const side of [columns, rows]) if (side.length === 0) side.push(...(free().includes("measure") ? ["measure" as const] : free().slice(0, 1)));
  if (rows.length === 0 || columns.length === 0) throw new Refusal("axesOnOneSide", {}, rows.length === 0 ? "columns" : "rows");
  return { rows, columns };
}

/** The one address of a view: everything said that could be read otherwise another day. */
export function viewQuery(view: View): string {
  const list = (values: readonly string[]): string => values.map(encodeURIComponent).join(",");
  const dimension = (name: Dimension): string | null =>
    (view[name].join() === ([...view.rows, ...view.columns].includes(name) ? each : together) ? null : list(view[name]));
  const said: [string, string | null][] = [
    ["measure", list(view.measure)], ["grain", view.grain], ["from", view.from], ["to", view.to], ["rows", list(view.rows)], ["columns", list(view.columns)],
    ...dimensions.map((name): [string, string | null] => [name, dimension(name)]),
    ["sort", view.sort === "list" ? null : view.sort], ["release", view.release && encodeURIComponent(view.release)],
  ];
  return said.flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])).join("&");
}

function among<Word extends string>(name: string, words: readonly Word[], value: string): Word {
  const word = words.find((known) => known === value);
  if (word === undefined) throw new Refusal("unknownCode", { name, value: shorten(value), list: words.join(", ") }, name);
  return word;
}

function periodNamed(name: string, value: string | null): string | null {
  if (value === null || value === latest || isPeriod(value)) return value;
  throw new Refusal("unknownPeriod", { name, value: shorten(value), periods: "2026-09, 2026-Q3, 2026" }, name);
}
