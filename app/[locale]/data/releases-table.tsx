import type { Site } from "#app/_server/site.ts";
import { DataTable } from "#app/_ui/data-table.tsx";
import { Name } from "#app/_ui/named.tsx";
import { fileKind } from "#lib/exports/file-name.ts";
import { catalogue } from "#lib/i18n/areas/catalogue.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Release } from "#lib/stats/release.ts";

/** Every release with its frozen files, those for Excel in the reader's language; a correction says why it was made. */
export function ReleasesTable({ site, releases }: { site: Site; releases: Release[] }) {
  const { locale } = site;
  const t = translator(catalogue, locale);
  const [before, after] = t("correction", { reason: "\0" }).split("\0");
  const links = (release: Release) => release.files.filter((file) => !file.name.startsWith("codelists/") && !file.name.endsWith("-metadata.json") && (fileKind(file.name)?.locale ?? locale) === locale).map((file, i) => (
    <span key={file.name}>{i > 0 && ", "}<a href={`/data/releases/${release.id}/${file.name}`}>{file.name}</a></span>
  ));
  return (
    <DataTable id="releases-table" locale={locale} caption={t("releases")} hideCaption heads={[t("release")]}
      columns={[{ label: t("kind"), text: true }, { label: t("files"), text: true }]}
      rows={releases.map((release) => ({
        key: release.id,
        heads: [formatDay(locale, release.asOf)],
        cells: [release.reason ? <span key="kind">{before}<Name name={site.named(release.reason)} />{after}</span> : t("regular"), <span key="files">{links(release)}</span>],
      }))} />
  );
}
