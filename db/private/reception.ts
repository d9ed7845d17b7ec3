import { bigint, boolean, date, jsonb, primaryKey, smallint, text, timestamp } from "drizzle-orm/pg-core";
import { privateSchema } from "#db/private.ts";

export const receptionHours = privateSchema.table("reception_hours", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  official: bigint({ mode: "number" }).notNull(),
  weekday: smallint(),
  day: date({ mode: "string" }),
  starts: text().notNull(),
  ends: text().notNull(),
  minutes: smallint().notNull(),
  seats: smallint().notNull(),
  place: text().notNull(),
  validFrom: date("valid_from", { mode: "string" }).notNull(),
  validTo: date("valid_to", { mode: "string" }),
});

export const receptionDayOff = privateSchema.table("reception_day_off", {
  official: bigint({ mode: "number" }).notNull(),
  day: date({ mode: "string" }).notNull(),
  reason: text().notNull(),
}, (t) => [primaryKey({ columns: [t.official, t.day] })]);

export const booking = privateSchema.table("booking", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  appeal: bigint({ mode: "number" }).notNull(),
  official: bigint({ mode: "number" }).notNull(),
  startsAt: timestamp("starts_at", { withTimezone: true, mode: "date" }).notNull(),
  minutes: smallint().notNull(),
  seat: smallint().notNull(),
  place: text().notNull(),
  state: text().notNull().default("booked"),
  settled: boolean().notNull().default(true),
  note: text(),
  promisedUntil: date("promised_until", { mode: "string" }),
  promisedDepartment: text("promised_department"),
  /** Null: the person himself, on the web. */
  bookedBy: bigint("booked_by", { mode: "number" }),
  bookedAt: timestamp("booked_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  recordedBy: bigint("recorded_by", { mode: "number" }),
  recordedAt: timestamp("recorded_at", { withTimezone: true, mode: "date" }),
});

/** Free slots as they are offered in public (lib/reception/offer.ts). */
export const offeredSlot = privateSchema.table("offered_slot", {
  slot: text().primaryKey(),
  startsAt: timestamp("starts_at", { withTimezone: true, mode: "date" }).notNull(),
  minutes: smallint().notNull(),
  place: text().notNull(),
  host: text().notNull(),
  free: smallint().notNull(),
});

export const releasePreview = privateSchema.table("release_preview", {
  singleton: boolean().primaryKey().default(true),
  computedAt: timestamp("computed_at", { withTimezone: true, mode: "date" }).notNull(),
  body: jsonb().notNull(),
});
