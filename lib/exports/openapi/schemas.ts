import { appealsDataset, type Column } from "#lib/exports/dataset.ts";
import { jsonVersion } from "#lib/exports/json-head.ts";
import type { RefusalCode } from "#lib/errors.ts";

/** The statuses of an error that is said as a problem. */
export const dataErrors = [400, 404, 405, 503] as const;

const codes: readonly RefusalCode[] = [
  "unknownParameter", "repeatedParameter", "noParameters", "unknownCode", "unknownPeriod", "notPublished",
  "comparedAlone", "comparedWithItself", "unlikePeriods", "sensitiveNotCompared",
  "axisTwice", "axesOnOneSide", "boundOfLatest", "sortOfMeasures", "viewHasNoChart", "noSuchFile", "noSuchChart", "nothingPublished", "methodNotAllowed", "rangePastEnd", "tooManyPictures", "fileMissing", "unavailable", "broken",
];

/** RFC 9457, as lib/exports/problem.ts writes it. */
export const problemSchema = {
  type: "object", required: ["type", "title", "status", "detail", "code"],
  properties: {
    type: { const: "about:blank" }, title: { type: "string" }, status: { type: "integer" }, detail: { type: "string" },
    code: { type: "string", enum: codes }, parameter: { type: "string" },
  },
};

const names = { type: "object", properties: Object.fromEntries(["kk", "ru", "en"].map((locale) => [locale, { type: ["string", "null"] }])), required: ["kk", "ru", "en"] };
const sum = { type: "string", pattern: "^[0-9a-f]{64}$" };

/** A value in the JSON: what is empty in the CSV for want of a number is null. */
function valueSchema({ type, role, values, pattern }: Column): object {
  if (type === "integer") return { type: ["integer", "null"], minimum: 0 };
  if (role === "status" || values) return { type: "string", enum: values };
  return { type: "string", ...(pattern ? { pattern: `^(${pattern})$` } : {}) };
}

const rowSchema = {
  type: "object", properties: Object.fromEntries(appealsDataset.columns.map((column) => [column.name, valueSchema(column)])),
  // With `measure` only the dimensions are sure to be there.
  required: appealsDataset.columns.filter((column) => column.role === "dimension" || column.role === "attribute").map((column) => column.name),
};

export const schemas = {
  Appeals: {
    type: "object", required: ["dataset", "version", "city", "name", "demonstration", "release", "as_of", "published_at", "publisher", "license", "columns", "row_count", "rows"],
    properties: {
      dataset: { const: appealsDataset.name }, version: { const: jsonVersion }, city: { type: "string" }, name: names, demonstration: { type: "boolean" }, note: names,
      release: { type: "string" }, as_of: { type: "string", format: "date" }, published_at: { type: "string", format: "date-time" }, publisher: names,
      license: { type: "string", format: "uri" }, columns: { type: "array", items: { type: "object", required: ["name", "type", "role", "title", "description"] } },
      row_count: { type: "integer" }, rows: { type: "array", items: rowSchema },
    },
  },
  Table: {
    type: "object", required: ["dataset", "version", "city", "name", "demonstration", "release", "as_of", "published_at", "publisher", "license", "query", "rows_by", "columns_by", "columns", "row_count", "rows"],
    properties: {
      dataset: { const: "table" }, version: { const: jsonVersion }, city: { type: "string" }, name: names, demonstration: { type: "boolean" }, note: names,
      release: { type: "string" }, as_of: { type: "string", format: "date" }, published_at: { type: "string", format: "date-time" }, publisher: names, license: { type: "string", format: "uri" },
      query: { type: "string" }, rows_by: { type: "array", items: { type: "string" } }, columns_by: { type: "array", items: { type: "string" } },
      columns: { type: "array", items: { type: "object", required: ["name", "status"] } }, row_count: { type: "integer" }, rows: { type: "array", items: { type: "object", required: ["data_kind"] } },
    },
  },
  Releases: {
    type: "object", required: ["version", "city", "name", "demonstration", "license", "upcoming", "releases"],
    properties: {
      version: { const: jsonVersion }, upcoming: { type: "array", items: { type: "object", required: ["date", "adds", "overdue"], properties: { date: { type: "string", format: "date" }, adds: { type: "object" }, overdue: { type: "boolean" } } } },
      city: { type: "string" }, name: names, demonstration: { type: "boolean" }, note: names, license: { type: "string", format: "uri" },
      releases: {
        type: "array", items: {
          type: "object", required: ["release", "as_of", "published_at", "correction", "reason", "files"],
          properties: {
            release: { type: "string" }, as_of: { type: "string", format: "date" }, published_at: { type: "string", format: "date-time" }, correction: { type: "boolean" },
            reason: { oneOf: [names, { type: "null" }] },
            files: { type: "array", items: { type: "object", required: ["name", "url", "bytes", "sha256", "rows"], properties: { name: { type: "string" }, url: { type: "string" }, bytes: { type: "integer" }, sha256: sum, rows: { type: ["integer", "null"] } } } },
          },
        },
      },
    },
  },
};
