import { env } from "#env.ts";
import type { OfficeCity } from "#lib/appeals/city-clock.ts";
import { outboxSms } from "#lib/i18n/areas/outbox-sms.ts";
import { formatDay, formatMoment } from "#lib/i18n/format.ts";
import { type Locale, nameFor } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Notice } from "#lib/outbox/notice.ts";

type About = { number: string; language: Locale; city: OfficeCity };

/**
 * A notice in a few words, for SMS: what happened, by when, and where to read the rest; nothing of what the appeal says or
 * whose it is. It is a notice by itself (art. 66 (2)). Only an official's own words in a conversation go as they are.
 */
export function smsText({ kind, facts }: Pick<Notice, "kind" | "facts">, { number, language, city }: About): string {
  const day = (name: string) => (facts[name] ? formatDay(language, facts[name]) : "");
  return line(kind, { number, due: day("due"), until: day("until"), term: day("term"), at: facts.at ? formatMoment(language, new Date(facts.at), city.timeZone) : "", place: facts.place ?? "", code: facts.code ?? "", text: facts.text ?? "" }, language, city);
}

function line(kind: Notice["kind"], values: Record<string, string>, language: Locale, city: OfficeCity): string {
  const t = translator(outboxSms, language);
  const link = kind !== "message" && env.PUBLIC_URL ? t("link", { link: new URL(`/${language}/track`, env.PUBLIC_URL).href }) : "";
  return [t("from", { city: nameFor(language, city.name, city.language).text }), t(kind, values), link].filter(Boolean).join(" ");
}
