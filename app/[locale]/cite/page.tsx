import { bibtex } from "#app/_server/bibtex.ts";
import { citation, publisherOf } from "#app/_server/citation.ts";
import { ownAddress } from "#app/_server/own-address.ts";
import { publicPage } from "#app/_server/public-page.tsx";
import page from "#app/_ui/page.module.css";
import { Prose } from "#app/_ui/prose.tsx";
import styles from "#app/_ui/prose.module.css";
import { citing } from "#lib/i18n/areas/citing.ts";
import { site as siteWords } from "#lib/i18n/areas/site.ts";
import { currentRelease } from "#lib/stats/release.ts";

export const instant = false;

const CITED = "appeals.csv";
/** One command for each system that a journalist may have. */
const commands = { Linux: "sha256sum --check --ignore-missing SHA256SUMS", macOS: "shasum -a 256 --check --ignore-missing SHA256SUMS", Windows: `Get-FileHash ${CITED} -Algorithm SHA256` };

/** How a number is cited so that it can be found again, and how a file is checked. */
export default function CitePage({ params }: { params: Promise<{ locale: string }> }) {
  return publicPage(params, "/cite", async (site) => {
    const { locale } = site;
    const words = citing[locale];
    const release = await currentRelease();
    const file = release?.files.find(({ name }) => name === CITED);
    const url = release && new URL(`/data/releases/${release.id}/${CITED}`, ownAddress).href;
    return {
      title: words.title, description: words.description,
      body: (
        <Prose words={citing} locale={locale} after={{
          whole: release && file && url ? (
            <>
              <blockquote className={page.quote}>{citation(site)}</blockquote>
              <dl className={styles.facts}>
                <div><dt>{words.address}</dt><dd><a href={`/data/releases/${release.id}/${CITED}`}>{url}</a></dd></div>
                <div><dt>{words.sum}</dt><dd><code>{file.sha256}</code></dd></div>
              </dl>
            </>
          ) : <p>{words.nothing}</p>,
          one: <p><a href={`/${locale}/stats`}>{siteWords[locale].stats}</a></p>,
          bibtex: release && file && url ? (
            <Code>{bibtex({
              key: `${site.city.code}-${release.id}`, publisher: publisherOf(site), title: `${site.named(site.city.name).text}: ${siteWords[locale].tagline}`,
              day: release.asOf, url, sum: file.sha256,
            })}</Code>
          ) : <p>{words.nothing}</p>,
          "check.1": <dl className={styles.facts}>{Object.entries(commands).map(([system, command]) => <div key={system}><dt>{system}</dt><dd><Code>{command}</Code></dd></div>)}</dl>,
          check: <p>{release && <><a href={`/data/releases/${release.id}/SHA256SUMS`}>SHA256SUMS</a>, </>}<a href={`/${locale}/data`}>{words.files}</a></p>,
        }} />
      ),
    };
  });
}

const Code = ({ children }: { children: string }) => <pre className={styles.code} tabIndex={0}><code>{children}</code></pre>;
