import { fileKind } from "#lib/exports/file-name.ts";

/** Where the pages say what a file's columns mean: its dataset's own page, else the catalogue. */
export function dictionaryAddress(file: string): string {
  const kind = fileKind(file);
  return kind ? `/en/data/${kind.dataset.name}#columns` : "/en/data";
}
