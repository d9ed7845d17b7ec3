import page from "#app/office/_parts/page.module.css";
import { lastWholeCheck } from "#lib/audit/whole-check.ts";
import { officeAudit } from "#lib/i18n/areas/office-audit.ts";
import { formatMoment } from "#lib/i18n/format.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/** What the daily walk through all hash chains found last. */
export async function WholeHistory({ locale, timeZone }: { locale: Locale; timeZone: string }) {
  const t = translator(officeAudit, locale);
  const last = await lastWholeCheck();
  if (!last) return <p className={page.notice}>{t("whole.never")}</p>;
  const at = formatMoment(locale, new Date(last.at), timeZone);
  const fault = (code: string) => t(`fault.${code}` as "fault.edited");
  if (last.brokenCases === 0 && !last.office) return <p className={page.notice}>{t("whole.ok", { cases: last.cases, at })}</p>;
  return (
    <div role="alert" className={page.alarm}>
      {last.brokenCases > 0 ? <p><strong>{t("whole.broken", { cases: last.brokenCases, at })}</strong></p> : null}
      {last.office ? <p><strong>{t("whole.office", { seq: last.office.seq, fault: fault(last.office.fault) })}</strong></p> : null}
      <ul>{last.broken.map((one) => <li key={one.number}>{t("whole.case", { number: one.number, seq: one.seq, fault: fault(one.fault) })}</li>)}</ul>
    </div>
  );
}
