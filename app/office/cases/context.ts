import { officeLanguage } from "#app/_server/session.ts";
import { cityClock, type OfficeCity, officeCity } from "#lib/appeals/city-clock.ts";
import { type Clock, workingDaysLeft } from "#lib/appeals/deadlines.ts";
import { type Standing, standingOf } from "#lib/appeals/due.ts";
import { readReference, type Reference } from "#lib/appeals/reference.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeCase } from "#lib/i18n/areas/office-case.ts";
import { formatDay, formatMoment } from "#lib/i18n/format.ts";
import { type Locale, nameFor } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

type Named = { text: string; lang: Locale };

/** What the pages of cases know beside the cases: the city, its lists, its clock, and how to say all of it. */
export type Context = {
  locale: Locale; city: OfficeCity; reference: Reference; clock: Clock; now: Date;
  t: ReturnType<typeof translator<keyof (typeof office)["kk"]>>;
  c: ReturnType<typeof translator<keyof (typeof officeCase)["kk"]>>;
  /** A status, kind, track or outcome in words. */
  code: (list: "status" | "kind" | "track" | "outcome" | "due", value: string) => string;
  named: (list: keyof Reference, value: string | null) => Named | null;
  day: (at: Date) => string;
  moment: (at: Date) => string;
};

export async function caseContext(now = new Date()): Promise<Context> {
  const [locale, city, reference, clock] = await Promise.all([officeLanguage(), officeCity(), readReference(), cityClock()]);
  const word = translator(cases, locale);
  return {
    locale, city, reference, clock, now, t: translator(office, locale), c: translator(officeCase, locale),
    code: (list, value) => word(`${list}.${value}` as Parameters<typeof word>[0]),
    named(list, value) {
      const entry = value === null ? null : reference[list].find((one) => one.code === value);
      return entry ? nameFor(locale, entry.names, city.language) : value === null ? null : { text: value, lang: city.language };
    },
    day: (at) => formatDay(locale, at, city.timeZone),
    moment: (at) => formatMoment(locale, at, city.timeZone),
  };
}

/** How a case stands to its deadline, in words and as `lib/appeals/due.ts` judges it; `late` asks for the signal colour. */
export function standing(context: Context, one: { dueAt: Date | null; closedAt: Date | null }): { text: string; late: boolean; soon: boolean } {
  const { t, clock, now } = context;
  if (!one.dueAt) return { text: t("due.none"), late: false, soon: false };
  const stands = standingOf(clock, one.dueAt, one.closedAt, now), days = workingDaysLeft(clock, one.dueAt, now);
  const left = days === 0 ? t("due.today") : t("due.left", { days });
  const text: Record<Standing, string> = { kept: t("due.inTime"), late: t("due.late"), overdue: t("due.overdue", { days: Math.max(1, -days) }), soon: left, running: left };
  return { text: text[stands], late: stands === "late" || stands === "overdue", soon: stands === "soon" };
}
