import { DateTime } from "luxon";
import { single } from "#app/office/_parts/address.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import page from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { addReceptionHours, cancelReceptionDay, endReceptionHours, restoreReceptionDay } from "#app/office/reception/actions.ts";
import style from "#app/office/reception/reception.module.css";
import { receptionWords } from "#app/office/reception/words.ts";
import { readReceivers } from "#lib/reception/hours.ts";
import type { Hours } from "#lib/reception/slots.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;

/** When the akim and his deputies receive: weekly hours, single days, cancelled days. */
export default async function HoursPage({ searchParams }: { searchParams: Search }) {
  const done = single((await searchParams).done) ?? "";
  return officeView("reception.manage", "/office/reception/hours", (actor) => hoursView(actor, done));
}

async function hoursView(actor: Actor, done: string) {
  const words = await receptionWords();
  const { t, o, locale } = words;
  const { people, hours, off, waiting } = await readReceivers(actor);
  const form = { words: formWords(locale), done, signInAddress: "/office/sign-in" };
  const name = (id: number) => people.find((one) => one.id === id)?.name ?? `№ ${id}`;
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: DateTime.fromObject({ weekday: day as 1 }).setLocale(locale).toFormat("cccc") }));
  const officials = people.map((one) => ({ value: String(one.id), label: one.name }));
  const line = (one: Hours) => `${one.day ? words.day(one.day) : weekdays[one.weekday! - 1]!.label}: ${t("hours.line", { starts: one.starts, ends: one.ends, minutes: one.minutes, seats: one.seats })}, ${one.place}${one.validTo ? ` (${t("hours.until", { day: words.day(one.validTo) })})` : ""}`;
  const list = (some: Hours[]) => (some.length === 0 ? <p className={page.quiet}>{t("hours.none")}</p> : (
    <ul className={style.lines}>{some.map((one) => (
      <li key={one.id}><span><strong>{name(one.official)}</strong> {line(one)}</span>
        <Form {...form} action={endReceptionHours} label={`${t("hours.end")}: ${name(one.official)}, ${line(one)}`} submits={[{ label: t("hours.end"), quiet: true }]} fields={[{ kind: "hidden", name: "hours", value: String(one.id) }]} /></li>
    ))}</ul>
  ));
  return (
    <Shell actor={actor} locale={locale} address="/office/reception/hours" here="reception" title={t("hours.title")}>
      <div className={page.page}>
        <p><OfficeLink href="/office/reception">← {t("title")}</OfficeLink></p>
        <h1>{t("hours.title")}</h1>
        {done ? <p role="status" className={page.notice}>{o("saved")}</p> : null}
        <section aria-labelledby="weekly"><h2 id="weekly">{t("hours.weekly")}</h2>{list(hours.filter((one) => one.weekday !== null))}</section>
        <section aria-labelledby="single"><h2 id="single">{t("hours.single")}</h2>{list(hours.filter((one) => one.day !== null))}</section>
        <section aria-labelledby="add"><h2 id="add">{t("hours.add")}</h2>
          <Form {...form} action={addReceptionHours} label={t("hours.add")} submits={[{ label: t("hours.add") }]} fields={[
            { kind: "select", name: "official", label: t("hours.official"), empty: o("choose"), required: true, options: officials },
            { kind: "select", name: "weekday", label: t("hours.weekday"), empty: t("hours.weekday.none"), options: weekdays },
            { kind: "date", name: "day", label: t("hours.day"), hint: t("hours.day.hint") },
            { kind: "time", name: "starts", label: t("hours.starts"), required: true, value: "14:00" }, { kind: "time", name: "ends", label: t("hours.ends"), required: true, value: "17:00" },
            { kind: "number", name: "minutes", label: t("hours.minutes"), required: true, value: "15" }, { kind: "number", name: "seats", label: t("hours.seats"), required: true, value: "1" },
            { kind: "text", name: "place", label: t("hours.place"), required: true }]} /></section>
        <section aria-labelledby="off"><h2 id="off">{t("off.title")}</h2><p className={page.quiet}>{t("off.about")}</p>
          {off.length === 0 ? <p className={page.quiet}>{t("hours.none")}</p> : (
            <ul className={style.lines}>{off.map((one) => (
              <li key={`${one.official} ${one.day}`}><span><strong>{name(one.official)}</strong> {words.day(one.day)}: {one.reason}{waiting(one) > 0 ? <> · <OfficeLink href={`/office/reception?day=${one.day}`}>{t("off.waiting", { n: waiting(one) })}</OfficeLink></> : null}</span>
                <Form {...form} action={restoreReceptionDay} label={`${t("off.back")}: ${name(one.official)}, ${words.day(one.day)}`} submits={[{ label: t("off.back"), quiet: true }]}
                  fields={[{ kind: "hidden", name: "official", value: String(one.official) }, { kind: "hidden", name: "day", value: one.day }]} /></li>
            ))}</ul>
          )}
          <Form {...form} action={cancelReceptionDay} label={t("off.add")} folded="closed" submits={[{ label: t("off.submit"), quiet: true }]} fields={[
            { kind: "select", name: "official", label: t("hours.official"), empty: o("choose"), required: true, options: officials },
            { kind: "date", name: "day", label: t("hours.day"), required: true }, { kind: "area", name: "reason", label: t("reason"), rows: 2, required: true }]} /></section>
      </div>
    </Shell>
  );
}
