import { boolean, date, doublePrecision, integer, jsonb, pgSchema, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { connectAs, type Database } from "#db/connect.ts";

// The open schema: what releases have published. The SQL of db/migrations is the definition; a test compares.

export const openSchema = pgSchema("open");

export const city = openSchema.table("city", {
  singleton: boolean().primaryKey().default(true),
  code: text().notNull(),
  nameKk: text("name_kk"),
  nameRu: text("name_ru"),
  nameEn: text("name_en"),
  language: text().notNull(),
  timeZone: text("time_zone").notNull(),
  demo: boolean().notNull(),
  population: integer(),
  populationSourceKk: text("population_source_kk"),
  populationSourceRu: text("population_source_ru"),
  populationSourceEn: text("population_source_en"),
  coordinatesSourceKk: text("coordinates_source_kk"),
  coordinatesSourceRu: text("coordinates_source_ru"),
  coordinatesSourceEn: text("coordinates_source_en"),
  publisherKk: text("publisher_kk"),
  publisherRu: text("publisher_ru"),
  publisherEn: text("publisher_en"),
  contact: text(),
  firstDay: date("first_day", { mode: "string" }),
});

export const district = openSchema.table("district", {
  code: text().primaryKey(),
  parent: text(),
  kind: text().notNull(),
  labelKk: text("label_kk"),
  labelRu: text("label_ru"),
  labelEn: text("label_en"),
  population: integer(),
  populationSourceKk: text("population_source_kk"),
  populationSourceRu: text("population_source_ru"),
  populationSourceEn: text("population_source_en"),
  latitude: doublePrecision(),
  longitude: doublePrecision(),
  sort: integer().notNull(),
  validFrom: date("valid_from", { mode: "string" }).notNull(),
  validTo: date("valid_to", { mode: "string" }),
});

export const place = openSchema.table("place", {
  code: text().primaryKey(),
  district: text().notNull(),
  labelKk: text("label_kk"),
  labelRu: text("label_ru"),
  labelEn: text("label_en"),
  latitude: doublePrecision().notNull(),
  longitude: doublePrecision().notNull(),
  sort: integer().notNull(),
  validFrom: date("valid_from", { mode: "string" }).notNull(),
  validTo: date("valid_to", { mode: "string" }),
});

export const category = openSchema.table("category", {
  code: text().primaryKey(),
  parent: text(),
  labelKk: text("label_kk"),
  labelRu: text("label_ru"),
  labelEn: text("label_en"),
  sensitive: boolean().notNull(),
  sort: integer().notNull(),
  validFrom: date("valid_from", { mode: "string" }).notNull(),
  validTo: date("valid_to", { mode: "string" }),
});

export const code = openSchema.table("code", {
  list: text().notNull(),
  code: text().notNull(),
  labelKk: text("label_kk"),
  labelRu: text("label_ru"),
  labelEn: text("label_en"),
  sort: integer().notNull(),
  validFrom: date("valid_from", { mode: "string" }).notNull(),
  validTo: date("valid_to", { mode: "string" }),
}, (t) => [primaryKey({ columns: [t.list, t.code] })]);

export const release = openSchema.table("release", {
  id: text().primaryKey(),
  seq: integer().notNull(),
  asOf: date("as_of", { mode: "string" }).notNull(),
  publishedAt: timestamp("published_at", { withTimezone: true, mode: "date" }).notNull(),
  correction: boolean().notNull(),
  reasonKk: text("reason_kk"),
  reasonRu: text("reason_ru"),
  reasonEn: text("reason_en"),
  changes: jsonb().notNull(),
  files: jsonb().notNull(),
});

export const figureCount = openSchema.table("figure_count", {
  period: text().notNull(),
  grain: text().notNull(),
  category: text().notNull(),
  district: text().notNull(),
  channel: text().notNull(),
  release: text().notNull(),
  received: integer(),
  receivedStatus: text("received_status").notNull(),
}, (t) => [primaryKey({ columns: [t.period, t.category, t.district, t.channel, t.release] })]);

export const figureOutcome = openSchema.table("figure_outcome", {
  period: text().notNull(),
  category: text().notNull(),
  district: text().notNull(),
  release: text().notNull(),
  withDeadline: integer("with_deadline"),
  onTime: integer("on_time"),
  late: integer(),
  open: integer(),
  outcomeStatus: text("outcome_status").notNull(),
  reopened: integer(),
  reopenedStatus: text("reopened_status").notNull(),
  days1: integer("days_1"),
  days5: integer("days_5"),
  days10: integer("days_10"),
  days15: integer("days_15"),
  days20: integer("days_20"),
  longerOrOpen: integer("longer_or_open"),
  medianDays: integer("median_days"),
  p90Days: integer("p90_days"),
  durationStatus: text("duration_status").notNull(),
}, (t) => [primaryKey({ columns: [t.period, t.category, t.district, t.release] })]);

export const recordClass = openSchema.table("record_class", {
  quarter: text().notNull(),
  release: text().notNull(),
  categoryGroup: text("category_group").notNull(),
  category: text().notNull(),
  cityPart: text("city_part").notNull(),
  district: text().notNull(),
  outcome: text().notNull(),
  durationBand: text("duration_band").notNull(),
  appeals: integer().notNull(),
}, (t) => [primaryKey({ columns: [t.quarter, t.release, t.categoryGroup, t.category, t.cityPart, t.district, t.outcome, t.durationBand] })]);

export const seriesGrain = openSchema.table("series_grain", {
  year: integer().notNull(),
  dimension: text().notNull(),
  code: text().notNull(),
  grain: text().notNull(),
}, (t) => [primaryKey({ columns: [t.year, t.dimension, t.code] })]);

/** Received and answered on one day, the city's total alone; no release's, and frozen like one. */
export const daily = openSchema.table("daily", {
  day: date({ mode: "string" }).primaryKey(),
  received: integer().notNull(),
  answered: integer(),
  answeredStatus: text("answered_status").notNull(),
  publishedAt: timestamp("published_at", { withTimezone: true, mode: "date" }).notNull(),
});

/** T7: how those who were asked whether it was really solved answered, by the quarter their appeals came in. */
export const ratingCount = openSchema.table("rating_count", {
  quarter: text().primaryKey(),
  release: text().notNull(),
  answered: integer(),
  answeredStatus: text("answered_status").notNull(),
  yes: integer(),
  partly: integer(),
  no: integer(),
  splitStatus: text("split_status").notNull(),
});

/** The public's connection: SELECT on open and nothing else. */
export const openDb = (): Database => connectAs("public");
