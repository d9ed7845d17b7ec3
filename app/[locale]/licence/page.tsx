import { publicPage } from "#app/_server/public-page.tsx";
import page from "#app/_ui/page.module.css";
import { Prose } from "#app/_ui/prose.tsx";
import { citation } from "#lib/exports/citation.ts";
import { appealsDataset } from "#lib/exports/dataset.ts";
import { licence } from "#lib/i18n/areas/licence.ts";
import { currentRelease } from "#lib/stats/release.ts";

export const instant = false;

/** On what terms anybody may use what is here. */
export default function LicencePage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "/licence", async ({ locale, city }) => {
    const words = licence[locale];
    const release = await currentRelease();
    return {
      title: words.title, description: words.description,
      body: (
        <Prose words={licence} locale={locale} after={{
          "data.1": <p><a rel="license" href="https://creativecommons.org/licenses/by/4.0/">Creative Commons Attribution 4.0 (CC BY 4.0)</a></p>,
          "attribution.1": release && <blockquote className={page.quote}>{citation(appealsDataset, city, release, locale).text}</blockquote>,
        }} />
      ),
    };
  });
}
