import { z } from "zod";

// A city as reference data: what is in a CITY_DIR (docs/importing.md), row by row. Codes are ASCII because they are
// addresses and file contents; names exist in the city's own language at least.

export const languages = ["kk", "ru", "en"] as const;

const text = z.string().trim();
const optionalText = text.transform((value) => value || null);
type Names = { kk: string | null; ru: string | null; en: string | null };
const names = z.strictObject({ kk: text.min(1).optional(), ru: text.min(1).optional(), en: text.min(1).optional() })
  .transform(({ kk, ru, en }) => ({ kk: kk ?? null, ru: ru ?? null, en: en ?? null }));
/** A text in three languages, or in one: then it is the city's own. */
const saidIn = (fault: string) => z.union([text.min(1, fault), names.refine(({ kk, ru, en }) => kk || ru || en, fault)], fault);
const timeOfDay = text.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time of day such as 09:00");

const isTimeZone = (zone: string) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }) !== null;
  } catch {
    return false;
  }
};

/** city.json: the setting 'city' as it is stored, but for `calendar` and `demo`. */
export const CitySettings = z.strictObject({
  code: text.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "must be small Latin letters, digits and hyphens"),
  name: names,
  language: z.enum(languages),
  timeZone: text.refine(isTimeZone, "is not a time zone; write one of the IANA names, such as Asia/Almaty"),
  population: z.number().int().positive(),
  populationSource: saidIn("is empty: say where the population comes from"),
  /** Who measured the coordinates of districts.csv; a map credits them. */
  coordinatesSource: saidIn("is empty: say where the coordinates come from").optional(),
  publisher: names,
  contact: text.min(1),
  officeHours: z.strictObject({ start: timeOfDay, end: timeOfDay }).refine((h) => h.start < h.end, "must end after they start"),
  /** A calendar that is shipped (db/reference/calendar-{name}.csv); rows of the city's own calendar.csv come over it. */
  calendar: z.string().regex(/^[a-z]{2}$/).optional(),
}).transform(({ populationSource, coordinatesSource, ...rest }) => {
  const own = (said: string | Names): Names => (typeof said === "string" ? { kk: null, ru: null, en: null, [rest.language]: said } : said);
  return { ...rest, populationSource: own(populationSource), coordinatesSource: coordinatesSource === undefined ? null : own(coordinatesSource) };
});

const code = text.regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, "must be small Latin letters, digits, _ and -, at most 63")
  .refine((value) => value !== "all" && value !== "unknown", "is reserved: 'all' is the margin, 'unknown' a member of every list");
const optionalCode = text.transform((value) => value || null);
const isDay = (value: string) => {
  const day = new Date(`${value}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
};
const day = text.refine(isDay, "must be a day written 2026-01-31");
// disclosure.md: hierarchies change on 1 January only, or old and new districts could be subtracted from each other.
const validFrom = day.refine((value) => value.endsWith("-01-01"), "must be a 1 January: hierarchies change only then");
const validTo = text.refine((value) => value === "" || isDay(value) && value.endsWith("-12-31"), "must be empty or the last valid day, a 31 December")
  .transform((value) => value || null);
const number = (kind: z.ZodType<number, number>) => text.transform((value) => value === "" ? null : Number(value)).pipe(kind.nullable());
const whole = (least: number, most: number) => number(z.number("must be a whole number").int("must be a whole number").min(least, `must be at least ${least}`).max(most, `must be at most ${most}`));
const degrees = (most: number) => number(z.number("must be degrees").min(-most, `must be between -${most} and ${most}`).max(most, `must be between -${most} and ${most}`));
const yes = text.transform((value, context) => {
  if (value === "true" || value === "false") return value === "true";
  context.issues.push({ code: "custom", message: "must be true or false", input: value });
  return z.NEVER;
});
const sort = whole(-1_000_000, 1_000_000).transform((value) => value ?? 0);
const namesInRow = { name_kk: optionalText, name_ru: optionalText, name_en: optionalText };

/** The files of a CITY_DIR: their columns, in this order, are their header. */
export const cityFiles = {
  districts: z.object({
    code, parent: optionalCode, kind: z.enum(["area", "district", "place"], "must be area, district or place"), ...namesInRow,
    population: whole(0, 100_000_000),
    population_source_kk: optionalText, population_source_ru: optionalText, population_source_en: optionalText, latitude: degrees(90), longitude: degrees(180),
    sort, valid_from: validFrom, valid_to: validTo,
  }),
  categories: z.object({
    code, parent: optionalCode, ...namesInRow, sensitive: yes, target_days: whole(1, 250), department: optionalCode,
    sort, valid_from: validFrom, valid_to: validTo,
  }),
  departments: z.object({ code, ...namesInRow, sort }),
  channels: z.object({ code, ...namesInRow, sort }),
  calendar: z.object({ day, working: yes, ...namesInRow, basis: text.min(1, "is empty: say which law or decree makes it so") }),
} as const;
export type CityFile = keyof typeof cityFiles;

/** A row and where it stands, e.g. `districts.csv:12`, for messages. */
export type Placed<Row> = { at: string; row: Row };
export type CityRows = { [File in CityFile]: Placed<z.output<(typeof cityFiles)[File]>>[] };

export type City = {
  settings: Omit<z.output<typeof CitySettings>, "calendar">;
  rows: CityRows;
  /** What is allowed but should be looked at. */
  warnings: string[];
};
