import { officeLanguage } from "#app/_server/session.ts";
import { type OfficeCity, officeCity } from "#lib/appeals/city-clock.ts";
import { readReference, type Reference } from "#lib/appeals/reference.ts";
import { officeReports } from "#lib/i18n/areas/office-reports.ts";
import { formatDay, formatMoment, formatNumber, formatShare } from "#lib/i18n/format.ts";
import { type Locale, nameFor } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

export type ReportWords = {
  locale: Locale; city: OfficeCity;
  t: ReturnType<typeof translator<keyof (typeof officeReports)["kk"]>>;
  name: (list: keyof Reference, code: string) => string;
  n: (value: number) => string;
  /** With its sign, for differences. */
  difference: (now: number, before: number) => string;
  share: (part: number, whole: number) => string;
  day: (day: string) => string;
  moment: (at: Date) => string;
};

export async function reportWords(): Promise<ReportWords> {
  const [locale, city, reference] = await Promise.all([officeLanguage(), officeCity(), readReference()]);
  const n = (value: number) => formatNumber(locale, value);
  return {
    locale, city, t: translator(officeReports, locale), n,
    name(list, code) {
      const one = reference[list].find((entry) => entry.code === code);
      return one ? nameFor(locale, one.names, city.language).text : code;
    },
    difference: (now, before) => (now > before ? `+${n(now - before)}` : n(now - before)),
    share: (part, whole) => (whole === 0 ? "–" : formatShare(locale, part, whole)),
    day: (day) => formatDay(locale, day),
    moment: (at) => formatMoment(locale, at, city.timeZone),
  };
}
