import { bigint, boolean, date, integer, jsonb, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea, privateSchema } from "#db/private.ts";

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Who wants to hear of each release (db/migrations/0012_publication.sql). */
export const subscription = privateSchema.table("subscription", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  ref: uuid().notNull(),
  email: text().notNull(),
  language: text().notNull(),
  confirmHash: bytea("confirm_hash").notNull(),
  leaveHash: bytea("leave_hash").notNull(),
  askedAt: moment("asked_at").notNull().defaultNow(),
  confirmedAt: moment("confirmed_at"),
});

/** Requests by network; only the function resident.subscribe writes here. */
export const subscriptionTry = privateSchema.table("subscription_try", {
  network: bytea().notNull(),
  began: moment("began").notNull(),
  n: integer().notNull(),
});

/** What readers are still to be told of; a trigger writes it with the release. */
export const releaseNotice = privateSchema.table("release_notice", {
  release: text().primaryKey(),
  asOf: date("as_of", { mode: "string" }).notNull(),
  publishedAt: moment("published_at").notNull(),
  correction: boolean().notNull(),
  reasonKk: text("reason_kk"),
  reasonRu: text("reason_ru"),
  reasonEn: text("reason_en"),
  toldAt: moment("told_at"),
});

/** What a publisher ordered and what came of it. */
export const releaseOrder = privateSchema.table("release_order", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  correction: boolean().notNull(),
  asOf: date("as_of", { mode: "string" }).notNull(),
  reasonKk: text("reason_kk"),
  reasonRu: text("reason_ru"),
  reasonEn: text("reason_en"),
  orderedBy: bigint("ordered_by", { mode: "number" }),
  orderedAt: moment("ordered_at").notNull().defaultNow(),
  begunAt: moment("begun_at"),
  progress: text(),
  leftToDo: integer("left_to_do"),
  endedAt: moment("ended_at"),
  release: text(),
  refusal: text(),
  told: text(),
  cells: jsonb(),
});
