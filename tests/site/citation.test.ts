import { expect, test } from "vitest";
import { bibtex } from "#app/_server/bibtex.ts";
import { citation } from "#app/_server/citation.ts";
import type { Site } from "#app/_server/site.ts";
import { locales, nameFor, type Locale } from "#lib/i18n/locale.ts";

const site = (locale: Locale, rest: object = {}): Site => ({
  locale, release: { asOf: "2026-11-06" }, named: (names: Parameters<typeof nameFor>[1]) => ({ text: nameFor(locale, names, "kk").text }),
  city: { code: "sample", name: { kk: "Үлгіқала", ru: "Образцовск", en: "Sampleton" }, publisher: { kk: null, ru: "Акимат Образцовска", en: null }, demo: false }, ...rest,
}) as unknown as Site;

test("a citation names publisher, dataset, release and licence", () => {
  expect(locales.map((locale) => citation(site(locale)))).toEqual([
    "Акимат Образцовска. «Үлгіқала: тұрғындардың өтініштері», 2026 жылғы 6 қараша шығарылымы. CC BY 4.0.",
    "Акимат Образцовска. «Образцовск: обращения жителей», выпуск 6 ноября 2026 года. CC BY 4.0.",
    "Акимат Образцовска. “Sampleton: appeals from residents”, release of 6 November 2026. CC BY 4.0.",
  ]);
});

test("a citation of invented data says so; before the first release there is none", () => {
  const demo = site("en");
  expect(citation({ ...demo, city: { ...demo.city, demo: true } })).toContain("do not use them as real statistics");
  expect(citation(site("en", { release: null }))).toBeNull();
});

test("an entry for LaTeX holds the release's address and checksum, and no command of anybody's", () => {
  expect(bibtex({ key: "sample-2026-11-06", publisher: "Akimat & Co_{x}", title: "100 % \\input{x}", day: "2026-11-06", url: "https://x.kz/data/releases/2026-11-06/appeals.csv", sum: "ab12" })).toBe(
    "@misc{sample-2026-11-06,\n  author = {{Akimat \\& Co\\_x}},\n  title = {{100 \\% inputx}},\n  year = {2026},\n  url = {https://x.kz/data/releases/2026-11-06/appeals.csv},\n  note = {2026-11-06. CC BY 4.0. SHA-256 ab12}\n}");
});
