import type { Site } from "#app/_server/site.ts";
import { DataTable } from "#app/_ui/data-table.tsx";
import { Name } from "#app/_ui/named.tsx";
import { addedLines, releaseName } from "#lib/exports/release-words.ts";
import { releases as words } from "#lib/i18n/areas/releases.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Added } from "#lib/stats/release-changes.ts";

/** Every release, newest first, with what it added; a correction says why it was made. */
export function ReleasesTable({ site, changes }: { site: Site; changes: ReadonlyMap<string, Added> }) {
  const { locale } = site;
  const t = translator(words, locale);
  const [before, after] = t("because", { reason: "\0" }).split("\0");
  return (
    <DataTable id="releases-table" locale={locale} caption={t("past")} hideCaption heads={[t("release")]} columns={[{ label: t("added"), text: true }]}
      rows={site.releases.map((release) => ({
        key: release.id,
        heads: [<a key="name" href={`/${locale}/data/releases/${release.id}`}>{releaseName(release, locale)}</a>],
        cells: [
          <span key="added">
            {addedLines(changes.get(release.id)!, locale).map((line) => <span key={line}>{line}<br /></span>)}
            {release.reason && <>{before}<Name name={site.named(release.reason)} />{after}</>}
          </span>,
        ],
      }))} />
  );
}
