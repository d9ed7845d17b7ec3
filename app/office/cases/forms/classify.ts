import { classifyCase } from "#app/office/cases/[id]/actions.ts";
import { type CaseForm, type Making, optionsOf } from "#app/office/cases/forms/case-form.ts";
import { may } from "#lib/staff/actor.ts";

export function classifyForm({ context, actor, view, carried }: Making): CaseForm | null {
  const { c } = context;
  if (!may(actor, "case.classify")) return null;
  return {
    key: "classify", title: c("form.classify"), open: view.category === null && view.closedAt === null, action: classifyCase, submits: [{ label: c("form.classify.submit") }],
    fields: [...carried,
      { kind: "select", name: "category", label: c("category"), keys: "c", empty: c("unknown"), value: view.category ?? "", options: optionsOf(context, "category") },
      { kind: "select", name: "district", label: c("district"), empty: c("unknown"), value: view.district ?? "", options: optionsOf(context, "district") }],
  };
}
