import { expect, test } from "vitest";
import { chooseLocale } from "#lib/i18n/choose-locale.ts";
import { fileSize } from "#app/_server/file-size.ts";
import { isOutage } from "#app/_server/outage.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { locales } from "#lib/i18n/locale.ts";

test.each([
  ["ru-RU,ru;q=0.9,en;q=0.5", "ru"], ["kk", "kk"], ["en-GB,en;q=0.8", "en"], ["de-DE,de;q=0.9,en;q=0.3", "en"], ["de", "kk"], ["*", "kk"],
  ["", "kk"], [null, "kk"], ["ru;q=0, en;q=0.1", "en"], [";;;,=", "kk"],
])("a browser that says %j is led to %s", (header, locale) => expect(chooseLocale(header)).toBe(locale));

test("dates are words, in full, in each language", () => {
  expect(locales.map((locale) => formatDay(locale, "2026-11-22"))).toEqual(["2026 жылғы 22 қараша", "22 ноября 2026 года", "22 November 2026"]);
});

test("sizes", () => {
  expect([fileSize("ru", 900), fileSize("en", 51_234), fileSize("kk", 98_600_000)]).toEqual(["900\u00a0Б", "51\u00a0kB", "98,6\u00a0МБ"]);
});

test("an outage is a database that is away, however it is wrapped; a wrong query is not", () => {
  const coded = (code: string) => Object.assign(new Error("x"), { code });
  for (const code of ["ECONNREFUSED", "CONNECT_TIMEOUT", "CONNECTION_CLOSED", "57P01", "57P03", "53300", "08006"]) expect(isOutage(coded(code)), code).toBe(true);
  expect(isOutage(new Error("Failed query", { cause: coded("ECONNREFUSED") }))).toBe(true);
  expect(isOutage(new AggregateError([coded("ECONNREFUSED")]))).toBe(true);
  for (const error of [coded("42P01"), coded("42501"), new Error("x"), null]) expect(isOutage(error)).toBe(false);
});
