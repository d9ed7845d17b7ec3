import { env } from "#env.ts";
import { locales, type Locale } from "#lib/i18n/locale.ts";

type Props = { locale: Locale; path: string; search?: string; title: string; description?: string; index?: boolean; status?: number };

/** Addresses in links for machines are absolute where the portal knows its own. */
const absolute = (address: string) => (env.PUBLIC_URL ? new URL(address, env.PUBLIC_URL).href : address);

/**
 * A page's title, description and its twins in the other languages. `status` is the HTTP status that the finished page
 * must be answered with: Next sets none from within a page but by throwing, and then the page is blank without
 * JavaScript (measured with 16.4.5), so scripts/serve/page-cache.ts reads it from here.
 */
export function Head({ locale, path, search = "", title, description, index = true, status = 200 }: Props) {
  const found = status === 200;
  return (
    <>
      <title>{title}</title>
      {description && <meta name="description" content={description} />}
      {!found && <meta name="answer-status" content={String(status)} />}
      {(!found || !index) && <meta name="robots" content="noindex" />}
      {found && <link rel="canonical" href={absolute(`/${locale}${path}${index ? search : ""}`)} />}
      {found && locales.map((other) => <link key={other} rel="alternate" hrefLang={other} href={absolute(`/${other}${path}`)} />)}
      {found && <link rel="alternate" hrefLang="x-default" href={absolute(`/kk${path}`)} />}
    </>
  );
}
