import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";

/** A row of a published CSV as text, the way a stranger gets it. */
export type Row = Record<string, string>;
/** One release: its two data files, and what CHANGES.json says of it. */
export type Files = { id: string; correction: boolean; revised: string[]; appeals: Row[]; records: Row[] };
/** Codelists: code → parent, without the margin. `sensitive`: what the portal marks so. */
export type Lists = { category: Map<string, string | null>; district: Map<string, string | null>; channel: string[]; sensitive: ReadonlySet<string> };

const table = (file: string): Row[] => parse(readFileSync(file), { columns: true, bom: true });

/** What anybody can download of one release. */
export function readRelease(directory: string): Files {
  const { release, correction, changes } = JSON.parse(readFileSync(path.join(directory, "CHANGES.json"), "utf8"));
  return { id: release, correction, revised: changes.revised, appeals: table(path.join(directory, "appeals.csv")), records: table(path.join(directory, "appeals-records.csv")) };
}

export function readLists(directory: string, sensitive: Iterable<string>): Lists {
  const list = (name: string) => table(path.join(directory, "codelists", `${name}.csv`)).filter((row) => row.code !== "all");
  const parents = (name: string) => new Map(list(name).map((row) => [row.code!, row.parent || null]));
  return { category: parents("category"), district: parents("district"), channel: list("channel").map((row) => row.code!), sensitive: new Set(sensitive) };
}

export const keyOf = (row: Row): string => `${row.period} ${row.category} ${row.district} ${row.channel}`;
/** A published number, or undefined where there is none. */
export const numberIn = (row: Row, column: string): number | undefined => (row[column] === "" || row[column] === undefined ? undefined : Number(row[column]));

/** A deep copy to mutate. */
export const copied = (files: Files[]): Files[] => structuredClone(files);
