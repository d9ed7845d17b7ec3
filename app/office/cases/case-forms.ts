import type { FormAction } from "#app/_server/form-state.ts";
import type { Field } from "#app/office/_parts/field.ts";
import { answerCase, assignCase, changeCaseStatus, classifyCase, decideAct, proposeAct, sendBackCase, signCaseAnswer } from "#app/office/cases/[id]/actions.ts";
import { answerForm } from "#app/office/cases/forms/answer.ts";
import { assignForm } from "#app/office/cases/forms/assign.ts";
import type { CaseForm, Making } from "#app/office/cases/forms/case-form.ts";
import { classifyForm } from "#app/office/cases/forms/classify.ts";
import { decideForm } from "#app/office/cases/forms/decide.ts";
import { proposeForm } from "#app/office/cases/forms/propose.ts";
import { sendBackForm } from "#app/office/cases/forms/send-back.ts";
import { signForm } from "#app/office/cases/forms/sign.ts";
import { statusForm } from "#app/office/cases/forms/status.ts";
import { owns } from "#lib/appeals/scope.ts";
import { officeAnswers } from "#lib/i18n/areas/office-answers.ts";
import { officeWork } from "#lib/i18n/areas/office-work.ts";
import { translator } from "#lib/i18n/translate.ts";
import type { CaseView } from "#lib/appeals/view.ts";

/** What every form of a case carries unseen: which case, as it was when the form was drawn, and the list beside it. */
export const carriedFields = (view: CaseView, list: string): Field[] => [
  { kind: "hidden", name: "id", value: String(view.id) }, { kind: "hidden", name: "seen", value: `${view.version}.${view.seq}` }, { kind: "hidden", name: "list", value: list },
];

/** The forms this official may use on this case as it stands, one primary button among them; commands judge again. */
export async function caseForms(making: Omit<Making, "carried">, list: string): Promise<CaseForm[]> {
  const carried = carriedFields(making.view, list);
  const { c } = making.context;
  const all: [string, string, FormAction, (making: Making) => CaseForm | null | Promise<CaseForm | null>][] = [
    ["decide", c("form.propose"), decideAct, decideForm], ["sign", translator(officeAnswers, making.context.locale)("sign"), signCaseAnswer, signForm], ["answer", c("form.answer"), answerCase, answerForm],
    // Before the assignment: the category says whose it is.
    ["classify", c("form.classify"), classifyCase, classifyForm], ["assign", c("form.assign"), assignCase, assignForm],
    ["status", c("form.status"), changeCaseStatus, statusForm], ["back", translator(officeWork, making.context.locale)("back.title"), sendBackCase, sendBackForm], ["propose", c("form.propose"), proposeAct, proposeForm],
  ];
  // Who only co-executes has none of these; they are drawn for what may have been typed while the case was still his.
  const own = owns(making.actor, making.view);
  const forms = await Promise.all(all.map(async ([key, title, action, make]) => (own ? await make({ ...making, carried }) : null) ?? { key, title, action, open: false, available: false, fields: [], submits: [] }));
  const first = forms.find((form) => form.open && form.available !== false);
  return forms.map((form) => (form === first ? form : { ...form, submits: form.submits.map((submit) => ({ ...submit, quiet: true })) }));
}
