import { signCaseAnswer } from "#app/office/cases/[id]/actions.ts";
import type { CaseForm, Making } from "#app/office/cases/forms/case-form.ts";
import { officeAnswers } from "#lib/i18n/areas/office-answers.ts";
import { translator } from "#lib/i18n/translate.ts";
import { may } from "#lib/staff/actor.ts";

/** The signature under the draft that is shown, or its way back; the draft's number goes along, so that no other is signed. */
export function signForm({ context, actor, view, carried }: Making): CaseForm | null {
  if (view.status !== "on_approval" || !view.draft || !may(actor, "case.sign") || view.draft.writtenBy === actor.id) return null;
  const t = translator(officeAnswers, context.locale);
  return {
    key: "sign", title: t("sign"), open: true, action: signCaseAnswer,
    submits: [{ label: t("sign.submit"), name: "sign", value: "yes" }, { label: t("sign.back"), name: "sign", value: "no", quiet: true }],
    fields: [...carried, { kind: "hidden", name: "draft", value: String(view.draft.id) }, { kind: "area", name: "reason", label: t("sign.reason"), hint: t("sign.reason.hint"), rows: 3 }],
  };
}
