import { globSync } from "node:fs";
import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { describe, expect, test } from "vitest";
import { locales, type Locale } from "#lib/i18n/locale.ts";
import type { Area } from "#lib/i18n/translate.ts";

// Every area of words, found by walking its folder: a new one is tested without being listed.
const files = globSync("lib/i18n/areas/*.ts");
const isArea = (value: unknown): value is Area<string> => typeof value === "object" && value !== null && locales.every((locale) => locale in value);
const areas = (await Promise.all(files.map(async (file) => Object.entries(await import(`#${file}`) as object).map(([name, value]) => [`${file} ${name}`, value] as const))))
  .flat().flatMap(([name, value]): [string, Area<string>][] => (isArea(value) ? [[name, value]] : []));

/** Names of a message's arguments. `When` is `when` at a sentence's start, `N` is `n` already written out: they count as one. */
function argumentsOf(message: string): string[] {
  const names = new Set<string>();
  const walk = (elements: MessageFormatElement[]): void => elements.forEach((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return;
    if (element.type !== TYPE.tag) names.add(element.value.toLowerCase());
    if (element.type === TYPE.tag) walk(element.children);
    if (element.type === TYPE.plural || element.type === TYPE.select) Object.values(element.options).forEach((option) => walk(option.value));
  });
  walk(parse(message, { ignoreTag: true }));
  return [...names].sort();
}

/** Plural forms a message offers for each argument. */
function pluralForms(message: string): string[][] {
  const found: string[][] = [];
  const walk = (elements: MessageFormatElement[]): void => elements.forEach((element) => {
    if (element.type === TYPE.plural) found.push(Object.keys(element.options));
    if (element.type === TYPE.plural || element.type === TYPE.select) Object.values(element.options).forEach((option) => walk(option.value));
  });
  walk(parse(message, { ignoreTag: true }));
  return found;
}

test("the walk finds the areas", () => expect(areas.length).toBeGreaterThan(8));

describe.each(areas)("%s", (_name, words) => {
  const keys = Object.keys(words.kk);

  test("has the same keys in all three languages", () => {
    for (const locale of locales) expect(Object.keys(words[locale]).sort(), locale).toEqual([...keys].sort());
  });
  test("says something in each", () => {
    for (const locale of locales) expect(keys.filter((key) => words[locale][key]?.trim() === ""), locale).toEqual([]);
  });
  test("takes the same values in each", () => {
    for (const key of keys) for (const locale of locales) expect(argumentsOf(words[locale][key]!), `${locale} ${key}`).toEqual(argumentsOf(words.kk[key]!));
  });
  test("has every plural form its language needs", () => {
    const needed: Record<Locale, string[]> = { kk: ["other"], ru: ["one", "other"], en: ["one", "other"] };
    for (const locale of locales) {
      for (const key of keys) for (const forms of pluralForms(words[locale][key]!)) {
        const whole = forms.length === 1 || needed[locale].every((form) => forms.includes(form) || (form === "one" && forms.includes("=1")) || forms.every((f) => f === "other" || f.startsWith("=")));
        expect(whole, `${locale} ${key}: ${forms.join(", ")}`).toBe(true);
      }
    }
  });
  test("writes no Cyrillic in English and none of Russian's own words' letters where Kazakh is meant", () => {
    for (const key of keys) expect(words.en[key]).not.toMatch(/[а-яёәғқңөұүһі]/i);
    // A sentence of Kazakh without one of its own letters is almost always Russian that was left standing.
    for (const key of keys) {
      const plain = words.kk[key]!.replace(/\{[^}]*\}/g, "").replace(/[A-Za-z0-9_./:–—-]+/g, " ");
      if ((plain.match(/[а-яё]{2,}/gi) ?? []).length >= 4) expect(plain, key).toMatch(/[әғқңөұүһі]/i);
    }
  });
});
