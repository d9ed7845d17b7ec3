import { single } from "#app/office/_parts/address.ts";
import type { Field } from "#app/office/_parts/field.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { officeView } from "#app/office/_parts/office-view.tsx";
import page from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { cancelBooking, moveBooking, recordVisit, settleBooking } from "#app/office/reception/actions.ts";
import style from "#app/office/reception/reception.module.css";
import { departmentOptions, type ReceptionWords, receptionWords, slotOptions } from "#app/office/reception/words.ts";
import { kinds, outcomes } from "#lib/appeals/status.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { nextFree, readVisit, type Visit } from "#lib/reception/read.ts";
import { type Actor, may } from "#lib/staff/actor.ts";
import { staffNames } from "#lib/staff/names.ts";

export const instant = false;

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** One visit: when, with whom, what about; its result, or another time for it. */
export default async function VisitPage({ params, searchParams }: Props) {
  const { id } = await params, done = single((await searchParams).done) ?? "";
  const number = /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0;
  return officeView("reception.read", `/office/reception/${number}`, (actor) => visitView(actor, number, done));
}

/** The result's fields; what belongs to one result shows with it only (form.module.css). */
function resultFields(actor: Actor, visit: Visit, words: ReceptionWords): Field[] {
  const { t, code, reference } = words;
  const usual = visit.department ?? reference.category.find((one) => one.code === visit.category)?.code;
  const needsDepartment = visit.department === null;
  return [
    { kind: "hidden", name: "booking", value: String(visit.id) },
    { kind: "choice", name: "result", label: t("result"), required: true, options: (["solved", "promised", "unsolved", "no_show"] as const).map((one) => ({ value: one, label: t(`state.${one}`) })) },
    { kind: "area", name: "note", label: t("result.note"), hint: t("result.note.hint"), rows: 5, lang: visit.language },
    { kind: "select", name: "outcome", label: t("result.outcome"), value: "explained", options: outcomes.filter((one) => one !== "terminated").map((one) => ({ value: one, label: code(`outcome.${one}`) })), only: ["solved"] },
    { kind: "date", name: "until", label: t("result.until"), required: true, only: ["promised"] },
    { kind: "select", name: "department", label: t("result.department"), empty: words.o("choose"), required: needsDepartment, value: visit.department ?? usual ?? "", options: departmentOptions(words), only: needsDepartment ? ["solved", "promised"] : ["promised"] },
    ...(may(actor, "case.register") && visit.track === "signal" ? [{ kind: "select", name: "kind", label: t("result.kind"), hint: t("result.kind.hint"), required: true, value: "application", options: kinds.map((one) => ({ value: one, label: code(`kind.${one}`) })), only: ["unsolved"] } satisfies Field] : []),
  ];
}

async function visitView(actor: Actor, id: number, done: string) {
  const visit = await readVisit(actor, id);
  const words = await receptionWords();
  const { t, code, locale } = words;
  const day = words.dayOf(visit.startsAt), open = visit.state === "booked";
  const [names, free] = await Promise.all([staffNames([visit.official]), open && may(actor, "reception.book") ? nextFree(actor, 12) : []]);
  const form = { words: formWords(locale), done, signInAddress: `/office/sign-in?to=${encodeURIComponent(`/office/reception/${id}`)}` };
  const hidden: Field = { kind: "hidden", name: "booking", value: String(id) };
  const settling = !visit.settled && may(actor, visit.state === "promised" ? "case.assign" : "case.register");
  return (
    <Shell actor={actor} locale={locale} address={`/office/reception/${id}`} here="reception" title={t("visit.title", { number: visit.number })}>
      <div className={page.page}>
        <p><OfficeLink href={`/office/reception?day=${day}`}>← {t("back")}</OfficeLink></p>
        <h1>{t("visit.title", { number: visit.number })}</h1>
        {done ? <p role="status" className={page.notice}>{words.o("saved")}</p> : null}
        <dl className={page.facts}>
          <div><dt>{t("time")}</dt><dd><strong>{words.day(day)}, {words.time(visit.startsAt)}</strong></dd></div>
          <div><dt>{t("who")}</dt><dd>{names.get(visit.official)}</dd></div>
          <div><dt>{t("place")}</dt><dd>{visit.place}</dd></div>
          <div><dt>{t("result")}</dt><dd><strong>{t(`state.${visit.state}`)}</strong>{visit.promisedUntil ? `: ${t("visit.until", { day: formatDay(locale, visit.promisedUntil) })}, ${words.department(visit.promisedDepartment!)}` : ""}{visit.settled ? "" : ` – ${t(`unsettled.${visit.state as "unsolved" | "promised"}`)}`}</dd></div>
        </dl>
        <section aria-labelledby="topic"><h2 id="topic">{t("visit.topic")}</h2><p className={style.text} lang={visit.language}>{visit.text}</p>
          <p><OfficeLink href={`/office/cases/${visit.appeal}`} aria-keyshortcuts="o" title={`${t("visit.case")} (o)`}>{t("visit.case")}</OfficeLink> · {code(`status.${visit.status}` as "status.received")}</p></section>
        {visit.note ? <section aria-labelledby="note"><h2 id="note">{t("visit.note")}</h2><p className={style.text}>{visit.note}</p></section> : null}
        {settling ? (
          <section aria-labelledby="settle"><h2 id="settle">{t(visit.state === "promised" ? "settle.assign" : "settle.register")}</h2>
            <Form {...form} action={settleBooking} label={t(visit.state === "promised" ? "settle.assign" : "settle.register")} submits={[{ label: t(visit.state === "promised" ? "settle.assign" : "settle.register") }]} fields={[hidden,
              visit.state === "promised"
                ? { kind: "select", name: "department", label: t("result.department"), value: visit.promisedDepartment ?? "", options: departmentOptions(words) }
                : { kind: "select", name: "kind", label: t("result.kind"), hint: t("result.kind.hint"), value: "application", options: kinds.map((one) => ({ value: one, label: code(`kind.${one}`) })) }]} /></section>
        ) : null}
        {open && may(actor, "reception.record") ? (
          <section aria-labelledby="result"><h2 id="result">{t("result.title")}</h2>
            {day > words.today ? <p className={page.quiet}>{t("result.early")}</p> : (
              <>{may(actor, "case.register") ? null : <p className={page.quiet}>{t("result.leave")}</p>}
                <Form {...form} action={recordVisit} label={t("result.title")} submits={[{ label: t("result.submit") }]} fields={resultFields(actor, visit, words)} /></>
            )}</section>
        ) : null}
        {open && may(actor, "reception.book") ? (
          <section>
            {free.length > 0 ? <Form {...form} action={moveBooking} label={t("move.title")} folded="closed" submits={[{ label: t("move.submit"), quiet: true }]} fields={[hidden,
              { kind: "choice", name: "slot", label: t("book.slot"), required: true, options: await slotOptions(words, free) }, { kind: "area", name: "reason", label: t("reason"), rows: 2, required: true }]} /> : null}
            <Form {...form} action={cancelBooking} label={t("cancel.title")} folded="closed" submits={[{ label: t("cancel.submit"), quiet: true }]} fields={[hidden, { kind: "area", name: "reason", label: t("reason"), rows: 2, required: true }]} />
          </section>
        ) : null}
      </div>
    </Shell>
  );
}
