import { officeView } from "#app/office/_parts/office-view.tsx";
import style from "#app/office/_parts/page.module.css";
import { Shell } from "#app/office/_parts/shell.tsx";
import { formWords } from "#app/office/_parts/words.ts";
import { single } from "#app/office/_parts/address.ts";
import { type Context, caseContext } from "#app/office/cases/context.ts";
import { readReport } from "#app/office/problems/acted.ts";
import { ProblemActs } from "#app/office/problems/[id]/acts.tsx";
import { ProblemCases } from "#app/office/problems/[id]/cases.tsx";
import { ProblemManage } from "#app/office/problems/[id]/manage.tsx";
import { ReportNotice } from "#app/office/problems/[id]/report.tsx";
import own from "#app/office/problems/problems.module.css";
import { type ProblemView, viewProblem } from "#lib/appeals/problem-view.ts";
import { officeProblems } from "#lib/i18n/areas/office-problems.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { Actor } from "#lib/staff/actor.ts";

export const instant = false;

type Search = Promise<Record<string, string | string[] | undefined>>;

/** A problem: how many people wait for what, the act that is next, their cases. */
export default async function ProblemPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Search }) {
  const { id } = await params;
  // No problem has the id 0: an address that isn't a number is missing like any other.
  const problem = /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0;
  return officeView("case.read", `/office/problems/${problem}`, (actor) => show(actor, problem, searchParams));
}

/** The sentence that matters: whose cases, how they stand, by when. */
function summary(view: ProblemView, t: ReturnType<typeof translator<keyof (typeof officeProblems)["kk"]>>, { day, now }: Context): string {
  const open = view.cases.filter((one) => one.closedAt === null), signing = open.filter((one) => one.status === "on_approval");
  const due = open.flatMap((one) => (one.dueAt && one.dueAt >= now ? [one.dueAt] : [])).sort((a, b) => a.getTime() - b.getTime())[0];
  const first = view.cases[0], overdue = open.filter((one) => one.dueAt !== null && one.dueAt < now).length;
  return [
    t("summary", { cases: view.cases.length }), ...(open.length > signing.length ? [t("summary.waiting", { n: open.length - signing.length })] : []), ...(signing.length > 0 ? [t("summary.signature", { n: signing.length })] : []),
    ...(view.cases.length > open.length ? [t("summary.answered", { n: view.cases.length - open.length })] : []), ...(overdue > 0 ? [t("summary.overdue", { n: overdue })] : []), ...(due ? [t("summary.due", { day: day(due) })] : []), ...(first ? [t("summary.since", { day: day(first.receivedAt) })] : []),
  ].join(" · ");
}

async function show(actor: Actor, id: number, searchParams: Search) {
  const [context, view, query] = await Promise.all([caseContext(), viewProblem(actor, id), searchParams]);
  const t = translator(officeProblems, context.locale);
  const address = `/office/problems/${id}`, done = single(query.done) ?? "";
  const forms = { words: formWords(context.locale), done, signInAddress: `/office/sign-in?to=${encodeURIComponent(address)}` };
  const facts = [context.named("category", view.category), context.named("district", view.district), context.named("department", view.department)].filter((fact) => fact !== null);
  const report = readReport(query);
  return (
    <Shell actor={actor} locale={context.locale} address={address} here="problems" title={view.title}>
      <div className={`${style.page} ${own.wide}`}>
        <h1>{view.title}</h1>
        <p className={own.lead}><strong>{summary(view, t, context)}</strong></p>
        <p className={style.quiet}>{facts.map((fact) => <span key={fact.text} lang={fact.lang}>{fact.text} · </span>)}{t("opened", { name: view.opener, at: context.moment(view.openedAt) })}{view.closedAt ? ` · ${t("closed", { at: context.moment(view.closedAt) })}` : ""}</p>
        {report ? <ReportNotice report={report} view={view} locale={context.locale} /> : done ? <p role="status" className={style.notice}>{context.t("saved")}</p> : null}
        {view.elsewhere > 0 ? <p className={style.quiet}>{t("elsewhere", { n: view.elsewhere })}</p> : null}
        <ProblemActs context={context} actor={actor} view={view} forms={forms} />
        <ProblemCases context={context} actor={actor} view={view} forms={forms} />
        <ProblemManage context={context} actor={actor} view={view} forms={forms} />
      </div>
    </Shell>
  );
}
