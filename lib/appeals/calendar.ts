import { calendarDay, type Connection } from "#db/private.ts";

/** An exception to Monday–Friday: a holiday or transferred day off, or a decreed working weekend day. */
export type CalendarDay = { day: string; working: boolean };

/** Counts working days on ISO dates ("2026-11-23"), whatever the zone: a day is the city's day. */
export type Calendar = {
  isWorkingDay(day: string): boolean;
  /** The n-th working day AFTER `day` (counting starts the next day); 0 is `day` itself or, when it is off, the next working day. */
  addWorkingDays(day: string, n: number): string;
  /** How many working days lie in (from, to]; 0 when `to` is not after `from`. */
  workingDaysBetween(from: string, to: string): number;
};

const dayMs = 86_400_000;
const toNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / dayMs;
const toDay = (number: number) => new Date(number * dayMs).toISOString().slice(0, 10);
// Day 0 of the epoch was a Thursday; shifted so that a week runs Monday 0 … Sunday 6.
const weekday = (number: number) => (((number + 3) % 7) + 7) % 7;
const isWeekday = (number: number) => weekday(number) < 5;
/** Mondays to Fridays up to and including a day, from a Monday long before the epoch. */
function weekdaysUpTo(number: number): number {
  const days = number + 3 + 7 * 10_000_000 + 1;
  return Math.floor(days / 7) * 5 + Math.min(days % 7, 5);
}

/** A calendar from its exceptions; those that only repeat the ordinary week are ignored. */
export function calendarOf(exceptions: CalendarDay[]): Calendar {
  const working = new Map(exceptions.map((e) => [toNumber(e.day), e.working]));
  const changed = [...working].filter(([number, works]) => works !== isWeekday(number)).sort((a, b) => a[0] - b[0]);
  const numbers = changed.map(([number]) => number);
  const gained = [0];
  for (const [, works] of changed) gained.push(gained.at(-1)! + (works ? 1 : -1));

  /** Sum of the exceptions up to and including a day, by binary search. */
  function gainedUpTo(number: number): number {
    let low = 0, high = numbers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[middle]! <= number) low = middle + 1;
      else high = middle;
    }
    return gained[low]!;
  }
  const works = (number: number) => working.get(number) ?? isWeekday(number);
  const upTo = (number: number) => weekdaysUpTo(number) + gainedUpTo(number);

  return {
    isWorkingDay: (day) => works(toNumber(day)),
    addWorkingDays(day, n) {
      if (!Number.isInteger(n) || n < 0) throw new RangeError(`Working days to add must be a whole number from 0: ${n}`);
      let number = toNumber(day);
      if (n === 0) while (!works(number)) number++;
      for (let left = n; left > 0;) if (works(++number)) left--;
      return toDay(number);
    },
    workingDaysBetween: (from, to) => (to <= from ? 0 : upTo(toNumber(to)) - upTo(toNumber(from))),
  };
}

/** The city's calendar as it stands in the database. */
export async function loadCalendar(db: Connection): Promise<Calendar> {
  return calendarOf(await db.select({ day: calendarDay.day, working: calendarDay.working }).from(calendarDay));
}
