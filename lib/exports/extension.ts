import { formats } from "#lib/exports/file-name.ts";

const csv = `${formats.csv.mediaType}; charset=utf-8; header=present`;

/** The ends of our files' names, and as what a browser is given each. */
export const mediaTypes = {
  csv, "excel.csv": csv, xlsx: formats.xlsx.mediaType, parquet: formats.parquet.mediaType, json: formats.json.mediaType,
  "csv-metadata.json": "application/csvm+json", jsonld: "application/ld+json", atom: "application/atom+xml; charset=utf-8", svg: "image/svg+xml", png: "image/png", html: "text/html; charset=utf-8", txt: "text/plain; charset=utf-8",
} as const;
export type Extension = keyof typeof mediaTypes;

const tables: readonly Extension[] = ["csv", "excel.csv", "xlsx", "parquet"];
/** Tables are saved; what a person can read in a browser is shown there. */
export const isSaved = (extension: Extension): boolean => tables.includes(extension);

/** Compressed in itself: br and gzip would only cost time. */
export const isPacked = (extension: Extension): boolean => extension === "xlsx" || extension === "parquet" || extension === "png";

const ending = /^(.+?)\.(csv-metadata\.json|excel\.csv|csv|xlsx|parquet|jsonld|json|svg|png)$/;

/** A file's name taken apart: "appeals-ru.excel.csv" is "appeals-ru" and "excel.csv"; what has no end of ours is text. */
export function takeApart(name: string): { stem: string; extension: Extension } {
  const [, stem, extension] = ending.exec(name) ?? [];
  return stem === undefined ? { stem: name, extension: "txt" } : { stem, extension: extension as Extension };
}
