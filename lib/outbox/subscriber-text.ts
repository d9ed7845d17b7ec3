import type { OfficeCity } from "#lib/appeals/city-clock.ts";
import { subscriberLetters } from "#lib/i18n/areas/subscriber-letters.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { type Locale, nameFor, type Names } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { LetterText } from "#lib/outbox/letter-text.ts";
import { portalAddress, subscriptionAddress } from "#lib/subscriptions/address.ts";

/** Stands in a kept text where the letter has its reader's own link: the outbox holds no secrets. */
const link = "{link}";

const whole = (language: Locale, city: OfficeCity, ...parts: string[]): string => {
  const t = translator(subscriberLetters, language);
  return [t("greeting"), ...parts, city.demo ? t("demo") : "", t("signature", { city: nameFor(language, city.name, city.language).text })].filter(Boolean).join("\n\n");
};

/** The letter that asks whether it is really he who wants to be told. */
export function confirmationText(language: Locale, city: OfficeCity): LetterText {
  const t = translator(subscriberLetters, language);
  return { subject: t("confirm.subject"), text: whole(language, city, t("confirm.text"), t("confirm.link", { link }), t("confirm.ignore")) };
}

/** The letter that a release is out. */
export function releaseText(about: { release: string; asOf: string; correction: boolean; reason: Names }, language: Locale, city: OfficeCity): LetterText {
  const t = translator(subscriberLetters, language);
  const { release, asOf, correction, reason } = about;
  const values = { day: formatDay(language, asOf), page: portalAddress(`/${language}/data/releases/${release}`), home: portalAddress(`/${language}`), reason: correction ? nameFor(language, reason, city.language).text : "", link };
  return {
    subject: t(correction ? "correction.subject" : "release.subject", values),
    text: whole(language, city, t(correction ? "correction.text" : "release.text", values), t("release.page", values), t("release.leave", values)),
  };
}

/** A kept text with its reader's own link. */
export const withLink = (kind: string, text: string, language: Locale, ref: string): string =>
  text.replaceAll(link, subscriptionAddress(kind === "confirmation" ? "confirm" : "leave", language, ref));
