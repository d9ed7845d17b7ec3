import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { type Connection, privateDb, setting } from "#db/private.ts";
import { loadCalendar } from "#lib/appeals/calendar.ts";
import type { Clock } from "#lib/appeals/deadlines.ts";
import type { Locale, Names } from "#lib/i18n/locale.ts";

const names = z.object({ kk: z.string().nullish().transform((v) => v ?? null), ru: z.string().nullish().transform((v) => v ?? null), en: z.string().nullish().transform((v) => v ?? null) });
const City = z.object({
  name: names,
  language: z.enum(["kk", "ru", "en"]),
  timeZone: z.string(),
  demo: z.boolean().default(false),
  officeHours: z.object({ start: z.string(), end: z.string() }),
});

/** The city as the back-office needs it. */
export type OfficeCity = { name: Names; language: Locale; timeZone: string; demo: boolean; officeHours: Clock["officeHours"] };

/** @throws when the database has no city: `npm run setup` makes one. */
export async function officeCity(db: Connection = privateDb()): Promise<OfficeCity> {
  const [row] = await db.select({ value: setting.value }).from(setting).where(eq(setting.key, "city"));
  if (!row) throw new Error("The database has no city yet: run `npm run setup -- CITY_DIR`.");
  return City.parse(row.value);
}

/** The clock of the city's deadlines as it stands now. */
export async function cityClock(db: Connection = privateDb()): Promise<Clock> {
  const { timeZone, officeHours } = await officeCity(db);
  return { timeZone, officeHours, calendar: await loadCalendar(db) };
}

const calendarLock = sql`hashtext('open-akimat calendar')`;

/**
 * Holds the calendar for this transaction: it can't be replaced until it is done. Taken after the case's lock, because who
 * replaces the calendar takes the cases first (calendar-apply.ts).
 */
export const holdCalendar = (tx: Connection) => tx.execute(sql`SELECT pg_advisory_xact_lock_shared(${calendarLock})`);

/** The clock by which a transaction counts a new deadline: no deadline of an old calendar appears after a change was applied. */
export async function countingClock(tx: Connection): Promise<Clock> {
  await holdCalendar(tx);
  return cityClock(tx);
}

/** For who replaces the calendar: waits for all who count by it, and holds them off. */
export const holdCalendarAlone = (tx: Connection) => tx.execute(sql`SELECT pg_advisory_xact_lock(${calendarLock})`);
