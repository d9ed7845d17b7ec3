import { Refusal } from "#lib/errors.ts";
import type { Codelists } from "#lib/stats/codelists.ts";
import type { CubeRow } from "#lib/stats/cube.ts";
import { dimensions, readView, viewQuery, type Dimension, type View } from "#lib/stats/view.ts";
import { viewRows } from "#lib/stats/view-rows.ts";

/** As many as a reader looks through. */
const MOST = 4;

/** What is taken out of an address to make it one that is published, the smallest changes first; "month" is set instead. */
const changes: string[][] = [
  [], ["measure"], ["from", "to"], ["grain"], ["channel"], ["month", "measure"], ["district"], ["category"], ["channel", "measure"], ["grain", "measure"], ["channel", "grain"],
  ["month", "measure", "district"], ["month", "measure", "category"], ["month", "measure", "channel"], ["district", "category"], ["channel", "grain", "measure", "from", "to"],
  ["month", "measure", "category", "district"], ["sort", "rows", "columns"], ["measure", "grain", "from", "to", "category", "district", "channel", "rows", "columns", "sort"],
];

/** Views that exist and are close to an address that asks for one that doesn't. `field` is what was refused. */
export function nearestViews(search: URLSearchParams, field: string | undefined, cube: CubeRow[], lists: Pick<Codelists, Dimension>): View[] {
  const found = new Map<string, View>();
  for (const change of [...(field === undefined ? [] : changes.map((names) => [field, ...names])), ...changes]) {
    const view = published(changed(search, change), cube, lists);
    if (view) found.set(viewQuery(view), view);
    if (found.size === MOST) break;
  }
  return [...found.values()];
}

function changed(search: URLSearchParams, change: string[]): URLSearchParams {
  const kept = new URLSearchParams(search);
  for (const name of change) {
    kept.delete(name);
    if (name === "month") kept.set("grain", "month");
    if (!dimensions.some((dimension) => dimension === name)) continue;
    for (const side of ["rows", "columns"]) {
      const axes = kept.getAll(side).flatMap((value) => value.split(",")).filter((axis) => axis.trim() !== name);
      kept.set(side, axes.join(","));
    }
  }
  return kept;
}

function published(search: URLSearchParams, cube: CubeRow[], lists: Pick<Codelists, Dimension>): View | null {
  try {
    const view = readView(search);
    viewRows(view, cube, lists);
    return view;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
