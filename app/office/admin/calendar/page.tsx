import { officeLanguage } from "#app/_server/session.ts";
import { single } from "#app/office/_parts/address.ts";
import type { Field } from "#app/office/_parts/field.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { addHolidays, changeDay, changeEscalation, takeOutDays, transferDay } from "#app/office/admin/calendar/actions.ts";
import { Standing } from "#app/office/admin/calendar/application.tsx";
import calendarStyle from "#app/office/admin/calendar/calendar.module.css";
import { nameOf, stateOf, Year } from "#app/office/admin/calendar/year.tsx";
import { latestApplication } from "#lib/appeals/calendar-apply.ts";
import { isWeekend, readCalendar } from "#lib/appeals/calendar-draft.ts";
import { officeCity } from "#lib/appeals/city-clock.ts";
import { cityDay } from "#lib/appeals/city-day.ts";
import { readEscalation } from "#lib/appeals/escalate.ts";
import { office } from "#lib/i18n/areas/office.ts";
import { officeCalendar } from "#lib/i18n/areas/office-calendar.ts";
import { formatDay, formatWeekday } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;

/** The working calendar of a year: what differs from Monday to Friday, and a draft of changes to it. */
export default async function CalendarPage({ searchParams }: { searchParams: Search }) {
  return officeView("calendar.manage", "/office/admin/calendar", (actor) => calendar(actor, searchParams));
}

async function calendar(actor: Actor, searchParams: Search) {
  const [locale, query, city] = [await officeLanguage(), await searchParams, await officeCity()];
  const [{ standing, draft, seq }, application, escalation] = await Promise.all([readCalendar(actor), latestApplication(), readEscalation()]);
  const t = translator(officeCalendar, locale), o = translator(office, locale);
  const today = cityDay(new Date(), city.timeZone), asked = Number(single(query.year));
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2100 ? asked : Number(today.slice(0, 4));
  const chosen = /^\d{4}-\d\d-\d\d$/.test(single(query.day) ?? "") && !Number.isNaN(Date.parse(single(query.day)!)) ? single(query.day) : undefined;
  const address = `/office/admin/calendar?year=${year}`;
  const done = single(query.done) ?? "";
  const form = { words: formWords(locale), done, signInAddress: `/office/sign-in?to=${encodeURIComponent(address)}` };
  const seen: Field = { kind: "hidden", name: "seen", value: `0.${seq}` };
  const chosenNow = chosen ? draft.find((one) => one.day === chosen)?.to ?? standing.get(chosen) ?? null : null;
  const ofYear = [...standing].filter(([day]) => day.startsWith(`${year}-`));
  const say = (day: string) => `${formatDay(locale, day)}, ${formatWeekday(locale, day)}`;
  return (
    <Shell actor={actor} locale={locale} address={address} here="calendar" title={t("title.year", { year: String(year) })}>
      <div className={style.page}>
        <h1>{t("title.year", { year: String(year) })}</h1>
        {done ? <p role="status" className={style.notice}>{o("saved")}</p> : null}
        <Standing application={application} locale={locale} timeZone={city.timeZone} t={t} />
        <p>{t("about")} <OfficeLink href="/office/admin/calendar/rules">{t("rules")}</OfficeLink></p>

        {draft.length > 0 ? (
          <section aria-labelledby="draft">
            <h2 id="draft">{t("draft", { n: draft.length })}</h2>
            <p className={style.quiet}>{t("draft.about")}</p>
            <ul>
              {draft.map(({ day, to, by }) => (
                <li key={day}><strong>{say(day)}</strong>: {t(`state.${stateOf(standing.get(day) ?? null)}`)} → {t(`state.${stateOf(to)}`)}{to ? <>. <span lang={nameOf(to, locale, city.language).lang}>{nameOf(to, locale, city.language).text}</span> – {to.basis}</> : null} <small>({t("draft.by")}: {by})</small>
                  {day <= today ? <><br /><strong>{t("draft.past")}</strong></> : null}</li>
              ))}
            </ul>
            <OfficeLink className={calendarStyle.go} href="/office/admin/calendar/apply">{t("draft.see")}</OfficeLink>
            <details className={calendarStyle.fold}>
              <summary>{t("draft.takeOut")}</summary>
              <Form {...form} action={takeOutDays} label={t("draft.takeOut")} submits={[{ label: t("draft.takeOut"), quiet: true }]}
                fields={[seen, { kind: "choice", name: "days", label: t("draft.which"), many: true, required: true, options: draft.map(({ day }) => ({ value: day, label: say(day) })) }]} />
            </details>
          </section>
        ) : null}

        <section aria-label={t("title.year", { year: String(year) })}>
          <nav className={calendarStyle.years} aria-label={t("years")}>
            <OfficeLink rel="prev" href={`/office/admin/calendar?year=${year - 1}`}>← {t("year.before", { year: String(year - 1) })}</OfficeLink>
            <OfficeLink rel="next" href={`/office/admin/calendar?year=${year + 1}`}>{t("year.after", { year: String(year + 1) })} →</OfficeLink>
          </nav>
          <ul className={calendarStyle.legend} aria-label={t("legend")}>
            <li><span className={calendarStyle.cell} data-state="off" aria-hidden="true">1</span>{t("mark.off")}</li>
            <li><span className={calendarStyle.cell} data-state="working" aria-hidden="true">1</span>{t("mark.working")}</li>
            <li><span className={calendarStyle.cell} data-draft aria-hidden="true">1</span>{t("mark.draft")}</li>
            <li className={style.quiet}>{t("keys")}</li>
          </ul>
          <Year year={year} chosen={chosen} standing={standing} draft={draft} locale={locale} cityLanguage={city.language} t={t} />
        </section>

        <section aria-labelledby="day">
          <h2 id="day">{t("form.day")}</h2>
          <Form key={chosen} {...form} action={changeDay} label={t("form.day")} submits={[{ label: t("form.add"), quiet: draft.length > 0 }]} fields={[
            seen, { kind: "date", name: "day", label: t("day"), required: true, ...(chosen ? { value: chosen } : {}) },
            { kind: "choice", name: "state", label: t("form.state"), required: true, value: chosenNow ? stateOf(chosenNow) : chosen && isWeekend(chosen) ? "working" : "off", options: (["off", "working", "ordinary"] as const).map((state) => ({ value: state, label: t(`form.state.${state}`) })) },
            ...(["nameKk", "nameRu", "nameEn", "basis"] as const).map((name): Field => ({ kind: "text", name, label: t(`form.${name}`), required: true, value: chosenNow?.[name] ?? "", ...(name === "basis" ? { hint: t("form.basis.hint") } : {}) })),
          ]} />
          <details className={calendarStyle.fold}>
            <summary>{t("transfer")}</summary>
            <Form {...form} action={transferDay} label={t("transfer")} submits={[{ label: t("form.add"), quiet: true }]} fields={[
              seen, { kind: "date", name: "off", label: t("transfer.off"), required: true }, { kind: "date", name: "working", label: t("transfer.working"), required: true },
              { kind: "text", name: "basis", label: t("transfer.basis"), hint: t("form.basis.hint"), required: true },
            ]} />
          </details>
          <details className={calendarStyle.fold} open={ofYear.length === 0}>
            <summary>{t("next")}</summary>
            <p>{t("next.about")}</p>
            <Form {...form} action={addHolidays} label={t("next")} submits={[{ label: t("form.add"), quiet: true }]} fields={[
              seen, { kind: "number", name: "year", label: t("next.year"), required: true, value: String(ofYear.length === 0 ? year : year + 1) },
              { kind: "date", name: "kurbanAit", label: t("next.kurban"), hint: t("next.kurban.hint") },
            ]} />
          </details>
        </section>

        <section aria-labelledby="days">
          <h2 id="days">{t("days")}</h2>
          {ofYear.length === 0 ? <p>{t("days.none", { year: String(year) })}</p> : (
            <div className={style.scroll} tabIndex={0} role="region" aria-label={`${t("days")}: ${year}`}>
              <table>
                <thead><tr><th scope="col">{t("day")}</th><th scope="col">{t("what")}</th><th scope="col">{t("name")}</th><th scope="col">{t("basis")}</th></tr></thead>
                <tbody>{ofYear.map(([day, to]) => (
                  <tr key={day}><th scope="row">{say(day)}</th><td>{t(`state.${stateOf(to)}`)}</td><td lang={nameOf(to, locale, city.language).lang}>{nameOf(to, locale, city.language).text}</td><td>{to.basis}</td></tr>
                ))}</tbody>
              </table>
            </div>
          )}
        </section>

        <section aria-labelledby="escalation">
          <h2 id="escalation">{t("escalation")}</h2>
          <p>{t("escalation.about")}</p>
          <Form {...form} action={changeEscalation} label={t("escalation")} submits={[{ label: t("escalation.save"), quiet: true }]} fields={[
            { kind: "number", name: "headBefore", label: t("escalation.head"), required: true, value: String(escalation.headBefore) },
            { kind: "number", name: "akimAfter", label: t("escalation.akim"), required: true, value: String(escalation.akimAfter) },
          ]} />
        </section>
      </div>
    </Shell>
  );
}
