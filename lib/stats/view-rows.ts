import { Refusal, shorten } from "#lib/errors.ts";
import type { Codelists } from "#lib/stats/codelists.ts";
import { filterCube, type CubeRow } from "#lib/stats/cube.ts";
import { measured, type Measure } from "#lib/stats/measure.ts";
import { monthsOf } from "#lib/stats/period.ts";
import { publishedInstead } from "#lib/stats/published-instead.ts";
import { dimensions, each, isSeveral, latest, together, top, type Dimension, type View } from "#lib/stats/view.ts";

type Lists = Pick<Codelists, Dimension>;

/** The published rows a view is made of, and of when and of whom they are in the open file's words. */
export type ViewRows = {
  rows: CubeRow[]; from: string | null; to: string | null;
  /** What "latest" would be for other measures of the same. */
  latestOf: (measures: readonly Measure[]) => string | null;
} & Record<Dimension, string[]>;

/**
 * Finds the rows of a view, in the cube's order. Whatever was named is in them: a code, a bound or a measure that isn't
 * published here is refused by name, so that a table never lacks what was asked for.
 * @throws Refusal unknownCode, unknownPeriod, notPublished
 */
export function viewRows(view: View, cube: CubeRow[], lists: Lists): ViewRows {
  const codes = Object.fromEntries(dimensions.map((name) => [name, codesOf(view[name], name, lists)])) as Record<Dimension, string[]>;
  const ofThese = filterCube(cube, { grain: view.grain, ...codes });
  const newest = view.from === latest ? newestWith(view.measure, ofThese) : null;
  const from = newest ?? (view.from === latest ? null : view.from), to = newest ?? view.to;
  const rows = filterCube(ofThese, { ...(from && { from }), ...(to && { to }) });
  const single = Object.fromEntries(dimensions.flatMap((name) => (isSeveral(view[name]) ? [] : [[name, view[name][0]]])));
  const refuse = (field: string) => new Refusal("notPublished", { published: publishedInstead(single, cube) }, field);
  if (rows.length === 0) throw refuse(ofThese.length > 0 ? "from" : dimensions.find((name) => view[name].join() !== together) ?? "grain");
  for (const name of dimensions) {
    const present = new Set(rows.map((row) => row[name]));
    const named = view[name].filter((code) => ![each, top].includes(code) || isCode(lists, name, code));
    if (named.some((code) => !present.has(code))) throw refuse(name);
    if (isSeveral(view[name]) && present.size === 1 && present.has(together)) throw refuse(name);
    codes[name] = codes[name].filter((code) => present.has(code));
  }
  if (view.measure.some((measure) => rows.every((row) => measured(row, measure).status === "z"))) throw refuse("measure");
  return { rows, from, to, latestOf: (measures) => newestWith(measures, ofThese), ...codes };
}

const isCode = (lists: Lists, name: Dimension, code: string): boolean => lists[name].some((member) => member.code === code);

/** The codes that words and codes stand for. A code of the city's that is spelt like one of the words is itself. */
function codesOf(asked: readonly string[], name: Dimension, lists: Lists): string[] {
  const all = [together, ...lists[name].map((member) => member.code), "unknown"];
  return [...new Set(asked.flatMap((code) => {
    if (all.includes(code)) return [code];
    if (code === each) return all;
    if (code === top) return lists[name].filter((member) => !("depth" in member) || member.depth === 0).map((member) => member.code);
    throw new Refusal("unknownCode", { name, value: shorten(code), list: `/data/codelists/${name}.csv` }, name);
  }))];
}

/** The newest period that has a word to say on every measure; a quarter's outcomes come 35 days after its counts. */
function newestWith(measures: readonly Measure[], rows: CubeRow[]): string | null {
  const periods = [...new Set(rows.map((row) => row.period))].sort((a, b) => monthsOf(b)[0] - monthsOf(a)[0]);
  const whole = periods.find((period) => rows.some((row) => row.period === period && measures.every((one) => measured(row, one).status !== "x")));
  return whole ?? periods[0] ?? null;
}
