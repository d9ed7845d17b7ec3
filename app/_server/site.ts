import { cache } from "react";
import { nameFor, type Locale, type Names } from "#lib/i18n/locale.ts";
import { city, type City } from "#lib/stats/city.ts";
import { codelists, type Codelists } from "#lib/stats/codelists.ts";
import { allReleases, type ReleaseHead } from "#lib/stats/release.ts";

/** A name as it is set on a page: `lang` only where it stands in for a missing one (open-data.md, Languages). */
export type Named = { text: string; lang?: Locale };

/** What every public page knows: whose figures, of which release, and what the codes mean, in the reader's language. */
export type Site = {
  locale: Locale;
  city: City;
  /** The newest release, and all of them, newest first. */
  release: ReleaseHead | null;
  releases: ReleaseHead[];
  codes: Codelists;
  named: (names: Names) => Named;
};


/** A page with figures is only made where there is a release. */
export type PublishedSite = Site & { release: ReleaseHead };

/** Null before `npm run setup`: no city, so not even a name for the header. */
export const readSite = cache(async (locale: Locale): Promise<Site | null> => {
  const [place, releases, codes] = await Promise.all([city(), allReleases(), codelists()]);
  if (!place) return null;
  const named = (names: Names): Named => {
    const { text, lang } = nameFor(locale, names, place.language);
    return lang === locale ? { text } : { text, lang };
  };
  return { locale, city: place, release: releases[0] ?? null, releases, codes, named };
});
