import { otherLayout } from "#lib/appeals/keyboard.ts";
import type { Names } from "#lib/i18n/locale.ts";

type Named = { code: string; parent?: string | null; names: Names };

/** Kazakh letters as who hasn't them on his keyboard types them. */
const nearest: Record<string, string> = { ә: "а", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", і: "и" };
const folded = (word: string): string => word.replace(/[әғқңөұүһі]/g, (letter) => nearest[letter]!);

const plain = (text: string): string[] => text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").match(/[\p{L}\p{N}]+/gu) ?? [];
const namesOf = ({ names }: Named): string[] => [names.kk, names.ru, names.en].filter((name): name is string => Boolean(name));

/** Every name by which a code may be typed, in Kazakh and Russian first: what a field offers. */
export const offered = (list: readonly Named[]): string[] => [...new Set((["kk", "ru", "en"] as const).flatMap((language) => list.flatMap((one) => one.names[language] ?? [])))];

/** Those that are meant by words, each spelled by `as`. */
function meantBy<One extends Named>(list: readonly One[], words: readonly string[], as: (word: string) => string): One[] {
  const said = words.map(as), spelled = (name: string) => plain(name).map(as);
  const whole = list.filter((one) => namesOf(one).some((name) => spelled(name).join(" ") === said.join(" ")));
  const begun = list.filter((one) => namesOf(one).some((name) => said.every((word) => spelled(name).some((part) => part.startsWith(word)))));
  // Two words that are all of a name, "көше жар", mean it and not a longer one that has them, too.
  const covered = said.length < 2 ? [] : begun.filter((one) => namesOf(one).some((name) => spelled(name).length === said.length && spelled(name).every((part, n) => part.startsWith(said[n]!))));
  const meant = [whole, covered, begun].find((some) => some.length > 0) ?? [];
  const group = meant.find((one) => meant.every((other) => other === one || other.parent === one.code));
  return group ? [group] : meant;
}

/**
 * What is meant by a name or by the beginnings of its words, in any language: "жар", "улич осв". A whole name goes before
 * names that only begin so, a group before its own categories, and the letters as they are before those that a Russian or
 * a Latin keyboard types instead ("кар" for «Қар», "rfh" too). More than one: it isn't clear which.
 */
export function meant<One extends Named>(list: readonly One[], typed: string): One[] {
  for (const reading of [typed, ...otherLayout(typed)]) {
    const words = plain(reading);
    if (words.length === 0) continue;
    for (const as of [(word: string) => word, folded]) {
      const found = meantBy(list, words, as);
      if (found.length > 0) return found;
    }
  }
  return [];
}
