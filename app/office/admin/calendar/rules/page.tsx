import { officeLanguage } from "#app/_server/session.ts";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { deadlineRules, type SideTerm, sideTerms } from "#lib/appeals/deadlines.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { cases } from "#lib/i18n/areas/cases.ts";
import { officeCalendar } from "#lib/i18n/areas/office-calendar.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

/** The rules that terms are counted by, as they stand in db/reference/deadline-rules.ts; to be read by everybody in the office. */
export default async function RulesPage() {
  return officeView("account.own", "/office/admin/calendar/rules", rules);
}

async function rules(actor: Actor) {
  const [locale, { officeHours }] = [await officeLanguage(), await officeCity()];
  const t = translator(officeCalendar, locale), word = translator(cases, locale);
  const days = (n: number) => t("rules.days", { n });
  const side: Record<SideTerm, string> = {
    registration: t("rules.registration.term"), redirect: days(sideTerms.redirect.workingDays), extension: t("rules.extension.term", { n: sideTerms.extension.months }),
    extensionNotice: days(sideTerms.extensionNotice.workingDays), conformity: t("rules.conformity.term"), return: t("rules.return.term", { n: sideTerms.return.workingDays }),
  };
  const rows: [string, string, string, string | null][] = [
    ...deadlineRules.map((rule): (typeof rows)[number] => [word(`kind.${rule.kind}`), `${days(rule.workingDays)}, ${t(rule.extendable ? "rules.extendable" : "rules.fixed")}`, rule.reference, rule.from]),
    ...(Object.keys(side) as SideTerm[]).map((term): (typeof rows)[number] => [t(`rules.${term}`), side[term], sideTerms[term].article, sideTerms[term].from]),
    [t("rules.reopening"), t("rules.reopening.term"), "76, 87, 99", deadlineRules[0]!.from],
    [t("rules.signal"), t("rules.signal.term"), t("rules.none"), null],
  ];
  return (
    <Shell actor={actor} locale={locale} address="/office/admin/calendar/rules" title={t("rules.title")}>
      <div className={style.page}>
        <h1>{t("rules.title")}</h1>
        <p>{t("rules.about")}</p>
        <div className={style.scroll} tabIndex={0} role="region" aria-label={t("rules.title")}>
          <table>
            <thead><tr><th scope="col">{t("rules.what")}</th><th scope="col">{t("rules.term")}</th><th scope="col">{t("rules.article")}</th><th scope="col">{t("rules.since")}</th></tr></thead>
            <tbody>{rows.map(([what, term, article, from]) => <tr key={what}><th scope="row">{what}</th><td>{term}</td><td>{article}</td><td>{from ? formatDay(locale, from) : "–"}</td></tr>)}</tbody>
          </table>
        </div>
        <p>{t("rules.count")}</p>
        <p>{t("rules.hours", officeHours)}</p>
        <p>{t("rules.transfer")}</p>
      </div>
    </Shell>
  );
}
