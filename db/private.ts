import { bigint, boolean, customType, date, doublePrecision, inet, integer, jsonb, pgSchema, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import type { PgDatabase } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import { connectAs, type Database } from "#db/connect.ts";

// The private schema: cases, people and officials. The SQL of db/migrations is the definition; a test compares.

export const privateSchema = pgSchema("private");

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

export const setting = privateSchema.table("setting", {
  key: text().primaryKey(),
  value: jsonb().notNull(),
});

export const district = privateSchema.table("district", {
  code: text().primaryKey(),
  parent: text(),
  kind: text().notNull(),
  nameKk: text("name_kk"),
  nameRu: text("name_ru"),
  nameEn: text("name_en"),
  population: integer(),
  populationSourceKk: text("population_source_kk"),
  populationSourceRu: text("population_source_ru"),
  populationSourceEn: text("population_source_en"),
  latitude: doublePrecision(),
  longitude: doublePrecision(),
  sort: integer().notNull().default(0),
  validFrom: date("valid_from", { mode: "string" }).notNull(),
  validTo: date("valid_to", { mode: "string" }),
});

export const department = privateSchema.table("department", {
  code: text().primaryKey(),
  nameKk: text("name_kk"),
  nameRu: text("name_ru"),
  nameEn: text("name_en"),
  sort: integer().notNull().default(0),
  active: boolean().notNull().default(true),
});

export const category = privateSchema.table("category", {
  code: text().primaryKey(),
  parent: text(),
  nameKk: text("name_kk"),
  nameRu: text("name_ru"),
  nameEn: text("name_en"),
  sensitive: boolean().notNull().default(false),
  targetDays: integer("target_days"),
  department: text(),
  sort: integer().notNull().default(0),
  validFrom: date("valid_from", { mode: "string" }).notNull(),
  validTo: date("valid_to", { mode: "string" }),
});

export const channel = privateSchema.table("channel", {
  code: text().primaryKey(),
  nameKk: text("name_kk"),
  nameRu: text("name_ru"),
  nameEn: text("name_en"),
  sort: integer().notNull().default(0),
});

export const calendarDay = privateSchema.table("calendar_day", {
  day: date({ mode: "string" }).primaryKey(),
  working: boolean().notNull(),
  nameKk: text("name_kk"),
  nameRu: text("name_ru"),
  nameEn: text("name_en"),
  basis: text().notNull(),
});

export const staff = privateSchema.table("staff", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  login: text().notNull(),
  name: text().notNull(),
  department: text(),
  passwordHash: text("password_hash").notNull(),
  mustChangePassword: boolean("must_change_password").notNull().default(false),
  active: boolean().notNull().default(true),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});

export const staffRole = privateSchema.table("staff_role", {
  staff: bigint({ mode: "number" }).notNull(),
  role: text().notNull(),
}, (t) => [primaryKey({ columns: [t.staff, t.role] })]);

export const session = privateSchema.table("session", {
  id: uuid().primaryKey().defaultRandom(),
  staff: bigint({ mode: "number" }).notNull(),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  lastSeenAt: timestamp("last_seen_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  expiresAt: timestamp("expires_at", { withTimezone: true, mode: "date" }).notNull(),
  revokedAt: timestamp("revoked_at", { withTimezone: true, mode: "date" }),
  address: inet(),
  agent: text(),
  secondFactorAt: timestamp("second_factor_at", { withTimezone: true, mode: "date" }),
  device: uuid(),
  method: text().notNull().default("password"),
  challenge: text(),
  challengeUntil: timestamp("challenge_until", { withTimezone: true, mode: "date" }),
});

export const signInAttempt = privateSchema.table("sign_in_attempt", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  login: text().notNull(),
  address: inet(),
  succeeded: boolean().notNull(),
  factor: text().notNull().default("password"),
  device: uuid(),
});

export const person = privateSchema.table("person", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  name: text(),
  phone: text(),
  address: text(),
  email: text(),
  way: text(),
  whatsapp: text(),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});

export const source = privateSchema.table("source", {
  code: text().primaryKey(),
  name: text().notNull(),
  observedUntil: timestamp("observed_until", { withTimezone: true, mode: "date" }),
});

export const importRun = privateSchema.table("import_run", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  source: text().notNull(),
  fileName: text("file_name").notNull(),
  startedAt: timestamp("started_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  finishedAt: timestamp("finished_at", { withTimezone: true, mode: "date" }),
  linesRead: bigint("lines_read", { mode: "number" }),
  inserted: bigint({ mode: "number" }),
  present: bigint({ mode: "number" }),
  rejected: bigint({ mode: "number" }),
});

export const appeal = privateSchema.table("appeal", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  number: text().notNull(),
  source: text().notNull(),
  sourceId: text("source_id").notNull(),
  importRun: bigint("import_run", { mode: "number" }),
  track: text().notNull(),
  kind: text(),
  status: text().notNull(),
  channel: text().notNull(),
  category: text(),
  district: text(),
  department: text(),
  executor: bigint({ mode: "number" }),
  language: text().notNull(),
  text: text().notNull().default(""),
  applicant: bigint({ mode: "number" }),
  parent: bigint({ mode: "number" }),
  receivedAt: timestamp("received_at", { withTimezone: true, mode: "date" }).notNull(),
  registeredAt: timestamp("registered_at", { withTimezone: true, mode: "date" }),
  dueAt: timestamp("due_at", { withTimezone: true, mode: "date" }),
  dueBasis: text("due_basis"),
  extendedAt: timestamp("extended_at", { withTimezone: true, mode: "date" }),
  conformitySince: timestamp("conformity_since", { withTimezone: true, mode: "date" }),
  conformityUntil: date("conformity_until", { mode: "string" }),
  closedAt: timestamp("closed_at", { withTimezone: true, mode: "date" }),
  outcome: text(),
  outcomeGround: text("outcome_ground"),
  round: integer().notNull().default(1),
  problem: bigint({ mode: "number" }),
  trackingHash: bytea("tracking_hash"),
  version: integer().notNull().default(1),
  historySeq: integer("history_seq").notNull().default(0),
  historyHash: bytea("history_hash"),
  erasedAt: timestamp("erased_at", { withTimezone: true, mode: "date" }),
});

export const pastRound = privateSchema.table("past_round", {
  appeal: bigint({ mode: "number" }).notNull(),
  round: integer().notNull(),
  dueAt: timestamp("due_at", { withTimezone: true, mode: "date" }),
  dueBasis: text("due_basis"),
  closedAt: timestamp("closed_at", { withTimezone: true, mode: "date" }).notNull(),
  outcome: text(),
  reopenedAt: timestamp("reopened_at", { withTimezone: true, mode: "date" }).notNull(),
}, (t) => [primaryKey({ columns: [t.appeal, t.round] })]);

export const answer = privateSchema.table("answer", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  appeal: bigint({ mode: "number" }).notNull(),
  round: integer().notNull(),
  text: text().notNull(),
  language: text().notNull(),
  outcome: text(),
  writtenBy: bigint("written_by", { mode: "number" }).notNull(),
  writtenAt: timestamp("written_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  signedBy: bigint("signed_by", { mode: "number" }),
  signedAt: timestamp("signed_at", { withTimezone: true, mode: "date" }),
  readAt: timestamp("read_at", { withTimezone: true, mode: "date" }),
  template: bigint({ mode: "number" }),
  templateVersion: integer("template_version"),
});

export const proposal = privateSchema.table("proposal", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  appeal: bigint({ mode: "number" }).notNull(),
  act: text().notNull(),
  detail: jsonb().notNull(),
  reason: text().notNull(),
  proposedBy: bigint("proposed_by", { mode: "number" }).notNull(),
  proposedAt: timestamp("proposed_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  decidedBy: bigint("decided_by", { mode: "number" }),
  decidedAt: timestamp("decided_at", { withTimezone: true, mode: "date" }),
  accepted: boolean(),
});

export const applicantLook = privateSchema.table("applicant_look", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  staff: bigint({ mode: "number" }).notNull(),
  appeal: bigint({ mode: "number" }).notNull(),
});

export const event = privateSchema.table("event", {
  appeal: bigint({ mode: "number" }).notNull(),
  seq: integer().notNull().default(0), // set by the trigger event_chain
  at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  actor: bigint({ mode: "number" }),
  kind: text().notNull(),
  before: jsonb(),
  after: jsonb(),
  reason: text(),
  prev: bytea(),
  hash: bytea().notNull().default(Buffer.alloc(0)), // set by the trigger event_chain
}, (t) => [primaryKey({ columns: [t.appeal, t.seq] })]);

export const frozen = privateSchema.table("frozen", {
  appeal: bigint({ mode: "number" }).primaryKey(),
  month: date({ mode: "string" }).notNull(),
  category: text().notNull(),
  district: text().notNull(),
  channel: text().notNull(),
  countsRelease: text("counts_release").notNull(),
  result: text(),
  workingDays: integer("working_days"),
  reopened: boolean(),
  outcome: text(),
  outcomesRelease: text("outcomes_release"),
});

/** A pool or a transaction of one: what a command or a read is handed. */
// `any`: drizzle's schema parameters say nothing here: no relational queries
export type Connection = PgDatabase<PostgresJsQueryResultHKT, any, any>;

/** The back-office's connection: reads and writes cases, cannot rewrite history, cannot see the open schema. */
export const privateDb = (): Database => connectAs("office");
