import { XMLBuilder } from "fast-xml-parser";
import { defaultLocale, locales } from "#lib/i18n/locale.ts";

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: "@", suppressEmptyNode: true });

/**
 * A sitemap (sitemaps.org) of pages in every language, each naming its twins as search engines ask for (hreflang), all
 * with absolute addresses. `changed` is when they last did: with a release, and never else.
 */
export function sitemap(paths: string[], base: string, changed: Date | null): string {
  const address = (locale: string, path: string) => new URL(`/${locale}${path}`, base).href;
  const twins = (path: string) => [...locales.map((locale) => [locale, locale]), ["x-default", defaultLocale]].map(([hreflang, locale]) =>
    ({ "@rel": "alternate", "@hreflang": hreflang, "@href": address(locale!, path) }));
  const url = paths.flatMap((path) => locales.map((locale) => ({
    loc: address(locale, path), ...(changed && { lastmod: changed.toISOString() }), "xhtml:link": twins(path),
  })));
  return builder.build({
    "?xml": { "@version": "1.0", "@encoding": "UTF-8" },
    urlset: { "@xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9", "@xmlns:xhtml": "http://www.w3.org/1999/xhtml", url },
  });
}
