import { DateTime } from "luxon";
import { officeLanguage } from "#app/_server/session.ts";
import type { Option } from "#app/office/_parts/field.ts";
import { type OfficeCity, officeCity } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { readReference, type Reference } from "#lib/appeals/reference.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeReception } from "#lib/i18n/areas/office-reception.ts";
import { formatDay, formatTime } from "#lib/i18n/format.ts";
import { type Locale, nameFor } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { slotKey } from "#lib/reception/slots.ts";
import { staffNames } from "#lib/staff/names.ts";

/** What the pages of the reception know beside the visits: the city, its lists, and how to say a time. */
export type ReceptionWords = {
  locale: Locale; city: OfficeCity; reference: Reference; today: string;
  t: ReturnType<typeof translator<keyof (typeof officeReception)["kk"]>>;
  o: ReturnType<typeof translator<keyof (typeof office)["kk"]>>;
  code: ReturnType<typeof translator<keyof (typeof cases)["kk"]>>;
  /** "Monday, 23 November 2026" */
  day: (day: string) => string;
  weekday: (day: string, width: "short" | "long") => string;
  /** The city's wall clock, "14:00". */
  time: (at: Date) => string;
  dayOf: (at: Date) => string;
  department: (code: string) => string;
};

export async function receptionWords(now = new Date()): Promise<ReceptionWords> {
  const [locale, city, reference] = await Promise.all([officeLanguage(), officeCity(), readReference()]);
  const weekday = (day: string, width: "short" | "long") => DateTime.fromISO(day).setLocale(locale).toFormat(width === "short" ? "ccc" : "cccc");
  return {
    locale, city, reference, today: cityDay(now, city.timeZone), weekday,
    t: translator(officeReception, locale), o: translator(office, locale), code: translator(cases, locale),
    day: (day) => `${formatDay(locale, day)}, ${weekday(day, "long")}`,
    time: (at) => formatTime(locale, at, city.timeZone),
    dayOf: (at) => cityDay(at, city.timeZone),
    department: (code) => { const one = reference.department.find((entry) => entry.code === code); return one ? nameFor(locale, one.names, city.language).text : code; },
  };
}

export const departmentOptions = ({ reference, locale, city }: ReceptionWords): Option[] =>
  reference.department.map((one) => ({ value: one.code, label: nameFor(locale, one.names, city.language).text }));

/** Free slots as a form's choice: "Tomorrow, 14:00 – name", "26 November 2026, Thursday, 10:20 – name". */
export async function slotOptions(words: ReceptionWords, slots: readonly { official: number; startsAt: Date }[]): Promise<Option[]> {
  const names = await staffNames([...new Set(slots.map((slot) => slot.official))]);
  const tomorrow = DateTime.fromISO(words.today).plus({ days: 1 }).toISODate()!;
  const near = (day: string) => (day === words.today ? words.t("today") : day === tomorrow ? words.t("tomorrow") : words.day(day));
  return slots.map((slot) => {
    const day = words.dayOf(slot.startsAt);
    return { value: slotKey(slot), label: `${near(day)}, ${words.time(slot.startsAt)} – ${names.get(slot.official) ?? ""}` };
  });
}
