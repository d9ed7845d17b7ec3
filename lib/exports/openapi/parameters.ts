import type { ParameterName } from "#lib/exports/openapi/operations.ts";
import { appealsDataset } from "#lib/exports/dataset.ts";
import { metadataName } from "#lib/exports/file-name.ts";
import { api } from "#lib/i18n/areas/api.ts";
import { locales, type Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { codelistNames, type Codelists } from "#lib/stats/codelists.ts";
import { comparable } from "#lib/stats/comparison-query.ts";
import { measures as viewMeasures } from "#lib/stats/measure.ts";
import { grains } from "#lib/stats/period.ts";
import type { Release } from "#lib/stats/release.ts";
import { axes, sorts } from "#lib/stats/view.ts";

/** What the examples are taken from: they must be real, so that every example can be followed. `quarters`: those whose outcomes are out; `daily`: whether the daily series has begun. */
export type Known = { release: Release; lists: Codelists; months: readonly string[]; quarters: readonly string[]; daily: boolean };
export type Parameter = { name: ParameterName; in: "query" | "path"; required?: boolean; description: string; example: string | number; schema: object };

const measures = appealsDataset.columns.filter((column) => column.role === "measure").map((column) => column.name);
const period = String.raw`^\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?$`;
const codes = { type: "string", pattern: "^[^,]+(,[^,]+)*$" };

/** A parameter by its name; one whose name stands in the address is part of it. */
export function parameter(name: ParameterName, address: string, locale: Locale, known: Known): Parameter {
  const inPath = address.includes(`{${name}}`);
  return {
    name, in: inPath ? "path" : "query", ...(inPath || name === "a" || name === "b" ? { required: true } : {}),
    description: translator(api, locale)(`param.${name}`), ...valuesOf(name, address, known),
  };
}

/** The addresses that take a view: the explorer's table and its chart. */
const takesView = (address: string): boolean => /^\/(data\/table|charts\/view|embed\/view)\b/.test(address);
const list = (words: readonly string[]): string => `^(${words.join("|")})(,(${words.join("|")}))*$`;

function valuesOf(name: ParameterName, address: string, { release, lists, months, quarters }: Known): { schema: object; example: string | number } {
  const top = (list: "category" | "district") => lists[list].find((entry) => entry.depth === 0)?.code ?? "all";
  const years = release.files.flatMap((file) => /^appeals-records-(\d{4})\.csv$/.exec(file.name)?.[1] ?? []);
  switch (name) {
    // A quarter whose outcomes are out has every measure, so every chart takes it.
    case "period": return { schema: { type: "string", pattern: period }, example: quarters[0] ?? months.at(-1)! };
    case "from": return { schema: { type: "string", pattern: takesView(address) ? `${period}|^latest$` : period }, example: months[0]! };
    case "to": return { schema: { type: "string", pattern: period }, example: months.at(-1)! };
    case "grain": return { schema: { type: "string", enum: address.startsWith("/data/") || takesView(address) ? grains : ["month", "quarter"] }, example: "quarter" };
    case "category": return { schema: codes, example: top("category") };
    case "district": return { schema: codes, example: top("district") };
    case "channel": return { schema: codes, example: takesView(address) ? "all" : lists.channel[0]?.code ?? "all" }; // by channel there are months alone
    case "measure": return takesView(address) ? { schema: { type: "string", pattern: list(viewMeasures) }, example: "on_time_share" } : { schema: { type: "string", pattern: list(measures) }, example: "with_deadline,on_time" };
    case "rows": return { schema: { type: "string", pattern: list(axes) }, example: "period" };
    case "columns": return { schema: { type: "string", pattern: list(axes) }, example: "measure" };
    case "sort": return { schema: { type: "string", enum: sorts, default: "list" }, example: "name" };
    case "release": return { schema: { type: "string", pattern: String.raw`^\d{4}-\d{2}-\d{2}(\.\d+)?$` }, example: release.id };
    case "lang": return { schema: { type: "string", enum: locales, default: address === "/data/openapi.json" ? "en" : "kk" }, example: "ru" };
    case "year": return { schema: { type: "integer", enum: years.map(Number) }, example: Number(years.at(-1)) };
    case "list": return { schema: { type: "string", enum: codelistNames }, example: "district" };
    case "by": return { schema: { type: "string", enum: comparable, default: "district" }, example: "district" };
    case "a": case "b": return { schema: { type: "string" }, example: lists.district.filter((entry) => entry.depth === 0)[name === "a" ? 0 : 1]?.code ?? "all" };
    case "width": return { schema: { type: "string", enum: ["desktop", "phone"], default: "desktop" }, example: "phone" };
    case "theme": return { schema: { type: "string", enum: ["light", "dark"], default: "light" }, example: "dark" };
    case "file": {
      const described = release.files.filter((file) => file.name === metadataName("appeals.csv") || file.name === metadataName("ratings.csv") || /^appeals-records.*\.csv-metadata\.json$/.test(file.name)).map((file) => file.name.replace(".csv-metadata.json", ""));
      const frozen = release.files.map((file) => file.name).filter((one) => !one.includes("/"));
      return address.startsWith("/data/releases/") ? { schema: { type: "string", enum: frozen }, example: "SHA256SUMS" } : { schema: { type: "string", enum: described }, example: "appeals" };
    }
  }
}
