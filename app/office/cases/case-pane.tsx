import type { ReactNode } from "react";
import { Form } from "#app/office/_parts/form.tsx";
import { OfficeLink } from "#app/office/_parts/office-link.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { showApplicant } from "#app/office/cases/[id]/actions.ts";
import { caseForms } from "#app/office/cases/case-forms.ts";
import { CaseHistory } from "#app/office/cases/case-history.tsx";
import style from "#app/office/cases/cases.module.css";
import { type Context, standing } from "#app/office/cases/context.ts";
import { AnswersPanel } from "#app/office/cases/panels/answers.tsx";
import { ChainPanel } from "#app/office/cases/panels/chain.tsx";
import { ConversationPanel } from "#app/office/cases/panels/conversation.tsx";
import { DeliveryPanel } from "#app/office/cases/panels/delivery.tsx";
import { ProblemPanel } from "#app/office/cases/panels/problem.tsx";
import { RatingPanel } from "#app/office/cases/panels/rating.tsx";
import { ReceptionPanel } from "#app/office/cases/panels/reception.tsx";
import { TermsPanel } from "#app/office/cases/panels/terms.tsx";
import { TriagePanel } from "#app/office/cases/panels/triage.tsx";
import { ReturnPanel, WorkPanel } from "#app/office/cases/panels/work.tsx";
import type { Place } from "#app/office/cases/place.ts";
import { termName, termSource, termsOf, termStanding } from "#app/office/cases/terms-of.ts";
import type { ActDetail } from "#lib/appeals/propose.ts";
import { nextTerm } from "#lib/appeals/terms.ts";
import { owns } from "#lib/appeals/scope.ts";
import type { CaseView } from "#lib/appeals/view.ts";
import { officeTerms } from "#lib/i18n/areas/office-terms.ts";
import { formatDay } from "#lib/i18n/format.ts";
import { translator } from "#lib/i18n/translate.ts";
import { type Actor, may } from "#lib/staff/actor.ts";

type Props = { context: Context; actor: Actor; view: CaseView; place: Place; done: string; executors: { id: number; name: string; department: string }[] };

/** The proposal's own words, for the one who decides it. */
function detailOf(detail: ActDetail, { c, locale }: Context): string[] {
  return [
    detail.until && `${c("form.until")}: ${formatDay(locale, detail.until)}`, detail.to && `${c("form.to")}: ${detail.to}`,
    detail.part && `${c("form.part")}: ${detail.part}`, detail.ground && `${c("form.ground")}: ${c(`ground.${detail.ground}`)}`,
  ].filter((line): line is string => Boolean(line));
}

function Facts({ context, view }: { context: Context; view: CaseView }) {
  const { c, code, named, moment } = context;
  const name = (list: "channel" | "category" | "district" | "department", value: string | null, none: string) => {
    const found = named(list, value);
    return found ? <span lang={found.lang}>{found.text}</span> : none;
  };
  const rows: [string, ReactNode][] = [
    [c("track"), view.kind ? `${code("track", view.track)}: ${code("kind", view.kind)}` : code("track", view.track)],
    [c("received"), moment(view.receivedAt)],
    ...(view.registeredAt ? [[c("registered"), moment(view.registeredAt)] as [string, ReactNode]] : []),
    ...(view.closedAt ? [[c("closed"), moment(view.closedAt)] as [string, ReactNode]] : []),
    ...(view.outcome ? [[c("outcome"), `${code("outcome", view.outcome)}${view.outcomeGround ? ` (${c(`ground.${view.outcomeGround}` as "ground.repeat")})` : ""}`] as [string, ReactNode]] : []),
    [c("category"), name("category", view.category, c("unknown"))],
    [c("district"), name("district", view.district, c("unknown"))],
    [c("department"), name("department", view.department, c("none"))],
    [c("executor"), view.executorName ?? c("none")],
    [c("channel"), name("channel", view.channel, c("unknown"))],
    ...(view.parentNumber ? [[c("parent"), view.parentNumber] as [string, ReactNode]] : []),
    ...(view.round > 1 ? [[c("round"), c("round.n", { n: view.round })] as [string, ReactNode]] : []),
  ];
  return <dl className={style.facts}>{rows.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>;
}

/** A case: how it stands and by when, what it says, what may be done with it, how it came here. */
export async function CasePane({ context, actor, view, place, done, executors }: Props) {
  const { t, c, code, day, moment, locale } = context;
  const stands = standing(context, view), w = translator(officeTerms, locale);
  const all = termsOf(context, view), next = nextTerm(all), answer = all.find((term) => term.kind === "answer");
  const forms = await caseForms({ context, actor, view, executors }, place.list);
  const signInAddress = `/office/sign-in?to=${encodeURIComponent(place.of(view.id))}`;
  const shared = { words: formWords(locale), done, signInAddress };
  const panel = { context, actor, view, executors, list: place.list, forms: shared };
  return (
    <article className={style.case}>
      <p className={style.back}><OfficeLink href={place.back.href}>← {place.back.label}</OfficeLink></p>
      <header className={style.head}>
        <h1>{view.number}</h1>
        <p><strong>{code("status", view.status)}</strong></p>
        {next && next.kind !== "answer" ? (
          <p className={next.standing === "overdue" ? style.lateDue : next.standing === "soon" ? style.soonDue : style.nextDue}>
            {w("next")}: {termName(w, next)} <strong>{w("until", { day: formatDay(locale, next.lastDay) })}</strong> – {termStanding(w, next, context)} <small>{termSource(w, next, view.dueBasis)}</small>
          </p>
        ) : null}
        <p className={stands.late ? style.lateDue : stands.soon ? style.soonDue : style.nextDue}>
          {view.dueAt ? <>{c("due")}: <strong>{day(view.dueAt)}</strong> – {stands.text} <small>{answer ? termSource(w, answer, view.dueBasis) : ""}{view.extendedAt ? `, ${c("due.extended")}` : ""}</small></> : code("due", "none")}
        </p>
        {done ? <p role="status" className={style.saved}>{t("saved")}</p> : null}
      </header>

      <section aria-labelledby="case-text">
        <h2 id="case-text">{c("text")}</h2>
        <p className={style.text} lang={view.language}>{view.text || (view.erasedAt ? c("text.erased", { at: day(view.erasedAt) }) : c("text.none"))}</p>
      </section>

      <RatingPanel {...panel} />
      <ConversationPanel {...panel} />
      <TriagePanel {...panel} />
      <ProblemPanel {...panel} />
      <ReturnPanel {...panel} />

      {view.proposal ? (
        <section className={style.proposal} aria-label={c("proposal.waiting", { act: c(`act.${view.proposal.act}`) })}>
          <p><strong>{c("proposal.waiting", { act: c(`act.${view.proposal.act}`) })}</strong></p>
          <p>{c("form.decide.by", { name: view.proposal.proposer, at: moment(view.proposal.proposedAt) })}: «{view.proposal.reason}»</p>
          {detailOf(view.proposal.detail, context).map((line) => <p key={line}>{line}</p>)}
          {view.proposal.proposedBy === actor.id ? <p>{c("form.decide.own")}</p> : null}
        </section>
      ) : null}

      {/* What waits for a signature is read before it is signed. */}
      {view.status === "on_approval" ? <AnswersPanel {...panel} /> : null}

      <section aria-label={c("form.status")} className={style.forms}>
        {owns(actor, view) && forms.every((form) => form.available === false) ? <p className={style.quiet}>{c("read")}</p> : null}
        {forms.map((form) => (
          <div key={form.key} id={form.key}>
            <Form {...shared} action={form.action} label={form.title} fields={form.fields} submits={form.submits} folded={form.open ? "open" : "closed"} available={form.available !== false} />
          </div>
        ))}
      </section>

      <WorkPanel {...panel} />
      <TermsPanel {...panel} />

      <section aria-labelledby="case-facts">
        <h2 id="case-facts">{c("facts")}</h2>
        <Facts context={context} view={view} />
        {view.children.length > 0 ? <p>{c("children")}: {view.children.map((child) => <OfficeLink key={child.id} href={place.of(child.id)}>{child.number} ({code("status", child.status)}) </OfficeLink>)}</p> : null}
        {view.rounds.length > 0 ? <><h3>{c("rounds.before")}</h3><ul>{view.rounds.map((one) => (
          <li key={one.round}>{c("round.n", { n: one.round })}: {one.outcome ? code("outcome", one.outcome) : c("none")}, {moment(one.closedAt)} – {standing(context, one).text}</li>
        ))}</ul></> : null}
      </section>

      <section aria-labelledby="case-applicant">
        <h2 id="case-applicant">{c("applicant")}</h2>
        {!view.hasApplicant ? <p className={style.quiet}>{c("applicant.absent")}</p> : may(actor, "applicant.look") ? (
          <><p className={style.quiet}>{c("applicant.hidden")}</p>
            <Form {...shared} action={showApplicant} label={c("applicant")} fields={[{ kind: "hidden", name: "id", value: String(view.id) }]} submits={[{ label: c("applicant.show"), quiet: true }]} /></>
        ) : <p className={style.quiet}>{c("applicant.notShown")}</p>}
      </section>

      {view.status === "on_approval" ? null : <AnswersPanel {...panel} />}
      <DeliveryPanel {...panel} />
      <ReceptionPanel {...panel} />
      <CaseHistory context={context} history={view.history} />
      <ChainPanel {...panel} />
    </article>
  );
}
