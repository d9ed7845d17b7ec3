import type { Names } from "#lib/i18n/locale.ts";

type Named = { code: string; parent?: string | null; names: Names };

const plain = (text: string): string[] => text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").match(/[\p{L}\p{N}]+/gu) ?? [];
const namesOf = ({ names }: Named): string[] => [names.kk, names.ru, names.en].filter((name): name is string => Boolean(name));

/** Every name by which a code may be typed, in Kazakh and Russian first: what a field offers. */
export const offered = (list: readonly Named[]): string[] => [...new Set((["kk", "ru", "en"] as const).flatMap((language) => list.flatMap((one) => one.names[language] ?? [])))];

/**
 * The code that is meant by a name or by the beginnings of its words, in any language: "жар", "улич осв". A whole name goes
 * before names that only begin so, and a group before its own categories; null when nothing or more than one is meant.
 */
export function codeByLetters(list: readonly Named[], typed: string): string | null {
  const words = plain(typed);
  if (words.length === 0) return null;
  const whole = list.filter((one) => namesOf(one).some((name) => plain(name).join(" ") === words.join(" ")));
  const begun = list.filter((one) => namesOf(one).some((name) => {
    const parts = plain(name);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  }));
  const meant = whole.length > 0 ? whole : begun;
  const group = meant.find((one) => meant.every((other) => other === one || other.parent === one.code));
  return group?.code ?? null;
}
