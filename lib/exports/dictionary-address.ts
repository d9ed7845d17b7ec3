import { appealsDataset, codelistDataset, recordsDataset } from "#lib/exports/dataset.ts";

/** Where the pages say what a file's columns mean: the dataset's part of the catalogue. */
export function dictionaryAddress(file: string): string {
  if (file.startsWith("codelists/")) return part(codelistDataset("district").name);
  if (file.startsWith("appeals-records")) return part(recordsDataset.name);
  return file.startsWith("appeals.") ? part(appealsDataset.name) : "/en/data";
}

const part = (dataset: string): string => `/en/data#columns-${dataset}`;
