import { answerWithBytes } from "#lib/exports/built-file.ts";
import { dailyShelf } from "#lib/exports/daily.ts";
import { askedLanguage } from "#lib/exports/excel-name.ts";
import { openApi } from "#lib/exports/openapi/document.ts";
import type { Known } from "#lib/exports/openapi/parameters.ts";
import { readParameters } from "#lib/exports/parameters.ts";
import { newestShelf } from "#lib/exports/shelf.ts";
import { codelists } from "#lib/stats/codelists.ts";
import { outcomeQuarters, publishedMonths } from "#lib/stats/published.ts";
import type { Release } from "#lib/stats/release.ts";

/** What the document's examples are taken from. */
export async function knownOf(release: Release): Promise<Known> {
  const [lists, months, quarters, daily] = await Promise.all([codelists(), publishedMonths(release), outcomeQuarters(release), dailyShelf()]);
  return { release, lists, months, quarters, daily: daily !== null };
}

/** /data/openapi.json, in English unless asked otherwise: programs are written in it. */
export async function answerOpenApi(request: Request): Promise<Response> {
  const locale = askedLanguage(readParameters(request, ["lang"]).lang ?? "en");
  const { city, release } = await newestShelf();
  const known = await knownOf(release);
  return answerWithBytes(request, `${city.code} ${release.id} openapi ${locale} ${known.daily}`, () => `${JSON.stringify(openApi(locale, city, known), null, 1)}\n`, {
    name: "openapi", extension: "json", language: locale, canonical: locale === "en" ? "/data/openapi.json" : `/data/openapi.json?lang=${locale}`, describedBy: `/${locale}/data/api`,
    release, demo: city.demo, rows: null, frozen: false,
  });
}
