import { charts } from "#lib/i18n/areas/charts.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { nameFor, type Locale, type Names } from "#lib/i18n/locale.ts";
import { translator, type Translate } from "#lib/i18n/translate.ts";
import type { City } from "#lib/stats/city.ts";
import type { Codelists } from "#lib/stats/codelists.ts";
import type { Comparable } from "#lib/stats/comparison-query.ts";

/** What a chart's words need to know: all of it comes from lib/stats as it is. */
export type ChartSource = {
  city: Pick<City, "name" | "language" | "demo" | "coordinatesSource">;
  release: { id: string; asOf: string };
  codelists: Pick<Codelists, "district" | "category" | "channel" | "settlements">;
};

/** What is drawn: the whole city, or what these codes leave of it. 'all' is the same as nothing. */
export type Scope = { category?: string; district?: string; channel?: string };

/** What a chart can be asked for: of what, and of when. `period` is one period; `from` and `to` bound a series; `a` and `b` are compared. */
export type ChartQuery = Scope & { period?: string; from?: string; to?: string; grain?: "month" | "quarter"; by?: Comparable; a?: string; b?: string };

type Dimension = "category" | "district" | "channel";
export type Name = { text: string; lang?: Locale };

/** A source in a reader's language, with the words to speak about it. Made once for all the charts of a page. */
export type ChartContext = {
  locale: Locale;
  t: Translate<keyof typeof charts.kk>;
  codelists: ChartSource["codelists"];
  /** A code's name; `lang` is there when it stands in for a missing one in the reader's language. */
  name(dimension: Dimension, code: string): Name;
  /** A name from reference data in the same way. */
  named(names: Names): Name;
  /** Who measured where places lie, or null where nobody says. */
  coordinates: Name | null;
  /** "Ekibastuz, Zone 3, Heating": the city, then what narrows it. */
  place(scope: Scope): string;
  source: string;
  /** That the data are invented, where they are. */
  demo: string | null;
  /** Id of the release that all of it comes from. */
  release: string;
};

/** What every chart of a release is drawn with: its names, numbers and words in the reader's language. */
export function chartContext(locale: Locale, { city, release, codelists }: ChartSource): ChartContext {
  const t = translator(charts, locale);
  const named = (names: Names): Name => {
    const { text, lang } = nameFor(locale, names, city.language);
    return lang === locale ? { text } : { text, lang };
  };
  const name = (dimension: Dimension, code: string): Name => {
    const member = codelists[dimension].find((m) => m.code === code);
    return member ? named(member.names) : { text: code };
  };
  const narrowed = (scope: Scope): string[] => (["district", "category", "channel"] as const)
    .flatMap((dimension) => (scope[dimension] && scope[dimension] !== "all" ? [name(dimension, scope[dimension]).text] : []));
  return {
    locale, t, codelists, name, named, release: release.id,
    coordinates: Object.values(city.coordinatesSource).some(Boolean) ? named(city.coordinatesSource) : null,
    place: (scope) => [nameFor(locale, city.name, city.language).text, ...narrowed(scope)].join(", "),
    source: t("source", { day: formatDay(locale, release.asOf) }),
    demo: city.demo ? t("demo") : null,
  };
}
