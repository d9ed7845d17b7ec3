import { bigint, boolean, integer, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { privateSchema } from "#db/private.ts";

/** Templates of answers; `version` is the one in use (db/migrations/0006_answers.sql). */
export const template = privateSchema.table("template", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  version: integer().notNull().default(1),
  active: boolean().notNull().default(true),
});

/** Every wording a template ever had; never changed. */
export const templateVersion = privateSchema.table("template_version", {
  template: bigint({ mode: "number" }).notNull(),
  version: integer().notNull(),
  name: text().notNull(),
  language: text().notNull(),
  track: text(),
  kind: text(),
  category: text(),
  outcome: text(),
  text: text().notNull(),
  writtenBy: bigint("written_by", { mode: "number" }),
  writtenAt: timestamp("written_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
}, (t) => [primaryKey({ columns: [t.template, t.version] })]);
