import type { Locale } from "#lib/i18n/locale.ts";

/** Words that Kazakh and Russian speakers write often, for texts without a letter that tells: many type Kazakh on a Russian keyboard. */
const telling: Record<"kk" | "ru", RegExp> = {
  kk: /(?<!\p{L})(жок|жоқ|бар|емес|керек|болды|калай|кашан|су|жарык|жылу|уй|коше|салем|салеметсиз|рахмет|озим|бизде|бізде|барма|болса|дейін|туралы)(?!\p{L})/giu,
  ru: /(?<!\p{L})(не|нет|что|как|когда|уже|день|дней|у|нас|на|в|и|вода|свет|дом|доме|улица|здравствуйте|спасибо|пожалуйста|почему)(?!\p{L})/giu,
};

/**
 * The language somebody writes: Kazakh's own letters say it at once, else the words that are most common in either. A
 * guess that the triager may mend; null when nothing speaks for any.
 */
export function languageOf(text: string): Locale | null {
  if (/[әғқңөұүһі]/iu.test(text)) return "kk";
  if (/[ыэъё]/iu.test(text) || /\p{Script=Cyrillic}/u.test(text)) {
    const count = (language: "kk" | "ru") => text.match(telling[language])?.length ?? 0;
    return count("kk") > count("ru") ? "kk" : "ru";
  }
  return /\p{Script=Latin}{3}/u.test(text) ? "en" : null;
}
