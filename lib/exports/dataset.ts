import { codelistNames, type CodelistName } from "#lib/stats/codelists.ts";
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
  /** What a value looks like (a whole-value pattern), where it is neither a code nor one of few. */
  pattern?: string;
  /** What stands where the value is not shown or not known; without it every row has a value. */
  missing?: "" | "·";
};

/**
 * `name` stands in addresses; its own words lie under `word`. `stem` is how its files are called before their ending, `key`
 * the columns that tell its rows apart (records have none: equal rows are equal appeals).
 */
export type Dataset = {
  name: "appeals" | "appeals-records" | "ratings" | "daily" | "codelists"; word: "appeals" | "records" | "ratings" | "daily" | "codelist"; stem: RegExp; key?: readonly string[]; columns: readonly Column[];
};

const symbols = ["", "c", "z", "x", "r"] as const;
const dimension = (name: Word, rest: Partial<Column> = {}): Column => ({ name, word: name, type: "string", role: "dimension", ...rest });
const attribute = (name: Word, rest: Partial<Column> = {}): Column => ({ name, word: name, type: "string", role: "attribute", ...rest });
const status = (name: Word): Column => ({ name, word: name, type: "string", role: "status", values: symbols, missing: "" });
const measures = (twin: Word, unit: Column["unit"], ...names: Word[]): Column[] =>
  [...names.map((name): Column => ({ name, word: name, type: "integer", role: "measure", unit, status: twin, missing: "" })), status(twin)];
/** A code of the record file: the middle dot where the class is too small to show it. */
const blurred = (name: Word, rest: Partial<Column>): Column => dimension(name, { missing: "·", ...rest });
/** Last in every file, so that a row copied out of it still says what it is. */
const dataKind = attribute("data_kind", { values: ["official", "demonstration"] });

export const appealsDataset = {
  name: "appeals", word: "appeals", stem: /^appeals$/, key: ["period", "category", "district", "channel"],
  columns: [
    dimension("period", { pattern: String.raw`\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?` }), dimension("grain", { values: ["month", "quarter", "year"] }),
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
  name: "appeals-records", word: "records", stem: /^appeals-records(-\d{4})?$/,
  columns: [
    dimension("quarter", { pattern: String.raw`\d{4}-Q[1-4]` }),
    blurred("category_group", { codelist: "category" }), blurred("category", { word: "record_category", codelist: "category" }),
    blurred("city_part", { codelist: "district" }), blurred("district", { word: "record_district", codelist: "district" }),
    blurred("outcome", { codelist: "outcome" }),
    blurred("duration_band", { values: ["days_1", "days_5", "days_10", "days_15", "days_20", "longer_or_open", "none"] }),
    dataKind,
  ],
} satisfies Dataset;

/** Whether it was really solved, by those who were asked (T7). */
export const ratingsDataset = {
  name: "ratings", word: "ratings", stem: /^ratings$/, key: ["quarter"],
  columns: [
    dimension("quarter", { pattern: String.raw`\d{4}-Q[1-4]` }),
    ...measures("rated_status", "appeals", "rated"),
    ...measures("solved_status", "appeals", "solved", "partly_solved", "not_solved"),
    dataKind,
  ],
} satisfies Dataset;

/** Not part of any release: a day is added each morning (docs/decisions/0019-publication.md). */
export const dailyDataset = {
  name: "daily", word: "daily", stem: /^daily$/, key: ["day"],
  columns: [
    dimension("day", { type: "date" }), { name: "received", word: "day_received", type: "integer", role: "measure", unit: "appeals" },
    { name: "answered", word: "answered", type: "integer", role: "measure", unit: "appeals", status: "answered_status", missing: "" }, { ...status("answered_status"), values: ["", "x"] },
    dataKind,
  ],
} satisfies Dataset;

/** Of one codelist; only districts and categories stand under others. */
export const codelistDataset = (list: CodelistName): Dataset => ({
  name: "codelists", word: "codelist", stem: new RegExp(`^codelists/${list}$`), key: ["code"],
  columns: [
    attribute("code"), attribute("label_kk", { missing: "" }), attribute("label_ru", { missing: "" }), attribute("label_en", { missing: "" }),
    attribute("valid_from", { type: "date" }), attribute("valid_to", { type: "date", missing: "" }),
    ...(list === "district" || list === "category" ? [attribute("parent", { codelist: list, missing: "" })] : []),
    dataKind,
  ],
});

/** Every dataset there is; whatever describes the open data goes through them. */
export const datasets: readonly Dataset[] = [appealsDataset, recordsDataset, ratingsDataset, dailyDataset, ...codelistNames.map(codelistDataset)];

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
