import { fileSize } from "#app/_server/file-size.ts";
import type { Site } from "#app/_server/site.ts";
import { DataTable } from "#app/_ui/data-table.tsx";
import { Name } from "#app/_ui/named.tsx";
import { catalogue } from "#lib/i18n/areas/catalogue.ts";
import { datasetPage } from "#lib/i18n/areas/dataset-page.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Release, ReleaseFile } from "#lib/stats/release.ts";

/** A dataset's frozen files in every release, newest first; a correction says why it was made. */
export function Editions({ site, releases, own }: { site: Site; releases: Release[]; own: (file: ReleaseFile) => boolean }) {
  const { locale } = site;
  const t = translator(catalogue, locale);
  return (
    <DataTable id="editions" locale={locale} caption={translator(datasetPage, locale)("earlier")} hideCaption heads={[t("release")]}
      columns={[{ label: t("files"), text: true }]}
      rows={releases.map((release) => ({
        key: release.id,
        heads: [<span key="day"><a href={`/${locale}/data/releases/${release.id}`}>{formatDay(locale, release.asOf)}</a>{release.reason && <>: <Name name={site.named(release.reason)} /></>}</span>],
        cells: [<span key="files">{release.files.filter(own).map((file, i) => (
          <span key={file.name}>{i > 0 && ", "}<a href={`/data/releases/${release.id}/${file.name}`}>{file.name}</a>{"\u00a0"}({fileSize(locale, file.bytes)})</span>
        ))}</span>],
      }))} />
  );
}
