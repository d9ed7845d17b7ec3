import type { FormAction } from "#app/_server/form-state.ts";
import type { Field } from "#app/office/_parts/field.ts";
import { answerCase, assignCase, changeCaseStatus, classifyCase, decideAct, proposeAct, sendBackCase } from "#app/office/cases/[id]/actions.ts";
import { answerForm } from "#app/office/cases/forms/answer.ts";
import { assignForm } from "#app/office/cases/forms/assign.ts";
import type { CaseForm, Making } from "#app/office/cases/forms/case-form.ts";
import { classifyForm } from "#app/office/cases/forms/classify.ts";
import { decideForm } from "#app/office/cases/forms/decide.ts";
import { proposeForm } from "#app/office/cases/forms/propose.ts";
import { sendBackForm } from "#app/office/cases/forms/send-back.ts";
import { statusForm } from "#app/office/cases/forms/status.ts";
import { officeWork } from "#lib/i18n/areas/office-work.ts";
import { translator } from "#lib/i18n/translate.ts";

/** The forms this official may use on this case as it stands; commands judge again. */
export function caseForms(making: Omit<Making, "carried">, list: string): CaseForm[] {
  const { view } = making;
  const carried: Field[] = [
    { kind: "hidden", name: "id", value: String(view.id) }, { kind: "hidden", name: "seen", value: `${view.version}.${view.seq}` }, { kind: "hidden", name: "list", value: list },
  ];
  const { c } = making.context;
  const all: [string, string, FormAction, (making: Making) => CaseForm | null][] = [
    ["decide", c("form.propose"), decideAct, decideForm], ["answer", c("form.answer"), answerCase, answerForm], ["assign", c("form.assign"), assignCase, assignForm],
    ["status", c("form.status"), changeCaseStatus, statusForm], ["back", translator(officeWork, making.context.locale)("back.title"), sendBackCase, sendBackForm], ["classify", c("form.classify"), classifyCase, classifyForm], ["propose", c("form.propose"), proposeAct, proposeForm],
  ];
  return all.map(([key, title, action, make]) => make({ ...making, carried }) ?? { key, title, action, open: false, available: false, fields: [], submits: [] });
}
