import { fileSize } from "#app/_server/file-size.ts";
import { DataTable } from "#app/_ui/data-table.tsx";
import { fileKind, formats, standingAddress } from "#lib/exports/file-name.ts";
import { catalogue } from "#lib/i18n/areas/catalogue.ts";
import { formatDay, formatNumber } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Release, ReleaseFile } from "#lib/stats/release.ts";

/** Addresses of the newest files stay the same from release to release; the two lists about a release belong to it alone. */
const address = (release: Release, name: string): string => (/^[A-Z]/.test(name) ? `/data/releases/${release.id}/${name}` : standingAddress(name));

/** "Excel CSV, Russian": of what has words, whose; of what describes data and is none, nothing. */
function formatWords(locale: Locale, name: string): string {
  const kind = fileKind(name);
  if (!kind) return "";
  return [formats[kind.format].name, kind.locale && new Intl.DisplayNames(locale, { type: "language" }).of(kind.locale)].filter(Boolean).join(", ");
}

/** Files of a release with what is needed to check a download; `frozen`: under the addresses that stay this release's. */
export function FilesTable({ locale, release, files, frozen = false }: { locale: Locale; release: Release; files: readonly ReleaseFile[]; frozen?: boolean }) {
  const t = translator(catalogue, locale);
  return (
    <DataTable id="files" locale={locale} caption={formatDay(locale, release.asOf)} heads={[t("file")]}
      columns={[{ label: t("format"), text: true }, { label: t("rows") }, { label: t("size") }, { label: t("sum"), text: true }]}
      rows={files.map((file) => ({
        key: file.name,
        heads: [<a key="name" href={frozen ? `/data/releases/${release.id}/${file.name}` : address(release, file.name)}>{file.name}</a>],
        cells: [formatWords(locale, file.name), file.rows === null ? "" : formatNumber(locale, file.rows), fileSize(locale, file.bytes), <code key="sum">{file.sha256}</code>],
      }))} />
  );
}
