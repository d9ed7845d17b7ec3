import { DateTime } from "luxon";
import { single } from "#app/office/_parts/address.ts";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import page from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import style from "#app/office/reception/reception.module.css";
import { SlotTable, VisitLine } from "#app/office/reception/slot-table.tsx";
import { WeekStrip } from "#app/office/reception/week-strip.tsx";
import { receptionWords } from "#app/office/reception/words.ts";
import { formatPeriod } from "#lib/i18n/format.ts";
import { monthsWithout, readDays, unsettledVisits, weekOf } from "#lib/reception/read.ts";
import { type Actor, may } from "#lib/staff/actor.ts";
import { staffNames } from "#lib/staff/names.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;

/** A day of personal receptions, today first: every slot with who is booked, the week around it, what still waits. */
export default async function ReceptionPage({ searchParams }: { searchParams: Search }) {
  const query = await searchParams;
  const asked = single(query.day) ?? "";
  const day = /^20\d\d-\d\d-\d\d$/.test(asked) && DateTime.fromISO(asked).isValid ? asked : null;
  return officeView("reception.read", day ? `/office/reception?day=${day}` : "/office/reception", (actor) => reception(actor, day));
}

async function reception(actor: Actor, asked: string | null) {
  const words = await receptionWords();
  const { t, locale } = words;
  const day = asked ?? words.today, week = weekOf(day);
  const [days, unsettled, missing] = await Promise.all([readDays(actor, week.from, week.to), unsettledVisits(actor), monthsWithout(actor)]);
  const shown = days.find((one) => one.day === day)!;
  const officials = [...new Set([...shown.slots, ...shown.off].map((one) => one.official))];
  const names = await staffNames([...new Set([...officials, ...shown.stray.map((visit) => visit.official), ...missing.flatMap((one) => one.official ?? [])])]);
  const step = (days: number) => DateTime.fromISO(day).plus({ days }).toISODate()!;
  const booked = shown.slots.reduce((sum, slot) => sum + slot.visits.length, 0), free = shown.slots.reduce((sum, slot) => sum + (slot.past ? 0 : slot.free), 0);
  const mayBook = may(actor, "reception.book");
  return (
    <Shell actor={actor} locale={locale} address={asked ? `/office/reception?day=${day}` : "/office/reception"} here="reception" title={t("title")}>
      <div className={page.page}>
        <h1>{t("title")}: {words.day(day)}</h1>
        <nav className={style.bar} aria-label={t("day")}>
          <OfficeLink className={style.step} href={`/office/reception?day=${step(-1)}`} rel="prev" aria-keyshortcuts="k" title={`${t("before")} (k)`}>← {t("before")}</OfficeLink>
          <OfficeLink className={style.step} href="/office/reception" aria-current={day === words.today ? "date" : undefined}>{t("today")}</OfficeLink>
          <OfficeLink className={style.step} href={`/office/reception?day=${step(1)}`} rel="next" aria-keyshortcuts="j" title={`${t("after")} (j)`}>{t("after")} →</OfficeLink>
          <form action="/office/reception"><label>{t("day")}<input type="date" name="day" defaultValue={day} /></label><button type="submit">{t("go")}</button></form>
          {mayBook ? <OfficeLink className={style.step} href="/office/reception/book" aria-keyshortcuts="b" title={`${t("book.title")} (b)`}>{t("book.title")}</OfficeLink> : null}
          {may(actor, "reception.manage") ? <OfficeLink className={style.step} href="/office/reception/hours">{t("hours.link")}</OfficeLink> : null}
        </nav>
        <WeekStrip words={words} days={days} day={day} />
        {missing.map((one) => <p key={`${one.official} ${one.month}`} className={page.notice}>{one.official === null ? t("warn.nobody") : t("warn", { month: formatPeriod(locale, one.month), name: names.get(one.official) ?? "" })}</p>)}
        {unsettled.length > 0 ? (
          <section aria-labelledby="unsettled"><h2 id="unsettled">{t("unsettled")}</h2>
            <ul className={style.lines}>{unsettled.map((visit) => <li key={visit.id}><span><VisitLine words={words} visit={visit} /></span></li>)}</ul></section>
        ) : null}
        {shown.stray.length > 0 ? (
          <section aria-labelledby="stray"><h2 id="stray">{t("stray")}</h2>{shown.stray.some((visit) => visit.state === "booked") ? <p className={page.notice}>{t("stray.about")}</p> : null}
            <ul className={style.lines}>{shown.stray.map((visit) => <li key={visit.id}><strong>{words.time(visit.startsAt)}</strong><span><VisitLine words={words} visit={visit} /></span><span>{names.get(visit.official)}</span></li>)}</ul></section>
        ) : null}
        <p>{shown.slots.length > 0 ? t("summary", { booked, free }) : t("summary.none")}{shown.working ? null : ` (${t("nonWorking")})`}</p>
        {officials.map((official) => {
          const slots = shown.slots.filter((slot) => slot.official === official), off = shown.off.find((one) => one.official === official);
          return (
            <section key={official} aria-labelledby={`of-${official}`}>
              <h2 id={`of-${official}`}>{names.get(official)}</h2>
              {off ? <p className={page.notice}>{t("summary.off", { reason: off.reason })}</p> : null}
              {slots.length > 0 ? (
                <>
                  <p className={page.quiet}>{[...new Set(slots.map((slot) => slot.place))].join(", ")}{may(actor, "applicant.look") ? <> · <a href={`/office/reception/sheet?official=${official}&day=${day}`}>{t("sheet.link")}</a>. {t("sheet.about")}</> : null}</p>
                  <SlotTable words={words} slots={slots} label={`${names.get(official)}, ${words.day(day)}`} mayBook={mayBook} />
                </>
              ) : null}
            </section>
          );
        })}
      </div>
    </Shell>
  );
}
