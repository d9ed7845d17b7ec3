import { datasets, type Dataset } from "#lib/exports/dataset.ts";
import { locales, type Locale } from "#lib/i18n/locale.ts";

/** What a format is called, by IANA and by the EU's list of file types (DCAT-AP asks for both). */
export const formats = {
  csv: { name: "CSV", mediaType: "text/csv", fileType: "CSV" },
  "excel.csv": { name: "Excel CSV", mediaType: "text/csv", fileType: "CSV" },
  xlsx: { name: "XLSX", mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", fileType: "XLSX" },
  json: { name: "JSON", mediaType: "application/json", fileType: "JSON" },
  parquet: { name: "Parquet", mediaType: "application/vnd.apache.parquet", fileType: "PARQUET" },
} as const;
export type Format = keyof typeof formats;

/** What a release's file is: of which dataset, in which format, in which language where its headers are translated. */
export type FileKind = { dataset: Dataset; stem: string; format: Format; locale?: Locale };

const ending = new RegExp(String.raw`^(.+?)(?:-(${locales.join("|")}))?\.(${Object.keys(formats).sort((a, b) => b.length - a.length).map((format) => format.replace(".", String.raw`\.`)).join("|")})$`);

/** Reads a file's name; undefined for what describes data and is none (CHANGES.json, SHA256SUMS, metadata). */
export function fileKind(name: string): FileKind | undefined {
  const [, stem = "", locale, format] = ending.exec(name) ?? [];
  const dataset = datasets.find((candidate) => candidate.stem.test(stem));
  return dataset && { dataset, stem, format: format as Format, ...(locale ? { locale: locale as Locale } : {}) };
}

/** Where a CSV's description lies: beside it (W3C, Model for Tabular Data, 5.3). */
export const metadataName = (csv: string): string => `${csv}-metadata.json`;

/** Where a file of the newest release always is; what exists in each language is asked for by `lang`. */
export function standingAddress(name: string): string {
  const { stem, format, locale } = fileKind(name) ?? {};
  return locale === undefined ? `/data/${name}` : `/data/${stem}.${format}?lang=${locale}`;
}
