import { charts } from "#lib/i18n/areas/charts.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { nameFor, type Locale, type Names } from "#lib/i18n/locale.ts";
import { translator, type Translate } from "#lib/i18n/translate.ts";

/** A member of a codelist as far as a chart needs it. */
export type Member = { code: string; parent?: string | null; sort: number; names: Names };

/** What a chart's words need to know of the city, its release and its codes. */
export type ChartSource = {
  city: { names: Names; language: Locale; demo: boolean };
  release: { id: string; asOf: string };
  category: Member[];
  district: Member[];
  channel: Member[];
};

/** What is drawn: the whole city, or one category, district or channel of it. */
export type Scope = { category?: string; district?: string; channel?: string };

/** A source in a reader's language, with the words to speak about it. */
export type ChartContext = ReturnType<typeof chartContext>;

export function chartContext(locale: Locale, source: ChartSource) {
  const t: Translate<keyof typeof charts.kk> = translator(charts, locale);
  const name = (list: "category" | "district" | "channel", code: string): { text: string; lang?: Locale } => {
    const member = source[list].find((m) => m.code === code);
    if (!member) return { text: code };
    const { text, lang } = nameFor(locale, member.names, source.city.language);
    return lang === locale ? { text } : { text, lang };
  };
  const city = nameFor(locale, source.city.names, source.city.language).text;
  const published = t("source", { day: formatDay(locale, source.release.asOf) });
  return {
    locale,
    t,
    name,
    members: { category: source.category, district: source.district, channel: source.channel },
    /** "Ekibastuz, zone 3, heating": the city, then what narrows it. */
    place: (scope: Scope): string => [city,
      ...(["district", "category", "channel"] as const).flatMap((list) => (scope[list] && scope[list] !== "all" ? [name(list, scope[list]).text] : []))].join(", "),
    source: source.city.demo ? `${published} ${t("demo")}` : published,
  };
}
