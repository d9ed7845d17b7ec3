import style from "#app/office/_parts/page.module.css";
import type { Application } from "#lib/appeals/calendar-apply.ts";
import type { officeCalendar } from "#lib/i18n/areas/office-calendar.ts";
import { formatMoment, formatNumber } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import type { Translate } from "#lib/i18n/translate.ts";

type Props = { application: Application | null; locale: Locale; timeZone: string; t: Translate<keyof (typeof officeCalendar)["kk"]>; /** Says also what the last one did. */ past?: boolean };

/** How far the application of a draft is. */
export function Standing({ application, locale, timeZone, t, past = false }: Props) {
  if (!application) return null;
  const { total, seen, moved, appliedAt } = application;
  if (appliedAt) return past ? <p role="status" className={style.notice}>{t("applied", { at: formatMoment(locale, appliedAt, timeZone), n: formatNumber(locale, moved ?? 0) })}</p> : null;
  return <p role="status" className={style.notice}>{total === null ? t("running.soon") : t("running", { seen: formatNumber(locale, seen), total: formatNumber(locale, total) })}</p>;
}
