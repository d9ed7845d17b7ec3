import { DateTime } from "luxon";

/** The city's calendar day of a moment: "today" is never the server's (casework.md). */
export const cityDay = (moment: Date, timeZone: string): string => DateTime.fromJSDate(moment, { zone: timeZone }).toISODate()!;

/** The city's wall clock of a moment, "HH:mm". */
export const cityTime = (moment: Date, timeZone: string): string => DateTime.fromJSDate(moment, { zone: timeZone }).toFormat("HH:mm");

/** The last instant of a city's day: what is done then is still in time. */
export const endOfCityDay = (day: string, timeZone: string): Date => DateTime.fromISO(day, { zone: timeZone }).endOf("day").toJSDate();

/** The first instant of a city's day. */
export const startOfCityDay = (day: string, timeZone: string): Date => DateTime.fromISO(day, { zone: timeZone }).startOf("day").toJSDate();

/** The same date some months later; the last of the month where there is none (31 December + 2 months = 28 February). */
export const addMonths = (day: string, months: number): string => DateTime.fromISO(day, { zone: "utc" }).plus({ months }).toISODate()!;
