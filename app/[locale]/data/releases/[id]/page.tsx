import { figuresPage } from "#app/_server/public-page.tsx";
import { Breadcrumb } from "#app/_ui/breadcrumb.tsx";
import { FeedLink } from "#app/_ui/feed-link.tsx";
import { Name } from "#app/_ui/named.tsx";
import page from "#app/_ui/page.module.css";
import { FilesTable } from "../../files-table.tsx";
import { RevisedTable } from "./revised-table.tsx";
import { Refusal } from "#lib/errors.ts";
import { addedLines, releaseName } from "#lib/exports/release-words.ts";
import { releases as words } from "#lib/i18n/areas/releases.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { openDb } from "#lib/stats/reader.ts";
import { findRelease } from "#lib/stats/release.ts";
import { allAdded, correctionsOf, revisedCellsOf } from "#lib/stats/release-changes.ts";
import { portalAddress } from "#lib/subscriptions/address.ts";

export const instant = false;

/** One release: what it added, what it changed and why, its files and how to check them, and what came before and after. */
export default async function ReleasePage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const { id } = await params;
  return figuresPage(params, `/data/releases/${id}`, async (site) => {
    const index = site.releases.findIndex((candidate) => candidate.id === id);
    if (index < 0) throw new Refusal("notFound");
    const { locale, city } = site;
    const t = translator(words, locale);
    const [release, changes, cells] = [(await findRelease(openDb(), id))!, await allAdded(), await revisedCellsOf(id)];
    const [newer, older] = [site.releases[index - 1], site.releases[index + 1]];
    const corrections = correctionsOf(release, site.releases, changes), added = changes.get(id)!;
    const news = addedLines({ ...added, revised: [] }, locale);
    const title = releaseName(release, locale, { regular: "pageTitle", correction: "correctionTitle" });
    const [before, after] = t("because", { reason: "\0" }).split("\0");
    const address = portalAddress(`/data/releases/${id}/`); // copied away from here, so it must be whole
    const link = ({ id: other }: { id: string }, text: string) => <a href={`/${locale}/data/releases/${other}`}>{text}</a>;
    return {
      title, description: `${title}. ${t("pageDescription")}`,
      body: (
        <>
          <FeedLink locale={locale} />
          <Breadcrumb locale={locale} steps={[{ href: `/${locale}/data`, name: { text: t("home") } }, { href: `/${locale}/data/releases`, name: { text: t("title") } }]} />
          <div className={page.opening}>
            <h1>{title}</h1>
            {release.reason && <p className={page.lead}>{before}<Name name={site.named(release.reason)} />{after}</p>}
            <p>{t("published", { at: formatMoment(locale, release.publishedAt, city.timeZone) })} {newer ? <>{t("newerExists")} {link(site.release, releaseName(site.release, locale))}.</> : t("isNewest")}</p>
            {corrections.map((one) => <p key={one.id}><strong>{t("corrected")} {link(one, releaseName(one, locale))}.</strong> {one.reason && <>{before}<Name name={site.named(one.reason)} />{after}</>}</p>)}
          </div>

          <section className={page.section} id="new">
            <h2>{t("whatNew")}</h2>
            {news.length > 0 ? <ul>{news.map((line) => <li key={line}>{line}</li>)}</ul> : <p>{t("onlyRevised")}</p>}
          </section>

          <section className={page.section} id="changed">
            <h2>{t("whatChanged")}</h2>
            <p>{older ? t("since", { before: releaseName(older, locale) }) : t("first")} {cells.length > 0 ? t("revisedNumbers", { n: cells.length }) : older ? t("nothingRevised") : null}</p>
            {cells.length > 0 && <RevisedTable site={site} cells={cells} all={`/data/releases/${id}/CHANGES.json`} />}
            <p><a href={`/data/releases/${id}/CHANGES.json`}>CHANGES.json</a></p>
          </section>

          <section className={page.section} id="files-of">
            <h2>{t("files")}</h2>
            <p>{t("frozen")}</p>
            <FilesTable locale={locale} release={release} files={release.files} frozen />
            <h3>{t("verify")}</h3>
            <p>{t("verifyText")}</p>
            <pre className={page.commands} tabIndex={0}><code>{`curl -O ${address}SHA256SUMS\nsha256sum --check --ignore-missing SHA256SUMS`}</code></pre>
          </section>

          <nav className={page.section} aria-label={t("all")}>
            <p>{older && link(older, t("previous", { name: releaseName(older, locale) }))}{older && newer && " · "}{newer && link(newer, t("following", { name: releaseName(newer, locale) }))}</p>
            <p><a href={`/${locale}/data/releases`}>{t("all")}</a></p>
          </nav>
        </>
      ),
    };
  });
}
