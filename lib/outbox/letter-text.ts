import { env } from "#env.ts";
import type { OfficeCity } from "#lib/appeals/city-clock.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { outboxLetters } from "#lib/i18n/areas/outbox-letters.ts";
import { formatDay, formatMoment } from "#lib/i18n/format.ts";
import { type Locale, nameFor } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Notice } from "#lib/outbox/notice.ts";

type About = { number: string; language: Locale; city: OfficeCity };
export type LetterText = { subject: string; text: string };

/**
 * A notice in the words of the appeal's language, as it stands at this moment. Facts by kind: registration
 * `at` (moment), `receiver`, and with reopening `due` (day), `basis`; answer `text`; extension `until` (day), `reason`; redirect `to`, `part`?; return and termination
 * `reason`; conformity `term` (day), `reason`; receipt `at` (moment), `code`; both it and rating `heard`, where an answer to it comes to us; booking `at` (moment), `host`?, `place`?; message `text`.
 */
export function letterText({ kind, facts }: Pick<Notice, "kind" | "facts">, { number, language, city }: About): LetterText {
  const t = translator(outboxLetters, language), code = translator(cases, language);
  const day = (name: string) => (facts[name] ? formatDay(language, facts[name]) : "");
  const values = {
    ...facts, number, due: day("due"), until: day("until"), term: day("term"),
    article: facts.basis ? code(`due.${facts.basis}` as "due.76") : "", at: facts.at ? formatMoment(language, new Date(facts.at), city.timeZone) : "",
  };
  const why = facts.reason ? t("reason", values) : "";
  const body: Record<Notice["kind"], () => string[]> = {
    receipt: () => [t("receipt.text", values), t("receipt.code", values), t("receipt.next"), facts.heard ? t("receipt.heard") : ""],
    registration: () => [t("registration.text", values)],
    answer: () => [t("answer.text", values), facts.text ?? ""],
    extension: () => [t("extension.text", values), why],
    redirect: () => (facts.part ? [t("redirect.part", values), t("redirect.what", values)] : [t("redirect.text", values)]),
    return: () => [t("return.text", values), why, t("complain")],
    termination: () => [t("termination.text", values), why, t("complain")],
    conformity: () => [t("conformity.text", values), t("conformity.missing", values)],
    reopening: () => [t("reopening.text", values)],
    rating: () => [t("rating.text", values), facts.heard ? t("rating.heard") : ""],
    message: () => [t("message.text", values), facts.text ?? ""],
    booking: () => [[t("booking.text", values), facts.host && t("booking.host", values), facts.place && t("booking.place", values)].filter(Boolean).join("\n")],
  };
  return { subject: t(`${kind}.subject`, values), text: wrapped(body[kind](), language, city) };
}

/** The administrator's test of a channel. */
export function testText(language: Locale, city: OfficeCity): LetterText {
  const t = translator(outboxLetters, language);
  return { subject: t("test.subject"), text: wrapped([t("test.text")], language, city, false) };
}

function wrapped(body: string[], language: Locale, city: OfficeCity, follow = true): string {
  const t = translator(outboxLetters, language);
  const link = follow && env.PUBLIC_URL ? t("follow", { link: new URL(`/${language}/track`, env.PUBLIC_URL).href }) : "";
  return [t("greeting"), ...body, link, t("signature", { city: nameFor(language, city.name, city.language).text })].filter(Boolean).join("\n\n");
}
