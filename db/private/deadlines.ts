import { bigint, boolean, date, integer, jsonb, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { privateSchema } from "#db/private.ts";

/** Changes of the calendar that are not applied yet; `working` null: back to the ordinary week. */
export const calendarDraft = privateSchema.table("calendar_draft", {
  day: date({ mode: "string" }).primaryKey(),
  working: boolean(),
  nameKk: text("name_kk"),
  nameRu: text("name_ru"),
  nameEn: text("name_en"),
  basis: text(),
  draftedBy: bigint("drafted_by", { mode: "number" }).notNull(),
  draftedAt: timestamp("drafted_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});

/** Confirmed drafts; the newest without `appliedAt` is being applied by the job. */
export const calendarChange = privateSchema.table("calendar_change", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  days: jsonb().notNull(),
  confirmedBy: bigint("confirmed_by", { mode: "number" }).notNull(),
  confirmedAt: timestamp("confirmed_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  total: integer(),
  seen: integer().notNull().default(0),
  moved: integer(),
  appliedAt: timestamp("applied_at", { withTimezone: true, mode: "date" }),
});

/** That a case was put before the head of its department or the akim. */
export const escalation = privateSchema.table("escalation", {
  appeal: bigint({ mode: "number" }).notNull(),
  level: text().notNull(),
  dueAt: timestamp("due_at", { withTimezone: true, mode: "date" }).notNull(),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
}, (t) => [primaryKey({ columns: [t.appeal, t.level, t.dueAt] })]);
