import { releases } from "#lib/i18n/areas/releases.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

export const feedAddress = (locale: Locale): string => `/data/releases.atom?lang=${locale}`;

/** Tells a feed reader where the releases' feed is; React puts it into the page's head. */
export const FeedLink = ({ locale }: { locale: Locale }) => <link rel="alternate" type="application/atom+xml" title={translator(releases, locale)("title")} href={feedAddress(locale)} />;
