import { sql } from "drizzle-orm";
import { bigint, boolean, integer, jsonb, primaryKey, real, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { privateSchema } from "#db/private.ts";

/** Words of the newest cases and the share of them in which each occurs, as private.fold() writes them. */
export const word = privateSchema.table("word", {
  word: text().primaryKey(),
  stem: text().notNull().generatedAlwaysAs(sql`left(word, 5)`),
  share: real().notNull(),
});

/** A look at applicants that a search was: whom it found, not what was typed. */
export const applicantSearch = privateSchema.table("applicant_search", {
  id: uuid().primaryKey().defaultRandom(),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  staff: bigint({ mode: "number" }).notNull(),
  by: text().notNull(),
  exact: boolean().notNull(),
  people: bigint({ mode: "number" }).array().notNull(),
});

/** An official's own view of the list. */
export const savedView = privateSchema.table("saved_view", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  staff: bigint({ mode: "number" }).notNull(),
  name: text().notNull(),
  query: text().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});

/** One act on several cases, and what became of each. */
export const batch = privateSchema.table("batch", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  staff: bigint({ mode: "number" }).notNull(),
  act: text().notNull(),
  input: jsonb().notNull(),
  undoneAt: timestamp("undone_at", { withTimezone: true, mode: "date" }),
});

export const batchCase = privateSchema.table("batch_case", {
  batch: bigint({ mode: "number" }).notNull(),
  appeal: bigint({ mode: "number" }).notNull(),
  version: integer(),
  before: jsonb(),
  refusal: text(),
  undone: boolean().notNull().default(false),
  undoRefusal: text("undo_refusal"),
}, (t) => [primaryKey({ columns: [t.batch, t.appeal] })]);
