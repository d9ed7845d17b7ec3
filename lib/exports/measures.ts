import { Refusal, shorten } from "#lib/errors.ts";
import { appealsDataset, type Column } from "#lib/exports/dataset.ts";

const measures = appealsDataset.columns.filter((column) => column.role === "measure").map((column) => column.name);

/**
 * The columns of a selection for `measure=on_time,late`: the dimensions, these measures each with its status, and the kind of data, in
 * the dataset's order. All without the parameter. @throws Refusal unknownCode, repeatedParameter
 */
export function columnsFor(measure: string | undefined): readonly Column[] {
  if (measure === undefined) return appealsDataset.columns;
  const wanted = measure.split(",");
  const unknown = wanted.find((name) => !measures.includes(name));
  if (unknown !== undefined) throw new Refusal("unknownCode", { name: "measure", value: shorten(unknown), list: measures.join(", ") }, "measure");
  if (new Set(wanted).size < wanted.length) throw new Refusal("repeatedParameter", { name: "measure" }, "measure");
  const columns: readonly Column[] = appealsDataset.columns;
  const symbols = columns.filter((column) => wanted.includes(column.name)).map((column) => column.status);
  return columns.filter(({ role, name }) => (role === "measure" ? wanted.includes(name) : role === "status" ? symbols.includes(name) : true));
}

/** The same columns under one address, however the reader has ordered them. */
export const canonicalMeasures = (columns: readonly Column[]): string => columns.filter((column) => column.role === "measure").map((column) => column.name).join(",");
