import { chartNames, comparisonNames, parametersOf } from "#lib/charts/registry.ts";
import type { Extension } from "#lib/exports/extension.ts";
import { selectionParameters } from "#lib/exports/selection.ts";
import type { api } from "#lib/i18n/areas/api.ts";
import { viewParameters } from "#lib/stats/view.ts";

type Word = keyof (typeof api)["kk"];
export type Tag = "figures" | "files" | "metadata" | "charts";
export type ParameterName = (typeof selectionParameters)[number] | (typeof viewParameters)[number] | "lang" | "year" | "list" | "file" | "width" | "theme" | "by" | "a" | "b";

/**
 * A thing that can be asked for: `address` with every ending of `endings`, or as it stands where there is none; `frame` is the same
 * as a page for other sites' frames. Names in braces are parts of the address, `takes` its parameters.
 */
export type Operation = {
  word: Word; name?: string; tag: Tag; address: string; endings: readonly Extension[]; frame?: string;
  takes: (ending: Extension) => readonly ParameterName[];
  /** A ready file of a release: it can be had in parts. */
  ready?: boolean;
  /** Of no release: the daily series, which is there from its first day on. */
  daily?: boolean;
};

const isExcel = (ending: Extension): boolean => ending === "excel.csv" || ending === "xlsx";
const nothing = (): readonly ParameterName[] => [];
const file = (word: Word, tag: Tag, address: string, ...endings: Extension[]): Operation => ({ word, tag, address, endings, takes: nothing, ready: true });

/** Every address below /data, /charts and /embed; a test compares them with what is really answered. */
export const operations: readonly Operation[] = [
  {
    word: "appeals", tag: "figures", address: "/data/appeals", endings: ["csv", "json", "excel.csv", "xlsx"], ready: true,
    takes: (ending) => [...selectionParameters, "measure", ...(isExcel(ending) ? ["lang" as const] : [])],
  },
  { word: "table", tag: "figures", address: "/data/table", endings: ["csv", "json", "excel.csv", "xlsx"], takes: () => [...viewParameters, "lang"] },
  { word: "daily", tag: "figures", address: "/data/daily", endings: ["csv", "json", "csv-metadata.json"], takes: nothing, daily: true },
  file("ratings", "figures", "/data/ratings", "csv", "json"),
  file("records", "files", "/data/appeals-records", "csv", "parquet"),
  file("recordsOfYear", "files", "/data/appeals-records-{year}", "csv", "parquet"),
  file("codelist", "files", "/data/codelists/{list}", "csv"),
  file("frozen", "files", "/data/releases/{release}/{file}"),
  file("frozenCodelist", "files", "/data/releases/{release}/codelists/{list}", "csv", "csv-metadata.json"),
  { word: "releases", tag: "metadata", address: "/data/releases", endings: ["json"], takes: nothing },
  { word: "feed", tag: "metadata", address: "/data/releases", endings: ["atom"], takes: () => ["lang"] },
  file("csvw", "metadata", "/data/{file}", "csv-metadata.json"),
  file("codelistCsvw", "metadata", "/data/codelists/{list}", "csv-metadata.json"),
  file("dataPackage", "metadata", "/data/datapackage", "json"),
  { word: "catalogue", tag: "metadata", address: "/data/catalog", endings: ["jsonld"], takes: nothing },
  { word: "openapi", tag: "metadata", address: "/data/openapi", endings: ["json"], takes: () => ["lang"] },
  ...[...chartNames, "view", ...comparisonNames].map((name): Operation => ({
    word: "chart", name, tag: "charts", address: `/charts/${name}`, endings: ["svg", "png", "csv"], frame: `/embed/${name}`,
    // What is compared is no common ground: the examples compare districts, so they take no district.
    takes: (ending) => [...parametersOf(name).filter((parameter) => parameter !== "district" || !comparisonNames.includes(name)), "lang", "release", ...(ending === "csv" ? [] : ending === "html" ? ["theme" as const] : ["width" as const, "theme" as const])],
  })),
];

/** The addresses of an operation as OpenAPI writes them, each with what it ends in. */
export const addressesOf = ({ address, endings, frame }: Operation): { address: string; ending: Extension }[] => [
  ...(endings.length === 0 ? [{ address, ending: "txt" as const }] : endings.map((ending) => ({ address: `${address}.${ending}`, ending }))),
  ...(frame === undefined ? [] : [{ address: frame, ending: "html" as const }]),
];
