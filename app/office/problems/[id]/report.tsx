import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import style from "#app/office/_parts/page.module.css";
import { type Report, sayWhy } from "#app/office/problems/acted.ts";
import type { ProblemView } from "#lib/appeals/problem-view.ts";
import { officeProblems } from "#lib/i18n/areas/office-problems.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";

/** What the act just done did, and each case it left behind with the reason. */
export function ReportNotice({ report, view, locale }: { report: Report; view: ProblemView; locale: Locale }) {
  const t = translator(officeProblems, locale);
  const left = report.left.length + report.more;
  return (
    <div role="status" className={left > 0 ? style.alarm : style.notice}>
      <p><strong>{t(`acted.${report.act}`, { n: report.done })}</strong>{left > 0 ? ` ${t("acted.left", { n: left })}` : ""}</p>
      {report.left.length > 0 ? (
        <ul>{report.left.map((one) => {
          const case_ = view.cases.find((its) => its.id === one.id);
          return <li key={one.id}>{case_ ? <OfficeLink href={`/office/cases/${one.id}`}>{case_.number}</OfficeLink> : `№ ${one.id}`}: {sayWhy(one.why, locale)}</li>;
        })}</ul>
      ) : null}
      {report.more > 0 ? <p>{t("acted.more", { n: report.more })}</p> : null}
    </div>
  );
}
