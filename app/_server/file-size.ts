import { formatNumber } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";

const units: Record<Locale, [string, string, string]> = { kk: ["Б", "КБ", "МБ"], ru: ["Б", "КБ", "МБ"], en: ["B", "kB", "MB"] };

/** A file's size as people read it, in thousands as the networks count. */
export function fileSize(locale: Locale, bytes: number): string {
  const [small, middle, large] = units[locale];
  if (bytes < 1000) return `${bytes}\u00a0${small}`;
  return bytes < 1_000_000 ? `${formatNumber(locale, bytes / 1000)}\u00a0${middle}` : `${formatNumber(locale, bytes / 1_000_000, 1)}\u00a0${large}`;
}
