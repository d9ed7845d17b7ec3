import { bigint, integer, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea, privateSchema } from "#db/private.ts";

/** What applicants and subscribed readers are told, by which way it goes and whether it arrived (db/migrations/0007_outbox.sql, 0012_publication.sql). */
export const outbox = privateSchema.table("outbox", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  key: text().notNull(),
  appeal: bigint({ mode: "number" }),
  subscription: bigint({ mode: "number" }),
  recipient: text(),
  kind: text().notNull(),
  channel: text().notNull(),
  tried: text().array().notNull().default([]),
  language: text().notNull(),
  subject: text().notNull(),
  text: text().notNull(),
  short: text(),
  messageId: uuid("message_id").notNull().defaultRandom(),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  state: text().notNull().default("waiting"),
  tries: integer().notNull().default(0),
  tryAt: timestamp("try_at", { withTimezone: true, mode: "date" }),
  begunAt: timestamp("begun_at", { withTimezone: true, mode: "date" }),
  lastError: text("last_error"),
  sentTo: text("sent_to"),
  doneAt: timestamp("done_at", { withTimezone: true, mode: "date" }),
  way: text(),
  obstacle: text("obstacle"),
  doneBy: bigint("done_by", { mode: "number" }),
  providerId: text("provider_id"),
  delivery: text(),
  deliveryAt: timestamp("delivery_at", { withTimezone: true, mode: "date" }),
  deliveryError: text("delivery_error"),
});

/** Looks at the tracking page by network; only the function resident.track writes here. */
export const trackGuess = privateSchema.table("track_guess", {
  network: bytea().notNull(),
  began: timestamp({ withTimezone: true, mode: "date" }).notNull(),
  n: integer().notNull(),
});
