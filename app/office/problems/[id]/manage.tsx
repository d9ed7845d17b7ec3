import type { Field } from "#app/office/_parts/field.ts";
import { Form } from "#app/office/_parts/form.tsx";
import { changeProblem, closeProblem, joinProblem } from "#app/office/problems/actions.ts";
import type { PartProps } from "#app/office/problems/[id]/part.ts";
import { problemFields } from "#app/office/problems/problem-fields.ts";
import { ownScope } from "#lib/appeals/scope.ts";
import { officeProblems } from "#lib/i18n/areas/office-problems.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

/** Adding a case, saying the problem anew, closing it. */
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
      {own && (over || !waits) ? <Form {...forms} action={closeProblem} label={t(over ? "reopen" : "close")} submits={[{ label: t(over ? "reopen" : "close"), quiet: true }]} fields={[problem, seen, { kind: "hidden", name: "open", value: over ? "yes" : "no" }]} /> : null}
    </section>
  );
}
