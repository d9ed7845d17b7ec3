import { publicPage } from "#app/_server/public-page.tsx";
import page from "#app/_ui/page.module.css";
import { Prose } from "#app/_ui/prose.tsx";
import styles from "#app/_ui/prose.module.css";
import { citation } from "#lib/exports/citation.ts";
import { appealsDataset } from "#lib/exports/dataset.ts";
import { absolute } from "#lib/exports/headers.ts";
import { citing } from "#lib/i18n/areas/citing.ts";
import { site as siteWords } from "#lib/i18n/areas/site.ts";
import { currentRelease } from "#lib/stats/release.ts";

export const instant = false;

const CITED = "appeals.csv";
/** One command for each system that a journalist may have. */
const commands = { Linux: "sha256sum --check --ignore-missing SHA256SUMS", macOS: "shasum -a 256 --check --ignore-missing SHA256SUMS", Windows: `Get-FileHash ${CITED} -Algorithm SHA256` };

/** How a number is cited so that it can be found again, and how a file is checked. */
export default function CitePage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "/cite", async ({ locale, city }) => {
    const words = citing[locale];
    const release = await currentRelease();
    const file = release?.files.find(({ name }) => name === CITED);
    const cited = release && file && { ...citation(appealsDataset, city, release, locale), folder: `/data/releases/${release.id}`, sum: file.sha256 };
    return {
      title: words.title, description: words.description,
      body: (
        <Prose words={citing} locale={locale} after={{
          whole: cited ? (
            <>
              <blockquote className={page.quote}>{cited.text}</blockquote>
              <dl className={styles.facts}>
                <div><dt>{words.address}</dt><dd><a href={`${cited.folder}/${CITED}`}>{absolute(`${cited.folder}/${CITED}`)}</a></dd></div>
                <div><dt>{words.sum}</dt><dd><code>{cited.sum}</code></dd></div>
              </dl>
            </>
          ) : <p>{words.nothing}</p>,
          one: <p><a href={`/${locale}/stats`}>{siteWords[locale].stats}</a></p>,
          bibtex: cited ? <Code name="BibTeX">{cited.bibtex}</Code> : <p>{words.nothing}</p>,
          "check.1": <dl className={styles.facts}>{Object.entries(commands).map(([system, command]) => <div key={system}><dt>{system}</dt><dd><Code name={system}>{command}</Code></dd></div>)}</dl>,
          check: <p>{cited && <><a href={`${cited.folder}/SHA256SUMS`}>SHA256SUMS</a>, </>}<a href={`/${locale}/data`}>{words.files}</a></p>,
        }} />
      ),
    };
  });
}

const Code = ({ name, children }: { name: string; children: string }) => <pre className={styles.code} tabIndex={0} role="region" aria-label={name}><code>{children}</code></pre>;
