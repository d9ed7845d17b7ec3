import { bigint, boolean, jsonb, text, timestamp } from "drizzle-orm/pg-core";
import { bytea, privateSchema } from "#db/private.ts";

/** What officials change outside cases; append-only and chained (db/migrations/0001_office_history.sql). */
export const officeEvent = privateSchema.table("office_event", {
  seq: bigint({ mode: "number" }).primaryKey(),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  actor: bigint({ mode: "number" }),
  kind: text().notNull(),
  subject: text().notNull(),
  before: jsonb(),
  after: jsonb(),
  reason: text(),
  prev: bytea(),
  hash: bytea().notNull(),
});

export const officeEventHead = privateSchema.table("office_event_head", {
  singleton: boolean().primaryKey().default(true),
  seq: bigint({ mode: "number" }).notNull(),
  hash: bytea(),
});
