import { citation } from "#app/_server/citation.ts";
import { publicPage } from "#app/_server/public-page.tsx";
import page from "#app/_ui/page.module.css";
import { Prose } from "#app/_ui/prose.tsx";
import { licence } from "#lib/i18n/areas/licence.ts";

export const instant = false;

/** On what terms anybody may use what is here. */
export default function LicencePage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "/licence", (site) => {
    const words = licence[site.locale];
    const cite = citation(site);
    return {
      title: words.title, description: words.description,
      body: (
        <Prose words={licence} locale={site.locale} after={{
          "data.1": <p><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">Creative Commons Attribution 4.0 (CC BY 4.0)</a></p>,
          ...(cite && { "attribution.1": <blockquote className={page.quote}>{cite}</blockquote> }),
        }} />
      ),
    };
  });
}
