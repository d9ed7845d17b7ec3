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
  /** The office's day and minute of a moment; what is outside hours belongs to the next opening. */
  const position = (at: Date): { day: string; minute: number } => {
    const today = cityDay(at, clock.timeZone), minute = minutes(cityTime(at, clock.timeZone));
    const day = registrationDay(clock, at);
    return { day, minute: day === today ? Math.max(minute, opens) : opens };
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
