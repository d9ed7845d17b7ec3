import page from "#app/_ui/page.module.css";
import source from "../source.module.css";
import { citation } from "#lib/exports/citation.ts";
import type { Dataset } from "#lib/exports/dataset.ts";
import { catalogue } from "#lib/i18n/areas/catalogue.ts";
import { datasetPage } from "#lib/i18n/areas/dataset-page.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { City } from "#lib/stats/city.ts";
import type { Release } from "#lib/stats/release.ts";

/** How to refer to a dataset, as a sentence and for a reference manager. */
export function Cite({ locale, dataset, city, release, frozen }: { locale: Locale; dataset: Dataset; city: City; release: Release; /** Whether the address given stays as it is. */ frozen: boolean }) {
  const t = translator(datasetPage, locale);
  const { text, bibtex } = citation(dataset, city, release, locale);
  return (
    <section className={page.section} id="cite">
      <h2>{translator(catalogue, locale)("cite")}</h2>
      {frozen && <p>{t("citeAbout")}</p>}
      <h3>{t("plain")}</h3>
      <blockquote className={`${page.quote} ${source.citation}`}>{text}</blockquote>
      <h3>{t("bibtex")}</h3>
      <pre className={source.source} tabIndex={0} role="region" aria-label={t("bibtex")}><code>{bibtex}</code></pre>
    </section>
  );
}
