import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { viewAddress } from "#app/office/cases/query.ts";
import style from "#app/office/reports/reports.module.css";
import type { ReportWords } from "#app/office/reports/words.ts";
import { casesBehind } from "#lib/reports/cases-behind.ts";
import type { Line, Meeting } from "#lib/reports/meeting.ts";

type RowProps = { words: ReportWords; report: Meeting; line: Line };

/** A line's numbers: what is now, then what happened in the period, each beside what was before. */
function Cells({ words, report, line: { whose, now, before } }: RowProps) {
  const { n, difference } = words;
  const cases = casesBehind(report, whose);
  const linked = (key: keyof typeof cases) => (now[key] > 0 ? <OfficeLink href={viewAddress(cases[key])}>{n(now[key])}</OfficeLink> : n(0));
  const than = (key: keyof typeof before) => (now[key] === before[key] ? null : <small> ({difference(now[key], before[key])})</small>);
  return (
    <>
      <td className={style.number}>{linked("inWork")}{than("inWork")}</td>
      <td className={style.number}>{linked("dueThisWeek")}</td>
      <td className={style.number}>{now.overdue > 0 ? <span className={style.late}>{linked("overdue")}</span> : n(0)}{than("overdue")}</td>
      <td className={style.number}>{n(now.longestOverdue)}</td>
      <td className={style.number}>{linked("forSignature")}</td>
      <td className={`${style.number} ${style.division}`}>{linked("onTime")}{than("onTime")}</td>
      <td className={style.number}>{linked("late")}{than("late")}</td>
      <td className={style.number}>{words.share(now.onTime, now.onTime + now.late)}</td>
      <td className={style.number}>{linked("reopened")}{than("reopened")}</td>
      <td className={style.number}>{linked("extended")}{than("extended")}</td>
    </>
  );
}

/** Departments and their executors as one table; heads of columns say which numbers are of now and which of the period. */
export function MeetingTable({ words, report }: { words: ReportWords; report: Meeting }) {
  const { t, name } = words;
  const columns = ["inWork", "dueThisWeek", "overdue", "longest", "forSignature", "onTime", "late", "share", "reopened", "extended"] as const;
  const departments = report.departments.map((one) => ({ ...one, label: one.department === null ? t("none") : name("department", one.department) }))
    .sort((a, b) => Number(a.department === null) - Number(b.department === null) || b.now.overdue - a.now.overdue || a.label.localeCompare(b.label, words.locale));
  return (
    <div className={style.frame} role="region" aria-label={t("meeting")} tabIndex={0}>
      <table className={`${style.table} ${style.meeting}`}>
        <thead>
          <tr><th rowSpan={2} scope="col">{t("department")}</th><th colSpan={5} scope="colgroup">{t("now")}</th><th colSpan={5} scope="colgroup" className={style.division}>{t("during")}</th></tr>
          <tr>{columns.map((column) => <th key={column} scope="col" className={column === "onTime" ? `${style.number} ${style.division}` : style.number}>{t(column)}</th>)}</tr>
        </thead>
        {departments.map((one) => (
          <tbody key={one.department ?? ""}>
            <tr><th scope="rowgroup">{one.label}</th><Cells words={words} report={report} line={one} /></tr>
            {one.executors.length === 1 && one.executors[0]!.executor === null ? null : one.executors.map((person) => (
              <tr key={person.executor ?? ""} className={style.executor}><th scope="row">{person.name ?? t("nobody")}</th><Cells words={words} report={report} line={person} /></tr>
            ))}
          </tbody>
        ))}
        <tfoot><tr><th scope="row">{t("total")}</th><Cells words={words} report={report} line={report.total} /></tr></tfoot>
      </table>
    </div>
  );
}

/** The share answered on time by department, longest bar first: for a look rather than a number. */
export function OnTimeBars({ words, report }: { words: ReportWords; report: Meeting }) {
  const { t, name, share } = words;
  const rows = report.departments.filter((one) => one.department !== null && one.now.onTime + one.now.late > 0)
    .map((one) => ({ ...one, label: name("department", one.department!), all: one.now.onTime + one.now.late })).sort((a, b) => b.now.onTime / b.all - a.now.onTime / a.all);
  if (rows.length === 0) return null;
  return (
    <section>
      <h2 id="bars">{t("chart")}</h2>
      <div className={style.frame} role="region" aria-labelledby="bars" tabIndex={0}>
        <table className={`${style.table} ${style.bars}`}>
          <tbody>{rows.map((one) => (
            <tr key={one.department}><th scope="row">{one.label}</th>
              <td aria-hidden="true"><svg className={style.bar} viewBox="0 0 100 12" preserveAspectRatio="none"><rect width="100" height="12" className={style.track} /><rect width={(100 * one.now.onTime) / one.all} height="12" className={style.filled} /></svg></td>
              <td className={style.number}>{share(one.now.onTime, one.all)}</td><td className={style.number}><small>{t("chart.of", { onTime: one.now.onTime, all: one.all })}</small></td></tr>
          ))}</tbody>
        </table>
      </div>
    </section>
  );
}
