import type { Field } from "#app/office/_parts/field.ts";
import { assignCase } from "#app/office/cases/[id]/actions.ts";
import { type CaseForm, type Making, optionsOf } from "#app/office/cases/forms/case-form.ts";
import { scopeOf } from "#lib/appeals/scope.ts";
import { stepsFrom } from "#lib/appeals/status.ts";
import { may } from "#lib/staff/actor.ts";

export function assignForm({ context, actor, view, executors, carried }: Making): CaseForm | null {
  const { c } = context;
  const first = stepsFrom(view.track, view.status).some((step) => step.via === "assign");
  if (!may(actor, "case.assign") || !(first || ["assigned", "in_work", "hearing"].includes(view.status))) return null;
  const own = scopeOf(actor) ? actor.department : null;
  const movable = first || view.status === "assigned";
  const departments = optionsOf(context, "department").filter((one) => (own ? one.value === own : movable || one.value === view.department));
  // Executors are offered once a department has the case; before that the department chooses.
  return {
    key: "assign", title: c("form.assign"), open: first, action: assignCase, submits: [{ label: c("form.assign.submit") }],
    fields: [...carried,
      { kind: "select", name: "department", label: c("department"), keys: "a", empty: context.t("choose"), required: true, value: view.department ?? context.reference.department.find((one) => one.code === own)?.code ?? "", options: departments },
      ...(executors.length > 0 ? [{ kind: "select", name: "executor", label: c("executor"), empty: c("form.executor.none"), value: view.executor === null ? "" : String(view.executor), options: executors.map((one) => ({ value: String(one.id), label: one.name })) } satisfies Field] : []),
      { kind: "area", name: "reason", label: c("form.reason"), rows: 2 }],
  };
}
