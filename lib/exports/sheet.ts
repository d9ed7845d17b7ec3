import type { Cell } from "#lib/exports/csv.ts";

/** A table as a spreadsheet shows it to a person, its words already in his language. */
export type Sheet = {
  /** Stands on the sheet's tab. */
  name: string;
  title?: string;
  headers: readonly string[];
  rows: readonly (readonly Cell[])[];
  /** Source, release, licence, what the symbols mean: a sentence a line. */
  notes?: readonly string[];
};
