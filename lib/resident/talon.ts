import { reception } from "#lib/i18n/areas/reception.ts";
import { write } from "#lib/i18n/areas/write.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import { type Locale, nameFor, type Names } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { letterPdf } from "#lib/letters/letter.ts";
import type { Visit } from "#lib/resident/book.ts";

/** What a sender was promised: the number of his message, when it came, and the code that is his alone. */
export type Receipt = { number: string; at: Date; code: string };

type City = { name: Names; language: Locale; timeZone: string; publisher: Names };

/**
 * The talon (art. 64) to print: number, date, time, receiver, code, and what happens next.
 * @param visit the reception that was booked with it
 */
export function talonPdf({ number, at, code }: Receipt, city: City, language: Locale, portal: string, visit: Visit | null = null): Promise<Buffer> {
  const t = translator(write, language), r = translator(reception, language);
  const named = (names: Names) => nameFor(language, names, city.language).text;
  const receiver = Object.values(city.publisher).some(Boolean) ? named(city.publisher) : t("talon.office", { city: named(city.name) });
  const facts = [[t("talon.number"), number], [t("talon.at"), formatMoment(language, at, city.timeZone)], [t("talon.receiver"), receiver]];
  const expected = visit ? [[r("done.when"), formatMoment(language, visit.at, city.timeZone)], [r("done.where"), visit.place], [r("done.host"), visit.host]] : [];
  const next = visit ? ["", r("done.next")] : ["", t("talon.next"), ...([1, 2, 3] as const).map((n) => `${n}. ${t(`talon.next.${n}`)}`)];
  const text = [...[...expected, ...facts].map(([label, value]) => `${label}: ${value}`), `${t("talon.code")}:`, code, "", visit ? r("done.keep") : t("talon.keep"), ...next].join("\n");
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: city.timeZone }).format(at);
  return letterPdf({ language, city, number, day, subject: visit ? r("done.title") : t("talon.subject"), addressee: null, text, large: code, signer: null, executor: null, portal });
}
