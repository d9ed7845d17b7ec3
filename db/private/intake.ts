import { bigint, boolean, integer, jsonb, primaryKey, smallint, text, timestamp } from "drizzle-orm/pg-core";
import { bytea, privateSchema } from "#db/private.ts";

// What arrives by any way, the conversations and attachments made of it, and how the ways are set up (db/migrations/0020_intake.sql).

export const inbound = privateSchema.table("inbound", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  source: text().notNull(),
  sourceId: text("source_id").notNull(),
  kind: text().notNull(),
  sender: text(),
  original: jsonb().notNull(),
  arrivedAt: timestamp("arrived_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  number: text(),
  trackingHash: bytea("tracking_hash"),
  appeal: bigint({ mode: "number" }),
  state: text().notNull().default("waiting"),
  tries: integer().notNull().default(0),
  tryAt: timestamp("try_at", { withTimezone: true, mode: "date" }),
  lastError: text("last_error"),
  doneAt: timestamp("done_at", { withTimezone: true, mode: "date" }),
});

export const message = privateSchema.table("message", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  appeal: bigint({ mode: "number" }).notNull(),
  inbound: bigint({ mode: "number" }),
  outbox: bigint({ mode: "number" }),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull(),
  channel: text().notNull(),
  form: text().notNull(),
  text: text().notNull().default(""),
  detail: jsonb(),
});

export const attachment = privateSchema.table("attachment", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  inbound: bigint({ mode: "number" }).notNull(),
  appeal: bigint({ mode: "number" }),
  message: bigint({ mode: "number" }),
  mediaId: text("media_id"),
  expectedSha256: bytea("expected_sha256"),
  name: text(),
  type: text().notNull(),
  bytes: integer(),
  sha256: bytea(),
  content: bytea(),
  part: smallint(),
  state: text().notNull().default("waiting"),
  reason: text(),
  tries: integer().notNull().default(0),
  tryAt: timestamp("try_at", { withTimezone: true, mode: "date" }),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
});

export const way = privateSchema.table("way", {
  code: text().primaryKey(),
  active: boolean().notNull().default(false),
  settings: jsonb().notNull().default({}),
  secrets: bytea(),
  updatedAt: timestamp("updated_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  updatedBy: bigint("updated_by", { mode: "number" }),
});

/** Uses of public forms by network; only functions of `resident` write here. */
export const publicUse = privateSchema.table("public_use", {
  network: bytea().notNull(),
  form: text().notNull(),
  began: timestamp({ withTimezone: true, mode: "date" }).notNull(),
  n: integer().notNull(),
}, (t) => [primaryKey({ columns: [t.network, t.form, t.began] })]);

/** Programs that may hand in requests by Open311; of a key only its hash is here. */
export const open311Client = privateSchema.table("open311_client", {
  name: text().primaryKey(),
  keyHash: bytea("key_hash").notNull(),
  madeAt: timestamp("made_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  madeBy: bigint("made_by", { mode: "number" }),
});

/** Whether an answer really solved it, by the applicant: every word, the last one of a round counts (db/migrations/0024_own_words.sql). */
export const rating = privateSchema.table("rating", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  appeal: bigint({ mode: "number" }).notNull(),
  round: smallint().notNull(),
  answer: text().notNull(),
  reason: text(),
  at: timestamp({ withTimezone: true, mode: "date" }).notNull(),
  inbound: bigint({ mode: "number" }),
});
