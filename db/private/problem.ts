import { bigint, integer, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { privateSchema } from "#db/private.ts";

/** Cases of several people about one thing; the link is `appeal.problem`. */
export const problem = privateSchema.table("problem", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  title: text().notNull(),
  category: text(),
  district: text(),
  department: text().notNull(),
  outcome: text(),
  openedBy: bigint("opened_by", { mode: "number" }).notNull(),
  openedAt: timestamp("opened_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  closedAt: timestamp("closed_at", { withTimezone: true, mode: "date" }),
  version: integer().notNull().default(1),
});

/** The common answer of a problem in one language. */
export const problemText = privateSchema.table("problem_text", {
  problem: bigint({ mode: "number" }).notNull(),
  language: text().notNull(),
  text: text().notNull(),
  writtenBy: bigint("written_by", { mode: "number" }).notNull(),
  writtenAt: timestamp("written_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
}, (t) => [primaryKey({ columns: [t.problem, t.language] })]);

/** What is said in public of a problem, and until when. */
export const announcement = privateSchema.table("announcement", {
  problem: bigint({ mode: "number" }).primaryKey(),
  ref: uuid().notNull().defaultRandom(),
  textKk: text("text_kk"),
  textRu: text("text_ru"),
  textEn: text("text_en"),
  until: timestamp({ withTimezone: true, mode: "date" }).notNull(),
  announcedBy: bigint("announced_by", { mode: "number" }).notNull(),
  announcedAt: timestamp("announced_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});
