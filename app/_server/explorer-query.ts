import { Refusal } from "#lib/errors.ts";
import type { Scope } from "#lib/charts/context.ts";
import { selectRows, type Asked } from "#lib/exports/selection.ts";
import type { Codelists } from "#lib/stats/codelists.ts";
import type { CubeRow } from "#lib/stats/cube.ts";
import { monthsOf } from "#lib/stats/period.ts";

export const dimensions = ["category", "district", "channel"] as const;
export type Dimension = (typeof dimensions)[number];

/** What the address asks for, as written. Of a dimension: one code, 'all' together, or 'each' beside the total. */
export type ExplorerQuery = { grain: string } & Record<Dimension, string> & { from: string | null; to: string | null };
export type SearchParams = Record<string, string | string[] | undefined>;

const parameters = ["grain", ...dimensions, "from", "to"] as const;

/**
 * Reads an address; what a form sends empty is the same as absent.
 * @throws Refusal for a parameter that is unknown or given twice: nothing is ignored
 */
export function readExplorerQuery(search: SearchParams): ExplorerQuery {
  for (const [name, value] of Object.entries(search)) {
    if (!parameters.some((known) => known === name)) throw new Refusal("unknownParameter", { name, allowed: parameters.join(", ") }, name);
    if (Array.isArray(value)) throw new Refusal("repeatedParameter", { name }, name);
  }
  const given = (name: (typeof parameters)[number]): string | null => (search[name] as string | undefined)?.trim() || null;
  return {
    grain: given("grain") ?? "quarter",
    category: given("category") ?? "all", district: given("district") ?? "all", channel: given("channel") ?? "all",
    from: given("from"), to: given("to"),
  };
}

/** A query in the terms of the open file, where an absent dimension means each of its codes. */
export function askedOf(query: ExplorerQuery): Asked {
  const asked: Asked = { grain: query.grain };
  for (const name of dimensions) if (query[name] !== "each") asked[name] = query[name];
  if (query.from) asked.from = query.from;
  if (query.to) asked.to = query.to;
  return asked;
}

/**
 * The rows that a query names, newest period first, within it in the order of the codelists. @throws Refusal as the file
 * does, and where 'each' finds nothing beside the total; `published` says what there is
 */
export function explorerRows(query: ExplorerQuery, cube: CubeRow[], codes: Codelists, published: string): CubeRow[] {
  const { rows } = selectRows(askedOf(query), cube, codes);
  const lost = dimensions.find((name) => query[name] === "each" && rows.every((row) => row[name] === "all"));
  if (lost) throw new Refusal("notPublished", { published }, lost);
  const places = dimensions.map((name) => [name, new Map(codes[name].map((member, i) => [member.code, i]))] as const);
  const before = (a: CubeRow, b: CubeRow): number => places.reduce((found, [name, place]) => found || (place.get(a[name]) ?? -1) - (place.get(b[name]) ?? -1), 0);
  return rows.toSorted((a, b) => monthsOf(b.period)[0] - monthsOf(a.period)[0] || before(a, b));
}

/** The same rows as a file. */
export const dataAddress = (query: ExplorerQuery, extension: "csv" | "json"): string =>
  `/data/appeals.${extension}?${new URLSearchParams(askedOf(query))}`;

/** What a chart draws: the codes that are neither the total nor each. */
export const scopeOf = (query: ExplorerQuery): Scope =>
  Object.fromEntries(dimensions.filter((name) => query[name] !== "all" && query[name] !== "each").map((name) => [name, query[name]]));
