import { officeLanguage } from "#app/_server/session.ts";
import { type OfficeCity, officeCity } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { officeCall } from "#lib/i18n/areas/office-call.ts";
import { formatDay } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { type Translate, translator } from "#lib/i18n/translate.ts";
import type { earlierCases } from "#lib/intake/call/earlier.ts";

/** What the call screen, its action and its list of earlier cases say. */
export async function callWords(): Promise<{ locale: Locale; city: OfficeCity; t: Translate<keyof (typeof officeCall)["kk"]> }> {
  const [locale, city] = await Promise.all([officeLanguage(), officeCity()]);
  return { locale, city, t: translator(officeCall, locale) };
}

/** An earlier case as it is read at a glance. */
export type EarlierLine = { number: string; about: string; text: string; name: string | null; open: boolean };

export function earlierLine(one: Awaited<ReturnType<typeof earlierCases>>[number], { locale, city }: { locale: Locale; city: OfficeCity }): EarlierLine {
  const status = translator(cases, locale)(`status.${one.status}` as "status.received");
  return { number: one.number, about: `${formatDay(locale, cityDay(one.receivedAt, city.timeZone))} · ${status}`, text: one.text, name: one.name, open: one.closedAt === null };
}

/** A code letter by letter, its groups on lines of their own: "K ка, 7, Q ку, M эм". */
export function spelled(code: string, letters: string): string {
  const names = new Map(letters.split(", ").map((one) => [one.slice(0, 1), one]));
  return code.split("-").map((group) => [...group].map((letter) => names.get(letter) ?? letter).join(", ")).join("\n");
}
