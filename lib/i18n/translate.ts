import { IntlMessageFormat } from "intl-messageformat";
import type { Locale } from "#lib/i18n/locale.ts";

/** One area of the portal's words, complete in all three languages: the types refuse a key that one of them lacks. */
export type Area<Key extends string> = Record<Locale, Record<Key, string>>;

/** Declares an area; Kazakh names the keys. Values are ICU messages. */
export const area = <Key extends string>(words: { kk: Record<Key, string>; ru: Record<NoInfer<Key>, string>; en: Record<NoInfer<Key>, string> }): Area<Key> => words;

export type Values = Record<string, string | number | boolean | Date | null | undefined>;
export type Translate<Key extends string> = (key: Key, values?: Values) => string;

const compiled = new Map<string, IntlMessageFormat>();

/**
 * A function that says an area's words in a language: `const t = translator(site, "kk"); t("home.received", { n: 812 })`.
 * Grammar (plurals, numbers, dates) is ICU's, from the runtime's CLDR.
 */
export function translator<Key extends string>(words: Area<Key>, locale: Locale): Translate<Key> {
  return (key, values) => {
    const message = words[locale][key];
    if (!values && !message.includes("{") && !message.includes("'")) return message;
    const id = `${locale} ${message}`;
    const format = compiled.get(id) ?? new IntlMessageFormat(message, locale, undefined, { ignoreTag: true });
    compiled.set(id, format);
    return format.format(values) as string;
  };
}
