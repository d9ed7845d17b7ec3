// What the keys of a Latin keyboard type in the Russian and the Kazakh layout. Letters are the same in both; Kazakh ones sit on the digits.
const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const cyrillic = "йцукенгшщзхъфывапролджэячсмитьбюё";
const digits = "234580-=9", kazakh = "әіңғүқөһұ";

const letters = new Map([...latin].map((key, i) => [key, cyrillic[i]!]));
const letterRow = new Map([...letters, ...[...digits].map((key, i): [string, string] => [key, kazakh[i]!])]);
const through = (text: string, keys: Map<string, string>) => [...text.toLowerCase()].map((key) => keys.get(key) ?? key).join("");

/** What somebody meant who forgot to switch his keyboard: "jnjgktybt" is «отопление», ";fhs0" is «жарық». None when there is Cyrillic in it. */
export function otherLayout(typed: string): string[] {
  if (/\p{Script=Cyrillic}/u.test(typed) || !/[a-z[\];'`]/i.test(typed)) return [];
  return [...new Set([through(typed, letters), through(typed, letterRow)])];
}
