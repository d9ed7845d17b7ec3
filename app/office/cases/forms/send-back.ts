import { sendBackCase } from "#app/office/cases/[id]/actions.ts";
import { type CaseForm, type Making, optionsOf } from "#app/office/cases/forms/case-form.ts";
import { stepsFrom } from "#lib/appeals/status.ts";
import { officeWork } from "#lib/i18n/areas/office-work.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

/** "Not our department's": back to who assigns, with the reason and, if known, whose it is. */
export function sendBackForm({ context, actor, view, carried }: Making): CaseForm | null {
  const w = translator(officeWork, context.locale);
  const possible = stepsFrom(view.track, view.status).some((step) => step.via === "send_back");
  if (!possible || !may(actor, "case.work") || actor.department !== view.department) return null;
  return {
    key: "back", title: w("back.title"), open: false, action: sendBackCase, submits: [{ label: w("back.submit"), quiet: true }],
    fields: [...carried,
      { kind: "area", name: "reason", label: w("back.reason"), required: true },
      { kind: "select", name: "suggested", label: w("back.suggested"), empty: w("back.unsure"), options: optionsOf(context, "department").filter((one) => one.value !== view.department) }],
  };
}
