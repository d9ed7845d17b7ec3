import { DateTime } from "luxon";
import type { Field } from "#app/office/_parts/field.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { announce, changeProblem, closeProblem, endAnnouncement, joinProblem } from "#app/office/problems/actions.ts";
import type { PartProps } from "#app/office/problems/[id]/part.ts";
import { problemFields } from "#app/office/problems/problem-fields.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { officeProblems } from "#lib/i18n/areas/office-problems.ts";
import { locales } from "#lib/i18n/locale.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

/** Adding a case, saying the problem anew, saying it in public, closing it. */
export function ProblemManage({ context, actor, view, forms }: PartProps) {
  const t = translator(officeProblems, context.locale);
  if (!may(actor, "problem.manage")) return null;
  const problem: Field = { kind: "hidden", name: "problem", value: String(view.id) };
  const seen: Field = { kind: "hidden", name: "seen", value: `${view.seen.version}.${view.seen.seq}` };
  const over = view.closedAt !== null, own = !ownScope(actor) || actor.department === view.department, waits = view.elsewhere > 0 || view.cases.some((one) => one.closedAt === null);
  return (
    <section aria-labelledby="problem-manage">
      <h2 id="problem-manage">{t("manage")}</h2>
      <Form {...forms} action={joinProblem} label={t("add")} folded="closed" available={!over} submits={[{ label: t("add.submit"), quiet: true }]} fields={[problem, { kind: "text", name: "number", label: t("add.number"), required: true }]} />
      {own ? <Form {...forms} action={changeProblem} label={t("edit")} folded="closed" submits={[{ label: t("save"), quiet: true }]} fields={[problem, seen, ...problemFields(context, actor, view)]} /> : null}
      {own && !over ? <Announcing context={context} view={view} forms={forms} seen={[problem, seen]} /> : null}
      {own && (over || !waits) ? <Form {...forms} action={closeProblem} label={t(over ? "reopen" : "close")} submits={[{ label: t(over ? "reopen" : "close"), quiet: true }]} fields={[problem, seen, { kind: "hidden", name: "open", value: over ? "yes" : "no" }]} /> : null}
    </section>
  );
}

/** What people who write about this district are shown before they send. */
function Announcing({ context, view: { announced }, forms, seen }: Pick<PartProps, "context" | "view" | "forms"> & { seen: Field[] }) {
  const t = translator(officeProblems, context.locale);
  const until = announced && announced.until > context.now ? DateTime.fromJSDate(announced.until, { zone: context.city.timeZone }) : null;
  // The next evening, which is what people are mostly told.
  const here = DateTime.fromJSDate(context.now, { zone: context.city.timeZone }), usual = here.plus({ days: here.hour < 18 ? 0 : 1 }).set({ hour: 18, minute: 0 });
  const texts = locales.map((one): Field => ({ kind: "area", name: `text_${one}`, label: t("announce.text", { language: t(`announce.${one}`) }), ...(one === locales[0] ? { hint: t("announce.hint") } : {}), lang: one, rows: 2, value: announced?.[one] ?? "" }));
  return (
    <>
      {until ? <p><strong>{t("announce.now", { at: context.moment(announced!.until) })}</strong></p> : null}
      <Form {...forms} action={announce} label={t("announce")} folded="closed" submits={[{ label: t("announce.submit"), quiet: true }]} fields={[
        ...seen, ...texts, { kind: "date", name: "day", label: t("announce.day"), required: true, value: (until ?? usual).toISODate()! },
        { kind: "time", name: "time", label: t("announce.time"), required: true, value: (until ?? usual).toFormat("HH:mm") },
      ]} />
      {until ? <Form {...forms} action={endAnnouncement} label={t("announce.end")} submits={[{ label: t("announce.end"), quiet: true }]} fields={seen} /> : null}
    </>
  );
}
