import type { CodelistName } from "#lib/stats/codelists.ts";
import { files } from "#lib/i18n/areas/files.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

type Word = keyof (typeof files)["kk"];

/**
 * A column as every format knows it: the CSV's header, the JSON's key, the dictionary on the pages. Its words lie in the
 * `files` area under `word` (the name, unless two datasets use one name differently) and `word.about`.
 */
export type Column = {
  name: string;
  word: Word;
  type: "string" | "integer" | "date";
  role: "dimension" | "measure" | "status" | "attribute";
  unit?: "appeals" | "working days";
  /** The list its codes come from. */
  codelist?: CodelistName;
  /** Of a measure: the column that says why it is empty. */
  status?: string;
  /** The only values it takes, where they are few and fixed. */
  values?: readonly string[];
};

/** `name` stands in addresses; its own words lie under `word`. */
export type Dataset = { name: "appeals" | "appeals-records" | "codelists"; word: "appeals" | "records" | "codelist"; columns: readonly Column[] };

const symbols = ["", "c", "z", "x", "r"] as const;
const dimension = (name: Word, rest: Partial<Column> = {}): Column => ({ name, word: name, type: "string", role: "dimension", ...rest });
const attribute = (name: Word, type: Column["type"] = "string"): Column => ({ name, word: name, type, role: "attribute" });
const status = (name: Word): Column => ({ name, word: name, type: "string", role: "status", values: symbols });
const measures = (twin: Word, unit: Column["unit"], ...names: Word[]): Column[] =>
  [...names.map((name): Column => ({ name, word: name, type: "integer", role: "measure", unit, status: twin })), status(twin)];
/** Last in every file, so that a row copied out of it still says what it is. */
const dataKind: Column = { ...attribute("data_kind"), values: ["official", "demonstration"] };

export const appealsDataset = {
  name: "appeals", word: "appeals",
  columns: [
    dimension("period"), dimension("grain", { values: ["month", "quarter", "year"] }),
    dimension("category", { codelist: "category" }), dimension("district", { codelist: "district" }), dimension("channel", { codelist: "channel" }),
    ...measures("received_status", "appeals", "received"),
    ...measures("outcome_status", "appeals", "with_deadline", "on_time"),
    ...measures("late_open_status", "appeals", "late", "open"),
    ...measures("reopened_status", "appeals", "reopened"),
    ...measures("duration_status", "appeals", "days_1", "days_5", "days_10", "days_15", "days_20", "longer_or_open"),
    ...measures("median_status", "working days", "median_days"),
    ...measures("p90_status", "working days", "p90_days"),
    dataKind,
  ],
} satisfies Dataset;

export const recordsDataset = {
  name: "appeals-records", word: "records",
  columns: [
    dimension("quarter"),
    dimension("category_group", { codelist: "category" }), dimension("category", { word: "record_category", codelist: "category" }),
    dimension("city_part", { codelist: "district" }), dimension("district", { word: "record_district", codelist: "district" }),
    dimension("outcome", { codelist: "outcome" }),
    dimension("duration_band", { values: ["days_1", "days_5", "days_10", "days_15", "days_20", "longer_or_open", "none", "·"] }),
    dataKind,
  ],
} satisfies Dataset;

/** Of one codelist; only districts and categories stand under others. */
export const codelistDataset = (list: CodelistName): Dataset => ({
  name: "codelists", word: "codelist",
  columns: [
    attribute("code"), attribute("label_kk"), attribute("label_ru"), attribute("label_en"), attribute("valid_from", "date"), attribute("valid_to", "date"),
    ...(list === "district" || list === "category" ? [attribute("parent")] : []),
    dataKind,
  ],
});

export const columnNames = (dataset: Dataset): string[] => dataset.columns.map((column) => column.name);

/** A dataset's title and what it holds, for a reader. */
export function describeDataset(dataset: Dataset, locale: Locale): { title: string; about: string } {
  const t = translator(files, locale);
  return { title: t(dataset.word), about: t(`${dataset.word}.about`) };
}

/** A column's title and meaning for a reader. */
export function describeColumn(column: Column, locale: Locale): { title: string; about: string } {
  const t = translator(files, locale);
  return { title: t(column.word), about: t(`${column.word}.about` as Word) };
}

/** What a status symbol means; "" is a normal value. */
export const describeSymbol = (symbol: (typeof symbols)[number], locale: Locale): string => translator(files, locale)(`symbol.${symbol}`);
export { symbols };
