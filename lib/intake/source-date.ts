import { DateTime, IANAZone } from "luxon";

/**
 * A moment read from a source's local time. `again` is set where the clock was put back and the same time came twice:
 * then `at` is the first. `localDay` counts the local calendar's days from 1970. `dateOnly`: the format has no time of
 * day, `at` is the day's beginning.
 */
export type SourceMoment = { at: number; again: number | null; localDay: number; dateOnly: boolean };
export type DateParser = (text: string) => SourceMoment | "bad-date" | "no-such-time";

/** Luxon's tokens that the quick way reads; formats with others are left to luxon, ten times slower. */
const tokens: Record<string, { pattern: string; part: string }> = {
  yyyy: { pattern: "(\\d{4})", part: "year" }, MM: { pattern: "(\\d{2})", part: "month" }, M: { pattern: "(\\d{1,2})", part: "month" },
  dd: { pattern: "(\\d{2})", part: "day" }, d: { pattern: "(\\d{1,2})", part: "day" },
  HH: { pattern: "(\\d{2})", part: "hour" }, H: { pattern: "(\\d{1,2})", part: "hour" },
  hh: { pattern: "(\\d{2})", part: "half" }, h: { pattern: "(\\d{1,2})", part: "half" }, a: { pattern: "([AaPp][Mm])", part: "noon" },
  mm: { pattern: "(\\d{2})", part: "minute" }, m: { pattern: "(\\d{1,2})", part: "minute" },
  ss: { pattern: "(\\d{2})", part: "second" }, s: { pattern: "(\\d{1,2})", part: "second" }, SSS: { pattern: "(\\d{3})", part: "milli" },
};
type Parts = { year: number; month: number; day: number; hour: number; minute: number; second: number; milli: number };

/**
 * A reader for one of the formats given (luxon's tokens), in a time zone. The formats are tried in order.
 * @example dateParser(["MM/dd/yyyy hh:mm:ss a"], "America/New_York")("01/02/2015 09:08:42 AM")
 */
export function dateParser(formats: string[], timeZone: string): DateParser {
  const readers = formats.map((format) => ({ read: partsReader(format), dateOnly: !/[HhmsSaTt]/.test(format.replace(/'[^']*'/g, "")) }));
  const zone = zoneClock(timeZone);
  return (text) => {
    for (const { read, dateOnly } of readers) {
      const parts = read(text);
      if (!parts) continue;
      const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second, parts.milli);
      // Date.UTC rolls 31 February over into March; a date that does not come back as it went in is none.
      const rolled = new Date(wall);
      if (rolled.getUTCDate() !== parts.day || rolled.getUTCMonth() + 1 !== parts.month || parts.hour > 23 || parts.minute > 59 || parts.second > 59) return "bad-date";
      if (parts.year < 1900 || parts.year > 2100) return "bad-date";
      const moment = zone(wall, dateOnly);
      if (!moment) return "no-such-time";
      return { ...moment, localDay: Math.floor(wall / day), dateOnly };
    }
    return "bad-date";
  };
}

function partsReader(format: string): (text: string) => Parts | null {
  const pieces = format.match(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']/g) ?? [];
  const parts: string[] = [];
  let pattern = "";
  for (const piece of pieces) {
    const token = tokens[piece];
    if (token) parts.push(token.part);
    else if (/^[A-Za-z]/.test(piece)) return luxonReader(format);
    pattern += token?.pattern ?? (piece.startsWith("'") ? piece.slice(1, -1) : piece).replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  }
  const whole = new RegExp(`^${pattern}$`);
  return (text) => {
    const found = whole.exec(text);
    if (!found) return null;
    const read: Record<string, number> = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, milli: 0, noon: -1, half: -1 };
    for (let i = 0; i < parts.length; i++) {
      const value = found[i + 1]!;
      read[parts[i]!] = parts[i] === "noon" ? (/^p/i.test(value) ? 12 : 0) : Number(value);
    }
    if (read.half! >= 0) {
      if (read.half! < 1 || read.half! > 12) return null;
      read.hour = read.half! % 12 + Math.max(read.noon!, 0);
    }
    return read as Parts;
  };
}

function luxonReader(format: string): (text: string) => Parts | null {
  const parser = DateTime.buildFormatParser(format, { locale: "en" });
  return (text) => {
    const time = DateTime.fromFormatParser(text, parser, { setZone: true, locale: "en", zone: "UTC" });
    if (!time.isValid) return null;
    return { year: time.year, month: time.month, day: time.day, hour: time.hour, minute: time.minute, second: time.second, milli: time.millisecond };
  };
}

const quarterHour = 900_000;
const day = 86_400_000;

/**
 * From a clock on the wall to moments. The zone is asked once per quarter of an hour seen (no zone changes its clock
 * within one), which makes it as quick as arithmetic. A day whose midnight was skipped begins when it does.
 */
function zoneClock(timeZone: string): (wall: number, dateOnly: boolean) => { at: number; again: number | null } | null {
  const zone = IANAZone.create(timeZone);
  const minutes = (at: number) => zone.offset(at) * 60_000;
  const offsetsAt = (wall: number): number[] => {
    const around = new Set([minutes(wall - day), minutes(wall + day)]);
    return [...around].filter((offset) => minutes(wall - offset) === offset).sort((a, b) => b - a);
  };
  const known = new Map<number, number[]>();
  return (wall, dateOnly) => {
    const quarter = Math.floor(wall / quarterHour);
    let offsets = known.get(quarter);
    if (!offsets) {
      if (known.size > 50_000) known.clear();
      offsets = offsetsAt(quarter * quarterHour);
      known.set(quarter, offsets);
    }
    if (offsets.length === 0) return dateOnly ? { at: wall - minutes(wall - day), again: null } : null;
    return { at: wall - offsets[0]!, again: offsets.length > 1 ? wall - offsets[1]! : null };
  };
}
