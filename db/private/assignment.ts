import { bigint, boolean, date, integer, text, timestamp } from "drizzle-orm/pg-core";
import { privateSchema } from "#db/private.ts";

/** Who was given a case, with which words and by which internal day; the newest row of a case stands. */
export const assignment = privateSchema.table("assignment", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  appeal: bigint({ mode: "number" }).notNull(),
  round: integer().notNull(),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  assignedBy: bigint("assigned_by", { mode: "number" }),
  department: text().notNull(),
  executor: bigint({ mode: "number" }),
  instruction: text().notNull().default(""),
  internalDue: date("internal_due", { mode: "string" }),
});

/** Whom else a case concerns: a department or one of its officials, with a part of his own. */
export const coExecutor = privateSchema.table("co_executor", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  appeal: bigint({ mode: "number" }).notNull(),
  round: integer().notNull(),
  department: text().notNull(),
  staff: bigint({ mode: "number" }),
  task: text().notNull(),
  internalDue: date("internal_due", { mode: "string" }).notNull(),
  contribution: text(),
  contributedBy: bigint("contributed_by", { mode: "number" }),
  contributedAt: timestamp("contributed_at", { withTimezone: true, mode: "date" }),
});

/** Where new cases should go, in order (lib/appeals/routing.ts). */
export const routingRule = privateSchema.table("routing_rule", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  position: integer().notNull(),
  active: boolean().notNull().default(true),
  automatic: boolean().notNull().default(false),
  category: text(),
  district: text(),
  channel: text(),
  language: text(),
  words: text().notNull().default(""),
  department: text().notNull(),
  executor: bigint({ mode: "number" }),
  instruction: text().notNull().default(""),
  internalDays: integer("internal_days"),
  version: integer().notNull().default(1),
});
