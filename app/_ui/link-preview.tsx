import { previewAddress } from "#lib/charts/address.ts";
import { previewSize } from "#lib/charts/widths.ts";
import { absolute } from "#lib/exports/headers.ts";
import { locales, type Locale } from "#lib/i18n/locale.ts";

/** Of which city, and with whose release's picture; before the first there is none. `image` is a page's own. */
export type Preview = { siteName: string; release: string | null; image?: string | undefined };
type Props = Preview & { locale: Locale; path: string; search: string; title: string; description: string | undefined };

const territory: Record<Locale, string> = { kk: "kk_KZ", ru: "ru_KZ", en: "en_GB" };

/** A district's and a category's page show their own finding, every other page the city's. */
function subject(path: string): { district?: string; category?: string } {
  const [, folder, code] = /^\/(districts|categories)\/([^/]+)$/.exec(path) ?? [];
  return code === undefined ? {} : { [folder === "districts" ? "district" : "category"]: decodeURIComponent(code) };
}

/** How a link to the page looks in messengers and social networks (Open Graph; Twitter's own card reads the rest from it). */
export function LinkPreview({ siteName, release, image, locale, path, search, title, description }: Props) {
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={siteName} />
      <meta property="og:url" content={absolute(`/${locale}${path}${search}`)} />
      <meta property="og:title" content={title} />
      {description && <meta property="og:description" content={description} />}
      <meta property="og:locale" content={territory[locale]} />
      {locales.filter((other) => other !== locale).map((other) => <meta key={other} property="og:locale:alternate" content={territory[other]} />)}
      {release && (
        <>
          <meta property="og:image" content={absolute(image ?? previewAddress({ locale, query: subject(path), release }))} />
          <meta property="og:image:type" content="image/png" />
          {image === undefined && <meta property="og:image:width" content={String(previewSize.width)} />}
          {image === undefined && <meta property="og:image:height" content={String(previewSize.height)} />}
          <meta property="og:image:alt" content={title} />
        </>
      )}
      <meta name="twitter:card" content={release ? "summary_large_image" : "summary"} />
    </>
  );
}
