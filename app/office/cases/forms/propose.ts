import type { Field } from "#app/office/_parts/field.ts";
import { proposeAct } from "#app/office/cases/[id]/actions.ts";
import type { CaseForm, Making } from "#app/office/cases/forms/case-form.ts";
import { latestExtension } from "#lib/appeals/deadlines.ts";
import { type Act, acts, extendable, grounds, stepsFrom, terminableKinds } from "#lib/appeals/status.ts";
import { may } from "#lib/staff/actor.ts";

export function proposeForm({ context, actor, view, carried }: Making): CaseForm | null {
  const { c } = context;
  if (!may(actor, "act.propose") || view.proposal) return null;
  const possible = (act: Act) => (act === "extend"
    ? view.track === "appeal" && view.kind !== "complaint" && !view.extendedAt && view.dueAt !== null && extendable.includes(view.status)
    : stepsFrom(view.track, view.status).some((step) => step.via === act) && (act !== "terminate" || terminableKinds.includes(view.kind ?? "")));
  const open = acts.filter(possible);
  if (open.length === 0) return null;
  const offered: Record<Act, Field[]> = {
    return: [],
    terminate: [{ kind: "select", name: "ground", label: c("form.ground"), empty: context.t("choose"), required: true, options: grounds.map((one) => ({ value: one, label: c(`ground.${one}`) })), only: ["terminate"] }],
    extend: [{ kind: "date", name: "until", label: c("form.until"), required: true, value: latestExtension(context.clock, context.now), only: ["extend"] }],
    redirect: [{ kind: "text", name: "to", label: c("form.to"), required: true, only: ["redirect"] }, { kind: "area", name: "part", label: c("form.part"), hint: c("form.part.hint"), only: ["redirect"] }],
  };
  return {
    key: "propose", title: c("form.propose"), open: false, action: proposeAct, submits: [{ label: c("form.propose.submit") }],
    fields: [...carried, { kind: "choice", name: "act", label: c("form.propose.act"), required: true, options: open.map((act) => ({ value: act, label: c(`act.${act}`) })) },
      ...open.flatMap((act) => offered[act]), { kind: "area", name: "reason", label: c("form.reason"), required: true }],
  };
}
