import { and, eq, notInArray, sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { inbound } from "#db/private/intake.ts";
import { offeredSlot } from "#db/private/reception.ts";
import { privateDb } from "#db/private.ts";
import { cityClock } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { receptionSource } from "#lib/intake/reception.ts";
import { daysBetween } from "#lib/reception/read.ts";
import { staffNames } from "#lib/staff/names.ts";

/** So far ahead a resident may book. */
const days = 30;

/**
 * Works out which slots residents may book, from the hours and the visits as they stand, less what was booked on the web and
 * isn't taken in yet. The last word has whoever takes it in (lib/intake/reception.ts).
 */
export async function offerSlots(now = new Date()): Promise<void> {
  await privateDb().transaction(async (tx) => {
    // Nobody books between counting what waits and writing what is left.
    await tx.execute(sql`LOCK TABLE private.offered_slot IN SHARE ROW EXCLUSIVE MODE`);
    const today = cityDay(now, (await cityClock(tx)).timeZone);
    const slots = (await daysBetween(today, DateTime.fromISO(today).plus({ days }).toISODate()!, now, tx)).flatMap((day) => day.slots.filter((slot) => slot.startsAt > now));
    const waiting = await tx.select({ slot: sql<string>`${inbound.original} ->> 'slot'` }).from(inbound).where(and(eq(inbound.source, receptionSource), eq(inbound.state, "waiting")));
    const names = await staffNames([...new Set(slots.map((slot) => slot.official))], tx);
    const rows = slots.map((slot) => ({
      slot: slot.key, startsAt: slot.startsAt, minutes: slot.minutes, place: slot.place, host: names.get(slot.official) ?? "",
      free: Math.max(0, slot.free - waiting.filter((one) => one.slot === slot.key).length),
    }));
    await tx.delete(offeredSlot).where(rows.length > 0 ? notInArray(offeredSlot.slot, rows.map((row) => row.slot)) : undefined);
    if (rows.length === 0) return;
    await tx.insert(offeredSlot).values(rows).onConflictDoUpdate({
      target: offeredSlot.slot, set: { startsAt: sql`excluded.starts_at`, minutes: sql`excluded.minutes`, place: sql`excluded.place`, host: sql`excluded.host`, free: sql`excluded.free` },
    });
  });
}
