import { officeAddress } from "#app/office/_parts/address.ts";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import { Shell } from "#app/office/_parts/shell.tsx";
import { MeetingTable, OnTimeBars } from "#app/office/reports/meeting-table.tsx";
import { viewAddress } from "#app/office/cases/query.ts";
import { type Asked, askedPeriod, periodQuery, type Search } from "#app/office/reports/query.ts";
import style from "#app/office/reports/reports.module.css";
import { reportWords } from "#app/office/reports/words.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { casesBehind } from "#lib/reports/cases-behind.ts";
import { meeting } from "#lib/reports/meeting.ts";
import { periodKinds } from "#lib/reports/period.ts";
import { seesCity } from "#lib/reports/preview.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

/** Monday's meeting: who has how much, what is late, what was answered. */
export default async function ReportsPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  return officeView("report.read", "/office/reports", async (actor) => report(actor, await askedPeriod(Promise.resolve(query), (await officeCity()).timeZone)));
}

async function report(actor: Actor, asked: Asked) {
  const [words, found] = await Promise.all([reportWords(), meeting(actor, asked.period)]);
  const { t, locale, day } = words;
  const { now } = found.total, span = { from: day(asked.period.from), to: day(asked.period.to) };
  const cases = casesBehind(found, found.total.whose);
  const noDeadline = now.answered - now.onTime - now.late;
  return (
    <Shell actor={actor} locale={locale} address={officeAddress("/office/reports", periodQuery(asked))} here="reports" title={t("title")}>
      <div className={style.page}>
        <h1>{t("headline", { inWork: now.inWork, overdue: now.overdue })}</h1>
        <p className={style.lead}>{now.answered > 0 ? <OfficeLink href={viewAddress(cases.answered)}>{t("headline.answered", { ...span, answered: now.answered, share: words.share(now.onTime, now.onTime + now.late) })}</OfficeLink> : t("headline.none", span)}</p>
        <p className={style.quiet}>{t("meeting")}. {t("asOf", { at: words.moment(found.asOf) })}</p>
        <form action="/office/reports" className={`${style.choose} ${style.screen}`}>
          <label>{t("period")}<select name="period" defaultValue={asked.kind}>{periodKinds.map((kind) => <option key={kind} value={kind}>{t(`period.${kind}`)}</option>)}</select></label>
          <label>{t("from")}<input type="date" name="from" defaultValue={asked.from || asked.period.from} /></label>
          <label>{t("to")}<input type="date" name="to" defaultValue={asked.to || asked.period.to} /></label>
          <button type="submit">{t("show")}</button>
        </form>
        {asked.refusal ? <p role="alert" className={style.wrong}>{asked.refusal.say(locale)}</p> : null}
        {found.departments.length === 0 ? <p>{t("empty")}</p> : <MeetingTable words={words} report={found} />}
        <p className={style.quiet}>{t("compare", { from: day(asked.period.before.from), to: day(asked.period.before.to) })}{noDeadline > 0 ? <> <OfficeLink href={viewAddress({ ...cases.answered, occasion: "noTerm" })}>{t("noDeadline", { n: noDeadline })}</OfficeLink></> : null}</p>
        <p className={style.screen}><a href={officeAddress("/office/reports/meeting.csv", periodQuery(asked))} download>{t("csv")}</a>. {t("print")}{seesCity(actor) ? <> <OfficeLink href="/office/reports/next-release">{t("preview.link")}</OfficeLink></> : null}</p>
        <OnTimeBars words={words} report={found} />
      </div>
    </Shell>
  );
}
