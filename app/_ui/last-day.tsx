import page from "#app/_ui/page.module.css";
import { home } from "#lib/i18n/areas/home.ts";
import { formatDay } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { newestDay } from "#lib/stats/daily.ts";

/** What the last published day brought, the city's total alone; nothing before there is one. */
export function LastDay({ locale, day: last }: { locale: Locale; day: Awaited<ReturnType<typeof newestDay>> }) {
  if (!last) return null;
  const t = translator(home, locale);
  const words = { day: formatDay(locale, last.day), n: last.received, m: last.answered ?? 0 };
  return <p className={page.quiet}>{t(last.answered === null ? "dayReceived" : "day", words)} <a href={`/${locale}/data/daily`}>{t("dayMore")}</a></p>;
}
