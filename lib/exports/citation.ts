import { portalUrl } from "#env.ts";
import { describeDataset, type Dataset } from "#lib/exports/dataset.ts";
import { licence } from "#lib/exports/licence.ts";
import { datasetPage } from "#lib/i18n/areas/dataset-page.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { nameFor, type Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { publisherOf, type City } from "#lib/stats/city.ts";
import type { Release } from "#lib/stats/release.ts";

export type Citation = { text: string; bibtex: string };

/**
 * How to refer to a dataset as it stood at a release: who, what, when, at which address that never changes, and the
 * checksum by which anybody can tell that he has the same file. A dataset of several files is cited by the package that
 * holds the checksum of each.
 */
export function citation(dataset: Dataset, city: City, release: Release, locale: Locale): Citation {
  const file = release.files.find(({ name }) => name === `${dataset.name}.csv`) ?? release.files.find(({ name }) => name === "datapackage.json");
  const said = {
    publisher: nameFor(locale, publisherOf(city), city.language).text,
    title: `${nameFor(locale, city.name, city.language).text}: ${describeDataset(dataset, locale).title}`,
    // Copied away from here, so it must be whole.
    url: new URL(dataset.name === "daily" ? "/data/daily.csv" : `/data/releases/${release.id}/${file?.name ?? "SHA256SUMS"}`, portalUrl()).href,
    sum: file?.sha256 ?? "–", licence: licence.name,
  };
  const t = translator(datasetPage, locale);
  const demo = city.demo ? ` ${t("demo")}` : "";
  return {
    text: `${t("citation", { ...said, day: formatDay(locale, release.asOf) })}${demo}`,
    bibtex: [
      `@misc{${city.code}-${dataset.name}-${release.id},`,
      `  author    = {{${tex(said.publisher)}}},`,
      `  title     = {{${tex(said.title)}}},`,
      `  year      = {${release.asOf.slice(0, 4)}},`,
      `  version   = {${release.id}},`,
      `  url       = {${said.url}},`,
      `  copyright = {${licence.name}, ${licence.url}},`,
      `  note      = {SHA-256: ${said.sum}.${tex(demo)}}`,
      "}",
    ].join("\n"),
  };
}

/** What TeX would take for a command. */
const tex = (text: string): string => text.replace(/[&%$#_{}]/g, String.raw`\$&`).replace(/~/g, String.raw`\~{}`).replace(/\^/g, String.raw`\^{}`);
