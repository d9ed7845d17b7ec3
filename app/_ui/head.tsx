import { LinkPreview, type Preview } from "#app/_ui/link-preview.tsx";
import { absolute } from "#lib/exports/headers.ts";
import { defaultLocale, locales, type Locale } from "#lib/i18n/locale.ts";

type Props = { locale: Locale; path: string; search?: string; title: string; description?: string; index?: boolean; status?: number; preview?: Preview };

/**
 * A page's title, description and its twins in the other languages. `status` is the HTTP status that the finished page
 * must be answered with: Next sets none from within a page but by throwing, and then the page is blank without
 * JavaScript (measured with 16.4.5), so scripts/serve/page-cache.ts reads it from here. A view that is no search result
 * is its own canonical address all the same: who cites it cites what he saw, and a search engine that is told both "not
 * this" and "the same as that" may leave out that page too.
 */
export function Head({ locale, path, search = "", title, description, index = true, status = 200, preview }: Props) {
  const found = status === 200, listed = found && index;
  return (
    <>
      <title>{title}</title>
      {description && <meta name="description" content={description} />}
      {!found && <meta name="answer-status" content={String(status)} />}
      {(!found || !index) && <meta name="robots" content={found ? "noindex, follow" : "noindex"} />}
      {found && <link rel="canonical" href={absolute(`/${locale}${path}${search}`)} />}
      {listed && locales.map((other) => <link key={other} rel="alternate" hrefLang={other} href={absolute(`/${other}${path}`)} />)}
      {found && preview && <LinkPreview locale={locale} path={path} search={search} title={title} description={description} {...preview} />}
      {listed && <link rel="alternate" hrefLang="x-default" href={absolute(`/${defaultLocale}${path}`)} />}
    </>
  );
}
