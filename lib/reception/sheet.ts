import { and, asc, eq, gte, inArray, lt } from "drizzle-orm";
import { appeal, applicantLook, person, privateDb } from "#db/private.ts";
import { booking } from "#db/private/reception.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { endOfCityDay, startOfCityDay } from "#lib/appeals/city-day.ts";
import { type Actor, demand } from "#lib/staff/actor.ts";

export type SheetLine = {
  startsAt: Date; minutes: number; place: string; number: string; text: string; language: string; name: string | null; phone: string | null;
};

/** An official's reception of a day with names and phones, to print. Each drawing is a look at each of its cases' applicants, written down before anything is shown. */
export async function daySheet(actor: Actor, official: number, day: string): Promise<SheetLine[]> {
  demand(actor, "reception.read");
  demand(actor, "applicant.look");
  return privateDb().transaction(async (tx) => {
    const { timeZone } = await officeCity(tx);
    const rows = await tx.select({
      appeal: booking.appeal, applicant: appeal.applicant, startsAt: booking.startsAt, minutes: booking.minutes, place: booking.place, number: appeal.number, text: appeal.text, language: appeal.language,
      name: person.name, phone: person.phone,
    }).from(booking).innerJoin(appeal, eq(appeal.id, booking.appeal)).leftJoin(person, eq(person.id, appeal.applicant))
      .where(and(eq(booking.official, official), inArray(booking.state, ["booked", "solved", "promised", "unsolved"]), gte(booking.startsAt, startOfCityDay(day, timeZone)), lt(booking.startsAt, endOfCityDay(day, timeZone))))
      .orderBy(asc(booking.startsAt), asc(booking.seat));
    const looked = rows.filter((row) => row.applicant !== null);
    if (looked.length > 0) await tx.insert(applicantLook).values(looked.map((row) => ({ staff: actor.id, appeal: row.appeal })));
    return rows.map(({ appeal: _, applicant: __, ...line }) => line);
  });
}
