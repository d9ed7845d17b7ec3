import { cityDay, cityTime, startOfCityDay } from "#lib/appeals/city-day.ts";
import { type Clock, registrationDay } from "#lib/appeals/deadlines.ts";

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Time as an office has it: minutes between opening and closing of working days. */
export function officeTime(clock: Clock) {
  const opens = minutes(clock.officeHours.start), closes = minutes(clock.officeHours.end), length = closes - opens;
  const starts = new Map<string, number>();
  const moment = (day: string, minute: number, second = 0): Date => {
    const start = starts.get(day) ?? startOfCityDay(day, clock.timeZone).getTime();
    starts.set(day, start);
    return new Date(start + (minute * 60 + second) * 1000);
  };
  // Clocks change on a quarter of an hour, everywhere: one question to the time zone answers for fifteen minutes.
  const quarters = new Map<number, { day: string; minute: number }>();
  const wallClock = (at: Date): { day: string; minute: number } => {
    const quarter = Math.floor(at.getTime() / 900_000), start = new Date(quarter * 900_000);
    const known = quarters.get(quarter) ?? { day: cityDay(start, clock.timeZone), minute: minutes(cityTime(start, clock.timeZone)) };
    quarters.set(quarter, known);
    return { day: known.day, minute: known.minute + Math.floor((at.getTime() % 900_000) / 60_000) };
  };
  /** The office's day and minute of a moment; what is outside hours belongs to the next opening. */
  const position = (at: Date): { day: string; minute: number } => {
    const { day, minute } = wallClock(at);
    if (minute < closes && clock.calendar.isWorkingDay(day)) return { day, minute: Math.max(minute, opens) };
    return { day: registrationDay(clock, at), minute: opens };
  };
  return {
    opens, closes, moment, position,
    /** So many office minutes later. */
    after(at: Date, later: number, second = 0): Date {
      const from = position(at);
      const passed = from.minute - opens + Math.max(1, Math.round(later));
      return moment(clock.calendar.addWorkingDays(from.day, Math.floor(passed / length)), opens + (passed % length), second);
    },
    /** Office minutes from one moment to another. */
    between(from: Date, to: Date): number {
      const a = position(from), b = position(to);
      return clock.calendar.workingDaysBetween(a.day, b.day) * length + b.minute - a.minute;
    },
  };
}
export type OfficeTime = ReturnType<typeof officeTime>;
