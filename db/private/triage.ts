import { bigint, primaryKey, timestamp } from "drizzle-orm/pg-core";
import { privateSchema } from "#db/private.ts";

/** Who has opened which case of the inbox (db/migrations/0002_triage.sql). */
export const readMark = privateSchema.table("read_mark", {
  staff: bigint({ mode: "number" }).notNull(),
  appeal: bigint({ mode: "number" }).notNull(),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
}, (t) => [primaryKey({ columns: [t.staff, t.appeal] })]);

/** Who says that he has a case of the inbox in hand. */
export const claim = privateSchema.table("claim", {
  appeal: bigint({ mode: "number" }).primaryKey(),
  staff: bigint({ mode: "number" }).notNull(),
  since: timestamp({ withTimezone: true, mode: "date" }).notNull().defaultNow(),
  activeAt: timestamp("active_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});
