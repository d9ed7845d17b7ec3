import { bigint, text, timestamp, primaryKey } from "drizzle-orm/pg-core";
import { bytea, privateSchema } from "#db/private.ts";

// Who gets in (db/migrations/0008_second_factor.sql).

const moment = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const authenticator = privateSchema.table("authenticator", {
  staff: bigint({ mode: "number" }).primaryKey(),
  secret: bytea(),
  enrolledAt: moment("enrolled_at"),
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  pending: bytea(),
  pendingAt: moment("pending_at"),
});

export const recoveryCode = privateSchema.table("recovery_code", {
  staff: bigint({ mode: "number" }).notNull(),
  hash: bytea().notNull(),
  issuedAt: moment("issued_at").notNull().defaultNow(),
  usedAt: moment("used_at"),
}, (t) => [primaryKey({ columns: [t.staff, t.hash] })]);

export const passkey = privateSchema.table("passkey", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  staff: bigint({ mode: "number" }).notNull(),
  credential: text().notNull(),
  publicKey: bytea("public_key").notNull(),
  counter: bigint({ mode: "number" }).notNull(),
  transports: text().array().notNull().default([]),
  name: text().notNull(),
  createdAt: moment("created_at").notNull().defaultNow(),
  lastUsedAt: moment("last_used_at"),
});

export const identity = privateSchema.table("identity", {
  staff: bigint({ mode: "number" }).primaryKey(),
  issuer: text().notNull(),
  subject: text(),
  email: text(),
});
