import { releases } from "#lib/i18n/areas/releases.ts";
import { formatDay, formatPeriod } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { ReleaseHead } from "#lib/stats/release.ts";
import type { Added } from "#lib/stats/release-changes.ts";

type Named = Pick<ReleaseHead, "id" | "asOf" | "correction">;

/** What a release is called among others: its day, or which correction of which day's release it is. */
export function releaseName(release: Named, locale: Locale, keys: { regular: "regularName" | "pageTitle"; correction: "correctionName" | "correctionTitle" } = { regular: "regularName", correction: "correctionName" }): string {
  const t = translator(releases, locale);
  const [day, n] = release.id.split(".");
  return release.correction && n ? t(keys.correction, { day: formatDay(locale, day!), n: Number(n) }) : t(keys.regular, { day: formatDay(locale, release.asOf) });
}

/** What a release adds or revises, a line a kind of table. */
export function addedLines({ months, quarters, years, outcomes, revised }: Partial<Added>, locale: Locale): string[] {
  const t = translator(releases, locale);
  const span = (periods: string[]) => {
    const names = [periods[0]!, ...(periods.length > 1 ? [periods.at(-1)!] : [])].map((period) => formatPeriod(locale, period));
    return periods.length < 3 ? names.join(", ") : names.join(" – ");
  };
  const line = (key: "adds.month" | "adds.quarter" | "adds.outcome" | "adds.year" | "adds.revised", periods: string[] = []) => (periods.length > 0 ? [t(key, { period: span(periods) })] : []);
  const listed = (revised ?? []).map((period) => formatPeriod(locale, period)).join(", ");
  const lines = [
    ...line("adds.month", months), ...line("adds.quarter", quarters), ...line("adds.outcome", outcomes), ...line("adds.year", years),
    ...(listed ? [t("adds.revised", { period: listed })] : []),
  ];
  return lines.map((text) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1));
}
